using System.Globalization;
using System.Net.WebSockets;
using Doorstep.App.Charging;
using Doorstep.Wire.Ocpp;

namespace Doorstep.App.Devices;

/// <summary>Our commands to one pile: they go out one at a time, the next when the last is answered.</summary>
internal sealed class OcppOrders(OcppLink link, OcppSocket socket, IOcppTable table, CityClock clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Queue<PileCommand> commands = new();
    private Task speaking = Task.CompletedTask;
    private bool isSpeaking;
    private Waiting? waiting;
    private int lastCall;

    /// <summary>Done when what was being sent is sent or broken off.</summary>
    public Task Silence => speaking;

    public void Take(PileCommand command)
    {
        lock (commands)
        {
            commands.Enqueue(command);
            Spoken();
        }
    }

    /// <summary>A CALLRESULT or CALLERROR; one that answers nothing we asked is passed over.</summary>
    public async Task Hear(OcppFrame frame)
    {
        if (Volatile.Read(ref waiting) is { } asked && asked.MessageId == frame.MessageId)
        {
            var (accepted, reason) = frame.Kind == OcppFrameKind.CallResult ? asked.Call.Judge(frame) : (false, $"{frame.ErrorCode} {frame.ErrorDescription}".Trim());
            await Answered(asked, accepted, reason, mayStillBegin: false);
        }
    }

    /// <summary>A command nobody answers is over after a while; what it asked for may still happen.</summary>
    public async Task Judge(long now)
    {
        if (Volatile.Read(ref waiting) is { } late && clock.GetElapsedTime(late.Since, now) > Patience)
        {
            await Answered(late, accepted: false, "no answer", mayStillBegin: true);
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
            await link.Talk.Owner.Answered(link.Talk.Origin, new CommandAnswer(asked.Command.Id, accepted, accepted ? "" : reason, mayStillBegin));
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
                    var next = new Waiting(command, call, (++lastCall).ToString(CultureInfo.InvariantCulture), clock.GetTimestamp());
                    Volatile.Write(ref waiting, next);
                    await socket.Send((writer, output) => writer.Call(output, next.MessageId, next.Call.Action, next.Call.Request), link.Closing);
                }
                else if (command is not PileCommand.StopCharging)
                {
                    // A stop before the pile has begun follows its start; anything else has no words in this version.
                    await link.Talk.Owner.Answered(link.Talk.Origin, new CommandAnswer(command.Id, Accepted: false, "not in this protocol"));
                }
            }
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException || NodeLoss.Means(broken))
        {
            link.Close("the link broke");
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

    private sealed record Waiting(PileCommand Command, OcppCall Call, string MessageId, long Since);
}
