using System.Buffers;
using System.Globalization;
using System.Net.WebSockets;
using Doorstep.App.Charging;
using Doorstep.App.Live;
using Doorstep.App.Stations;
using Doorstep.Rules.Stations;
using Doorstep.Wire.Ocpp;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.Devices;

/// <summary>
/// One pile's WebSocket. While it is silent it holds no buffer. Its requests are answered one after the other, as OCPP-J wants;
/// our commands go out one at a time and are answered in between.
/// </summary>
public sealed class OcppLink : IPileConnection, ISilentLink, IDisposable
{
    private const int FirstBuffer = 2048;

    private static readonly TimeSpan CommandPatience = TimeSpan.FromSeconds(30);

    private readonly WebSocket socket;
    private readonly PileEntry pile;
    private readonly IOcppTable table;
    private readonly LinkTools tools;
    private readonly string address;
    private readonly SemaphoreSlim sending = new(1);
    private readonly CancellationTokenSource closing = new();
    private readonly Queue<PileCommand> commands = new();
    private Task speaking = Task.CompletedTask;
    private bool isSpeaking;
    private Waiting? waiting;
    private Talk? talk;
    private long heard;
    private int lastCall;
    private int badInARow;
    private string closedBecause = "the pile closed the link";

    public OcppLink(WebSocket socket, PileEntry pile, IOcppTable table, LinkTools tools, string address)
    {
        (this.socket, this.pile, this.table, this.tools, this.address) = (socket, pile, table, tools, address);
        heard = tools.Clock.GetTimestamp();
    }

    private PileProtocol Protocol => table.Version == OcppVersion.V16 ? PileProtocol.Ocpp16 : PileProtocol.Ocpp201;

    /// <summary>Talks until either side closes.</summary>
    public async Task Run(CancellationToken aborted)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, closing.Token);
        var origin = await tools.Door.Admit(pile.Pile, this);
        talk = new Talk(pile, origin, tools.Door.Owner(pile.Station), tools.Clock, tools.Settings);
        try
        {
            await talk.Owner.Connected(origin, new LinkUp(Protocol, address));
            if (pile.Protocol != Protocol)
            {
                await talk.Owner.Note(origin, new PileNote(null, "alert", $"protocol {pile.Protocol} is now {Protocol}"));
            }

            await Listen(either.Token);
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or IOException)
        {
            closedBecause = closing.IsCancellationRequested ? closedBecause : "the link broke";
        }
        catch (Exception gone) when (NodeLoss.Means(gone))
        {
            // Unanswered, the pile comes back and says it again.
            closedBecause = "its station has no owner now";
        }
        finally
        {
            tools.Door.Forget(origin);
            await closing.CancelAsync();
            await speaking;
            await Leave(talk);
        }
    }

    public void Take(PileCommand command)
    {
        lock (commands)
        {
            commands.Enqueue(command);
            Spoken();
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

    /// <inheritdoc/>
    public async Task Judge(long now)
    {
        var silence = tools.Clock.GetElapsedTime(Interlocked.Read(ref heard), now);
        if (silence > TimeSpan.FromSeconds(tools.Settings.HeartbeatSeconds * 2.5))
        {
            Close("silent");
        }
        else if (Volatile.Read(ref waiting) is { } late && tools.Clock.GetElapsedTime(late.Since, now) > CommandPatience)
        {
            await Answered(late, accepted: false, "no answer", mayStillBegin: true);
        }
    }

    public void Dispose()
    {
        sending.Dispose();
        closing.Dispose();
    }

    private async Task Listen(CancellationToken ct)
    {
        while (true)
        {
            // Nothing is rented until there is something to read.
            var first = await socket.ReceiveAsync(Memory<byte>.Empty, ct);
            if (first.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ct);
                return;
            }

            var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
            try
            {
                int length = 0;
                ValueWebSocketReceiveResult read;
                do
                {
                    if (length == buffer.Length)
                    {
                        if (length >= tools.Settings.LongestMessage)
                        {
                            closedBecause = "a message was too long";
                            await socket.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig, $"at most {tools.Settings.LongestMessage} bytes", ct);
                            return;
                        }

                        buffer = Grown(buffer, length);
                    }

                    read = await socket.ReceiveAsync(buffer.AsMemory(length), ct);
                    length += read.Count;
                }
                while (!read.EndOfMessage);

                if (read.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ct);
                    return;
                }

                Interlocked.Exchange(ref heard, tools.Clock.GetTimestamp());
                if (!await Hear(buffer.AsMemory(0, length), ct))
                {
                    closedBecause = "too many bad messages in a row";
                    await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, closedBecause, ct);
                    return;
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    /// <summary>False when this pile has sent too much that cannot be read.</summary>
    private async Task<bool> Hear(ReadOnlyMemory<byte> text, CancellationToken ct)
    {
        tools.Figures.Read(OcppSubprotocol.Of(table.Version));
        if (!OcppFrameReader.TryRead(text, tools.Settings.LongestMessage, out var frame, out var fault))
        {
            if (fault.MayBeAnswered)
            {
                await SendError(fault.MessageId, fault, ct);
            }

            return await Bad(fault);
        }

        if (frame.Kind != OcppFrameKind.Call)
        {
            if (Volatile.Read(ref waiting) is { } asked && asked.MessageId == frame.MessageId)
            {
                var (accepted, reason) = frame.Kind == OcppFrameKind.CallResult ? asked.Call.Judge(frame) : (false, $"{frame.ErrorCode} {frame.ErrorDescription}".Trim());
                await Answered(asked, accepted, reason, mayStillBegin: false);
            }

            return true;
        }

        OcppAnswer answer;
        try
        {
            answer = await table.Answer(frame, talk!);
        }
        catch (Exception bug) when (!NodeLoss.Means(bug))
        {
            tools.Log.LogError(bug, "A message of pile {Pile} could not be served", pile.Pile);
            answer = new OcppFault(OcppFaultCode.InternalError, "The message could not be served; send it again.");
        }

        if (answer.Result is { } result)
        {
            badInARow = 0;
            await Send((writer, output) => writer.Result(output, frame.MessageId, result), ct);
            return true;
        }

        await SendError(frame.MessageId, answer.Fault!, ct);
        return answer.Fault!.Code == OcppFaultCode.InternalError || await Bad(answer.Fault);
    }

    private async Task<bool> Bad(OcppFault fault)
    {
        tools.Figures.Bad(OcppSubprotocol.Of(table.Version));
        badInARow++;
        // The first few are written down; a flood of them would only fill the log.
        if (badInARow <= 5)
        {
            await talk!.Owner.Note(talk.Origin, new PileNote(null, "bad-input", $"{fault.Code} {fault.Reason}"));
        }

        return badInARow < tools.Settings.BadInARow;
    }

    private async Task Leave(Talk ended)
    {
        try
        {
            await ended.Owner.Disconnected(ended.Origin, closedBecause);
        }
        catch (Exception gone) when (NodeLoss.Means(gone))
        {
            // This node is going down, or the owner's; either learns of it from the membership.
            tools.Log.LogInformation("The owner of pile {Pile} could not be told that its link closed: {Why}", pile.Pile, gone.Message);
        }
    }

    private async Task Answered(Waiting asked, bool accepted, string reason, bool mayStillBegin)
    {
        if (Interlocked.CompareExchange(ref waiting, null, asked) != asked)
        {
            return;
        }

        if (asked.Command.Id != 0)
        {
            await talk!.Owner.Answered(talk.Origin, new CommandAnswer(asked.Command.Id, accepted, accepted ? "" : reason, mayStillBegin));
        }

        lock (commands)
        {
            Spoken();
        }
    }

    /// <summary>Sends the next command, if none is waiting for its answer.</summary>
    private async Task Speak()
    {
        // Whoever hands over a command does not wait for the wire.
        await Task.Yield();
        try
        {
            while (Next() is { } command)
            {
                if (table.Call(command) is { } call)
                {
                    var next = new Waiting(command, call, (++lastCall).ToString(CultureInfo.InvariantCulture), tools.Clock.GetTimestamp());
                    Volatile.Write(ref waiting, next);
                    await Send((writer, output) => writer.Call(output, next.MessageId, next.Call.Action, next.Call.Request), closing.Token);
                }
                else if (command is not PileCommand.StopCharging)
                {
                    // A stop before the pile has begun follows its start; anything else has no words in this version.
                    await talk!.Owner.Answered(talk.Origin, new CommandAnswer(command.Id, Accepted: false, "not in this protocol"));
                }
            }
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException || NodeLoss.Means(broken))
        {
            Close("the link broke");
        }
    }

    private void Spoken()
    {
        if (!isSpeaking)
        {
            isSpeaking = true;
            speaking = Speak();
        }
    }

    private PileCommand? Next()
    {
        lock (commands)
        {
            isSpeaking = waiting is null && commands.Count > 0;
            return isSpeaking ? commands.Dequeue() : null;
        }
    }

    private Task SendError(string? messageId, OcppFault fault, CancellationToken ct) =>
        Send((writer, output) => writer.Error(output, table.Version, messageId, fault.Code, fault.Reason), ct);

    private async Task Send(Action<OcppWriter, IBufferWriter<byte>> write, CancellationToken ct)
    {
        using var pen = tools.Pens.Rent();
        write(pen.Writer, pen.Output);
        await sending.WaitAsync(ct);
        try
        {
            await socket.SendAsync(pen.Output.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, ct);
        }
        finally
        {
            sending.Release();
        }
    }

    private static byte[] Grown(byte[] buffer, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private sealed record Waiting(PileCommand Command, OcppCall Call, string MessageId, long Since);
}

/// <summary>A link that is closed when nothing was heard of it for long; one timer of the node judges all.</summary>
public interface ISilentLink
{
    Task Judge(long now);
}
