using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using Doorstep.App.Charging;
using Doorstep.App.Live;
using Doorstep.Rules;
using Doorstep.Rules.Stations;
using Doorstep.Wire.Ykc;
using Microsoft.Extensions.Logging;
using PileNumber = Doorstep.Wire.Ykc.PileNumber;

namespace Doorstep.App.Devices;

/// <summary>
/// One TCP connection: usually one pile, behind a concentrator several; every frame is routed by the pile number in its body.
/// Frames without an answer in the protocol do not wait for the disk one by one; whatever is answered waits for all before it.
/// </summary>
public sealed class YkcLink(IDuplexPipe transport, YkcTools tools, YkcDoor door, string address) : IAsyncDisposable
{
    private const int MostInFlight = 64;

    private readonly ConcurrentDictionary<PileNumber, YkcPile> piles = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly CancellationTokenSource closing = new();
    private readonly List<Task> inFlight = [];
    private ushort sequence;
    private int badInARow;
    private string closedBecause = "the pile closed the link";

    public async Task Run(CancellationToken closed)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(closed, closing.Token);
        try
        {
            await Listen(either.Token);
        }
        catch (Exception broken) when (broken is OperationCanceledException or IOException or InvalidOperationException)
        {
            closedBecause = closing.IsCancellationRequested ? closedBecause : "the link broke";
        }
        finally
        {
            await Task.WhenAll(inFlight).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var pile in piles.Values)
            {
                await pile.Leave(closedBecause);
            }
        }
    }

    public void Close(string why)
    {
        closedBecause = why;
        try
        {
            closing.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just closed by itself.
        }
    }

    /// <summary>Sends a request of ours with the link's own sequence.</summary>
    internal Task Ask(YkcMessage message, CancellationToken ct) => Send(null, message, flush: true, ct);

    public ValueTask DisposeAsync()
    {
        sending.Dispose();
        closing.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Listen(CancellationToken ct)
    {
        while (true)
        {
            var read = await transport.Input.ReadAsync(ct);
            var buffer = read.Buffer;
            bool answered = false;
            while (true)
            {
                var step = YkcReader.Read(ref buffer, read.IsCompleted, out var frame, out var fault);
                if (step == YkcStep.NeedMore)
                {
                    break;
                }

                answered |= step == YkcStep.Frame ? await Hear(frame, ct) : await Bad(fault);
                if (badInARow >= tools.Settings.BadInARow)
                {
                    closedBecause = "too many bad frames in a row";
                    return;
                }
            }

            transport.Input.AdvanceTo(buffer.Start, buffer.End);
            if (answered)
            {
                await Flush(ct);
            }

            if (read.IsCompleted)
            {
                return;
            }
        }
    }

    /// <summary>True when something was written that has to be flushed.</summary>
    private async Task<bool> Hear(YkcFrame frame, CancellationToken ct)
    {
        tools.Figures.Read("ykc");
        badInARow = 0;
        if (frame.Message is Login login)
        {
            return await Admit(login, frame, ct);
        }

        if (!piles.TryGetValue(frame.Message.Pile, out var pile))
        {
            // It speaks before it has logged in, or for a pile that is not here.
            return await Bad(new YkcFault(YkcFaultKind.FieldOutOfRange, 0, frame.Message.Type, frame.Sequence));
        }

        pile.Heard();
        try
        {
            if (YkcTable.Unanswered(frame.Message))
            {
                await Start(YkcTable.Answer(frame.Message, pile, ct));
                return false;
            }

            await Settle();
            var answer = await YkcTable.Answer(frame.Message, pile, ct);
            if (answer is null)
            {
                return false;
            }

            await Send(frame.Sequence, answer, flush: false, ct);
            return true;
        }
        catch (Exception bug) when (bug is not OperationCanceledException and not IOException)
        {
            // No answer: the pile sends it again.
            tools.Log.LogError(bug, "A frame {Type:X2} of pile {Pile} could not be served", frame.Message.Type, frame.Message.Pile);
            return false;
        }
    }

    private async Task<bool> Admit(Login login, YkcFrame frame, CancellationToken ct)
    {
        if (piles.Count >= tools.Settings.PilesPerLink || await door.Known(login, address, ct) is not { } entry)
        {
            await Send(frame.Sequence, new LoginReply(login.Pile, Accepted: false), flush: true, ct);
            badInARow++;
            if (piles.IsEmpty)
            {
                // §2.1: a failed login ends the link.
                Close("login refused");
            }

            return false;
        }

        await Settle();
        if (!piles.TryGetValue(login.Pile, out var pile))
        {
            pile = new YkcPile(this, entry, login.Pile, tools);
            await pile.Enter(address);
            piles[login.Pile] = pile;
        }

        await pile.Talk.Owner.Booted(pile.Talk.Origin, new(entry.Vendor, entry.Model, login.Program, login.Sim, $"ykc {login.ProtocolVersion / 10m:0.0}"));
        await Send(frame.Sequence, new LoginReply(login.Pile, Accepted: true), flush: false, ct);
        await Send(null, new TimeSync(login.Pile, Cp56Time.Of(pile.Talk.Now)), flush: false, ct);
        return true;
    }

    private async Task<bool> Bad(YkcFault fault)
    {
        tools.Figures.Bad("ykc");
        badInARow++;
        if (badInARow <= 5 && piles.Values.FirstOrDefault() is { } pile)
        {
            await pile.Talk.Owner.Note(pile.Talk.Origin, new PileNote(null, "bad-input", $"{fault.Kind} {fault.Type:X2} {fault.Skipped} bytes"));
        }

        return false;
    }

    /// <summary>Lets a frame without answer be served while the next is read, up to a bound.</summary>
    private async Task Start(Task serving)
    {
        inFlight.RemoveAll(t => t.IsCompletedSuccessfully);
        inFlight.Add(serving);
        if (inFlight.Count >= MostInFlight || serving.IsFaulted)
        {
            await Settle();
        }
    }

    private async Task Settle()
    {
        if (inFlight.Count > 0)
        {
            var all = Task.WhenAll(inFlight);
            inFlight.Clear();
            await all;
        }
    }

    private async Task Send(ushort? reply, YkcMessage message, bool flush, CancellationToken ct)
    {
        await sending.WaitAsync(ct);
        try
        {
            YkcWriter.Write(transport.Output, reply ?? unchecked(sequence++), message);
            if (flush)
            {
                await transport.Output.FlushAsync(ct);
            }
        }
        finally
        {
            sending.Release();
        }
    }

    private async Task Flush(CancellationToken ct)
    {
        await sending.WaitAsync(ct);
        try
        {
            await transport.Output.FlushAsync(ct);
        }
        finally
        {
            sending.Release();
        }
    }
}
