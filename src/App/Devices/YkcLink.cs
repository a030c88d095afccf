using System.Collections.Concurrent;
using System.IO.Pipelines;
using Doorstep.Wire.Ykc;
using Microsoft.AspNetCore.Connections;
using PileNumber = Doorstep.Wire.Ykc.PileNumber;

namespace Doorstep.App.Devices;

/// <summary>
/// One socket, with one pile behind it or, through a concentrator, several: every frame goes to the pile it names. Bytes that are no frame
/// are stepped over; a socket that sends little else is closed.
/// </summary>
internal sealed class YkcLink : IDisposable
{
    private const string Protocol = "ykc";

    /// <summary>Bytes stepped over since the last sound frame after which there is no hope of finding the next one.</summary>
    private const int MostLost = 4096;

    /// <summary>§2.1: login is the first message.</summary>
    private static readonly TimeSpan LoginPatience = TimeSpan.FromSeconds(15);

    /// <summary>A frame that stays unfinished so long was cut off; a damaged length must not hold back what follows.</summary>
    private static readonly TimeSpan FramePatience = TimeSpan.FromSeconds(2);

    private readonly ConnectionContext connection;
    private readonly YkcTools tools;
    private readonly CancellationTokenSource closing;
    private readonly ConcurrentDictionary<PileNumber, YkcPile> piles = new();
    private readonly ConcurrentBag<Task> leaving = [];
    private readonly HashSet<YkcPile> touched = [];
    private string closedBecause = "the pile closed the link";
    private int badInARow;
    private int lost;

    public YkcLink(ConnectionContext connection, YkcTools tools, string address)
    {
        (this.connection, this.tools, Address) = (connection, tools, address);
        closing = new CancellationTokenSource(Timeout.InfiniteTimeSpan, tools.Link.Clock);
        Pen = new YkcPen(connection.Transport.Output, closing.Token);
    }

    public string Address { get; }

    public YkcPen Pen { get; }

    /// <summary>Talks until either side closes.</summary>
    public async Task Run(CancellationToken aborted)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, closing.Token);
        closing.CancelAfter(Real(LoginPatience));
        try
        {
            await Listen(connection.Transport.Input, either.Token);
        }
        catch (Exception broken) when (broken is OperationCanceledException or IOException)
        {
            closedBecause = closing.IsCancellationRequested ? closedBecause : "the link broke";
        }
        finally
        {
            // What was heard is still dealt with, and answered if anybody listens.
            await Task.WhenAll([.. piles.Values.Select(p => p.Leave(closedBecause)), .. leaving]);
            await Pen.Close();
        }
    }

    /// <summary>The first pile has logged in.</summary>
    public void Admitted()
    {
        closing.CancelAfter(Timeout.InfiniteTimeSpan);
        connection.Features.Get<Porch.Visit>()?.LetIn();
    }

    /// <summary>One pile leaves the link; the last one closes it.</summary>
    public void Part(YkcPile pile, string why)
    {
        if (!piles.TryRemove(KeyValuePair.Create(pile.Number, pile)))
        {
            return;
        }

        leaving.Add(pile.Leave(why));
        if (piles.IsEmpty)
        {
            Close(why);
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

    public void Dispose() => closing.Dispose();

    private async Task Listen(PipeReader input, CancellationToken ct)
    {
        bool pending = false;
        while (true)
        {
            var (read, silent) = await Next(input, pending, ct);
            var buffer = read.Buffer;
            bool goesOn = true;
            Pen.Hold();
            try
            {
                while (goesOn && YkcReader.Read(ref buffer, silent || read.IsCompleted, out var frame, out var fault) is var step and not YkcStep.NeedMore)
                {
                    if (step == YkcStep.Fault)
                    {
                        goesOn = Judge(fault);
                    }
                    else if (Route(frame) is { } pile)
                    {
                        touched.Add(pile);
                        await Follow(pile.Hear(frame), ct);
                    }
                    else
                    {
                        goesOn = badInARow < tools.Link.Settings.BadInARow && !(piles.IsEmpty && frame.Message is Login);
                    }
                }
            }
            finally
            {
                Pen.Release();
                Work();
            }

            pending = !buffer.IsEmpty;
            input.AdvanceTo(buffer.Start, buffer.End);
            if (!goesOn || read.IsCompleted || !Pen.Flows)
            {
                closedBecause = !Pen.Flows ? "the pile does not read" : closedBecause;
                return;
            }
        }
    }

    /// <summary>Waits for bytes; silent when a frame was begun and nothing followed.</summary>
    private async Task<(ReadResult Read, bool Silent)> Next(PipeReader input, bool pending, CancellationToken ct)
    {
        var reading = input.ReadAsync(ct);
        if (!pending || reading.IsCompleted)
        {
            return (await reading, false);
        }

        long since = tools.Link.Clock.GetTimestamp();
        using var timer = tools.Link.Clock.CreateTimer(static pipe => ((PipeReader)pipe!).CancelPendingRead(), input, Real(FramePatience), Timeout.InfiniteTimeSpan);
        var read = await reading;
        // A cancellation may also be one that came too late for the read before.
        return (read, read.IsCanceled && tools.Link.Clock.GetElapsedTime(since) >= FramePatience);
    }

    /// <summary>Waits for a pile that is too far behind, with everything written and everybody at work.</summary>
    private async ValueTask Follow(Task room, CancellationToken ct)
    {
        if (room.IsCompletedSuccessfully)
        {
            return;
        }

        Pen.Release();
        try
        {
            Work();
            await room.WaitAsync(ct);
        }
        finally
        {
            Pen.Hold();
        }
    }

    private void Work()
    {
        foreach (var pile in touched)
        {
            pile.Start();
        }

        touched.Clear();
    }

    /// <summary>The pile a frame is for; null for one that may not speak here.</summary>
    private YkcPile? Route(YkcFrame frame)
    {
        tools.Link.Figures.Read(Protocol);
        lost = 0;
        var message = frame.Message;
        if (piles.TryGetValue(message.Pile, out var pile) || (message is UnknownMessage && piles.Values.FirstOrDefault() is { } first && (pile = first) is not null))
        {
            badInARow = 0;
            return pile;
        }

        if (message is Login login)
        {
            return Meet(frame, login);
        }

        // Nobody that has logged in here.
        badInARow++;
        tools.Link.Figures.Bad(Protocol);
        return null;
    }

    private YkcPile? Meet(YkcFrame frame, Login login)
    {
        if (piles.Count >= tools.Link.Settings.PilesPerLink || tools.Admission.Find(login, Address) is not { } entry)
        {
            badInARow++;
            closedBecause = "unknown pile";
            Pen.Reply(frame.Sequence, new LoginReply(login.Pile, Accepted: false), frame.Crc);
            return null;
        }

        var pile = new YkcPile(login.Pile, entry, this, tools);
        piles[login.Pile] = pile;
        return pile;
    }

    /// <summary>False when the next frame will not be found.</summary>
    private bool Judge(YkcFault fault)
    {
        tools.Link.Figures.Bad(Protocol);
        badInARow++;
        bool sound = fault.Type is not null;
        lost = sound ? 0 : lost + fault.Skipped;
        var known = piles.Values.FirstOrDefault();
        known?.HearBad(sound ? $"{fault.Kind} type {fault.Type:X2}" : $"{fault.Kind} {fault.Skipped} bytes");
        bool goesOn = lost <= MostLost && badInARow < tools.Link.Settings.BadInARow;
        if (!goesOn)
        {
            closedBecause = "no frames in what the pile sends";
            if (known is null)
            {
                tools.Admission.Failed(Address);
            }
        }

        return goesOn;
    }

    private TimeSpan Real(TimeSpan span) => span * tools.Link.Clock.Pace;
}
