using System.Buffers;
using System.Globalization;
using Doorstep.Wire.Ocpp;

namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>When a call is given up.</summary>
internal enum Persistence
{
    /// <summary>With the link or when its answer is late.</summary>
    Fleeting,

    /// <summary>Kept over lost links and restarts, sent once; given up when its answer is late.</summary>
    Once,

    /// <summary>Kept over lost links and restarts until answered.</summary>
    UntilAnswered,
}

/// <summary>A pile's own calls: one on its way at a time, the others in order. Used only inside the pile's lock.</summary>
internal sealed class OcppCalls(LinkSetting setting, OcppVersion version)
{
    // 1.6 §9.1.28 TransactionMessageAttempts
    private const int MostRefusals = 3;
    private readonly LinkedList<Call> waiting = new();
    private readonly Random random = new(setting.Seed ^ 0x1D5);
    private LinkOutbox? outbox;
    private OcppWriter? writer;
    private Call? underWay;
    private DateTimeOffset sentAt;
    private DateTimeOffset notBefore;
    private int counter;
    private bool held;

    /// <summary>False until the server accepted the pile: only introductions go out.</summary>
    public bool IsOpen { get; set; }

    /// <summary>No call waits or is under way.</summary>
    public bool Idle => underWay is null && waiting.Count == 0;

    /// <summary>Calls about transactions not yet confirmed.</summary>
    public int Kept => waiting.Count(call => call.Persistence != Persistence.Fleeting) + (underWay is { Persistence: not Persistence.Fleeting } ? 1 : 0);

    /// <summary>When <see cref="Turn"/> has something to do next.</summary>
    public DateTimeOffset NextTurn =>
        outbox is null ? Due.Never
        : underWay is not null ? sentAt + setting.Rhythm.ReplyTimeout
        : IsOpen && waiting.Count > 0 ? notBefore
        : Due.Never;

    private DateTimeOffset Now => setting.Pace.Real.GetUtcNow();

    /// <summary>Puts a call at the end, or, if it introduces the pile, at the front. The request is made when it is sent: a stop may have to wait for its start's number. <paramref name="answered"/> gets null when it was refused or given up.</summary>
    public void Add<TRequest, TResponse>(Func<TRequest> request, Action<TResponse?> answered, Persistence persistence = Persistence.Fleeting, bool introduces = false)
        where TRequest : class, IOcppRequest<TRequest, TResponse>
        where TResponse : class, IOcppPayload<TResponse>
    {
        var call = new Call(TRequest.Action, request, payload => Read(payload, answered), persistence, introduces);
        if (introduces)
            waiting.AddFirst(call);
        else
            waiting.AddLast(call);
        Send();
    }

    public void Answer(string messageId, IOcppPayload response)
    {
        var frame = new ArrayBufferWriter<byte>(128);
        writer?.Result(frame, messageId, response);
        outbox?.Post(frame.WrittenMemory);
    }

    public void Refuse(string? messageId, OcppFaultCode code, string reason)
    {
        var frame = new ArrayBufferWriter<byte>(128);
        writer?.Error(frame, version, messageId, code, reason);
        outbox?.Post(frame.WrittenMemory);
    }

    /// <summary>Keeps own calls back while one of the server's is being answered, so that the answer leaves first.</summary>
    public void Hold() => held = true;

    public void Release()
    {
        held = false;
        Send();
    }

    /// <summary>An answer arrived; one that belongs to no call under way is late and means nothing.</summary>
    public void TakeAnswer(in OcppFrame frame)
    {
        if (underWay is not { } call || call.MessageId != frame.MessageId)
            return;
        underWay = null;
        if (frame.Kind == OcppFrameKind.CallResult)
            call.Answered(frame.Payload);
        else
            TakeRefusal(call);
        Send();
    }

    /// <summary>Gives up what waited too long for its answer and sends what may go.</summary>
    public void Turn(DateTimeOffset now)
    {
        if (underWay is { } call && now - sentAt >= setting.Rhythm.ReplyTimeout)
        {
            underWay = null;
            Lose(call);
        }

        Send();
    }

    public void LinkUp(LinkOutbox connection, OcppWriter pen) => (outbox, writer) = (connection, pen);

    public void LinkDown()
    {
        (outbox, writer) = (null, null);
        IsOpen = false;
        notBefore = default;
        if (underWay is { } call)
        {
            underWay = null;
            Lose(call);
        }

        foreach (var fleeting in waiting.Where(c => c.Persistence == Persistence.Fleeting).ToArray())
        {
            waiting.Remove(fleeting);
            fleeting.Answered(null);
        }
    }

    public void Restart()
    {
        if (setting.Habits.IdsRestartAtOne)
            counter = 0;
    }

    private void Send()
    {
        if (held || underWay is not null || outbox is null || writer is null || waiting.First is not { Value: var call } || !(IsOpen || call.Introduces))
            return;
        var now = Now;
        if (now < notBefore && !call.Introduces)
            return;
        waiting.RemoveFirst();
        if (call.MessageId is null || !setting.Habits.ResendsKeepTheirId)
            call.MessageId = NextId();
        (underWay, sentAt) = (call, now);
        var frame = new ArrayBufferWriter<byte>(256);
        writer.Call(frame, call.MessageId, call.Action, call.Request());
        outbox.Post(frame.WrittenMemory);
    }

    private void TakeRefusal(Call call)
    {
        setting.Traffic.Failed();
        if (call.Persistence == Persistence.UntilAnswered && ++call.Refusals < MostRefusals)
        {
            waiting.AddFirst(call);
            notBefore = Now + (setting.Rhythm.RecordRetry * call.Refusals);
        }
        else
        {
            call.Answered(null);
        }
    }

    private void Lose(Call call)
    {
        setting.Traffic.Failed();
        if (call.Persistence == Persistence.UntilAnswered)
            waiting.AddFirst(call);
        else
            call.Answered(null);
    }

    private string NextId()
    {
        if (setting.Habits.IdsRestartAtOne)
            return (++counter).ToString(CultureInfo.InvariantCulture);
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    private void Read<TResponse>(ReadOnlyMemory<byte>? payload, Action<TResponse?> answered)
        where TResponse : class, IOcppPayload<TResponse>
    {
        TResponse? response = null;
        if (payload is { } bytes && !OcppReader.TryRead(bytes.Span, out response, out _))
            setting.Traffic.Failed();
        answered(response);
    }

    private sealed record Call(string Action, Func<IOcppPayload> Request, Action<ReadOnlyMemory<byte>?> Answered, Persistence Persistence, bool Introduces)
    {
        public string? MessageId { get; set; }

        public int Refusals { get; set; }
    }
}
