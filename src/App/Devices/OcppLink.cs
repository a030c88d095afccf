using System.Net.WebSockets;
using Doorstep.App.Charging;
using Doorstep.App.Live;
using Doorstep.App.Stations;
using Doorstep.Rules.Stations;
using Doorstep.Wire.Ocpp;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.Devices;

/// <summary>
/// One pile's link by OCPP. Its requests are answered one after the other, as OCPP-J wants; our commands go out one at a time and are answered in between.
/// </summary>
public sealed class OcppLink : IPileConnection, ISilentLink, IDisposable
{
    private readonly OcppSocket socket;
    private readonly OcppOrders orders;
    private readonly PileEntry pile;
    private readonly IOcppTable table;
    private readonly LinkTools tools;
    private readonly string address;
    private readonly CancellationTokenSource closing = new();
    private Talk? talk;
    private long heard;
    private int badInARow;
    private string closedBecause = "the pile closed the link";

    public OcppLink(WebSocket socket, PileEntry pile, IOcppTable table, LinkTools tools, string address)
    {
        (this.pile, this.table, this.tools, this.address) = (pile, table, tools, address);
        this.socket = new(socket, tools.Pens, tools.Settings.LongestMessage);
        orders = new(this, this.socket, table, tools.Clock);
        heard = tools.Clock.GetTimestamp();
    }

    /// <summary>Known once the pile is admitted, and commands come only after that.</summary>
    internal Talk Talk => talk!;

    internal CancellationToken Closing => closing.Token;

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

            closedBecause = await socket.Listen(Hear, either.Token) ?? closedBecause;
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
            await orders.Silence;
            await Leave(talk);
        }
    }

    public void Take(PileCommand command) => orders.Take(command);

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
        else
        {
            await orders.Judge(now);
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        closing.Dispose();
    }

    /// <summary>False when this pile has sent too much that cannot be read.</summary>
    private async Task<bool> Hear(ReadOnlyMemory<byte> text, CancellationToken ct)
    {
        Interlocked.Exchange(ref heard, tools.Clock.GetTimestamp());
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
            await orders.Hear(frame);
            return true;
        }

        OcppAnswer answer;
        try
        {
            answer = await table.Answer(frame, Talk);
        }
        catch (Exception bug) when (!NodeLoss.Means(bug))
        {
            tools.Log.LogError(bug, "A message of pile {Pile} could not be served", pile.Pile);
            answer = new OcppFault(OcppFaultCode.InternalError, "The message could not be served; send it again.");
        }

        if (answer.Result is { } result)
        {
            badInARow = 0;
            await socket.Send((writer, output) => writer.Result(output, frame.MessageId, result), ct);
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
            await Talk.Owner.Note(Talk.Origin, new PileNote(null, "bad-input", $"{fault.Code} {fault.Reason}"));
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

    private Task SendError(string? messageId, OcppFault fault, CancellationToken ct) =>
        socket.Send((writer, output) => writer.Error(output, table.Version, messageId, fault.Code, fault.Reason), ct);
}

/// <summary>A link that is closed when nothing was heard of it for long; one timer of the node judges all.</summary>
public interface ISilentLink
{
    Task Judge(long now);
}
