using Doorstep.Wire.Ocpp;

namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>What both versions share: the link's life, introduction, heartbeat, restart, and the way of a message. Everything but <see cref="Run"/> happens inside the pile's lock.</summary>
public abstract class OcppLink : IPileLink
{
    private protected static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;
    private static readonly TimeSpan Dark = TimeSpan.FromDays(30);
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(10);
    private readonly OcppVersion version;
    private readonly LinkLife life;
    private bool introduced;
    private TimeSpan heartbeat;
    private DateTimeOffset introductionDue = Never;
    private DateTimeOffset heartbeatDue = Never;
    private DateTimeOffset restartDue = Never;
    private DateTimeOffset restartAtLatest;

    private protected OcppLink(VirtualPile pile, LinkSetting setting, OcppVersion version)
    {
        ArgumentNullException.ThrowIfNull(pile);
        ArgumentNullException.ThrowIfNull(setting);
        Pile = pile;
        Setting = setting;
        this.version = version;
        life = new LinkLife(setting);
        Calls = new OcppCalls(setting, version);
        Limits = new ChargeLimits(pile.Spec);
        heartbeat = setting.Rhythm.Heartbeat;
    }

    /// <inheritdoc/>
    public bool Up => life.Up;

    /// <summary>Calls about transactions the server has not confirmed yet.</summary>
    public int Unconfirmed
    {
        get
        {
            lock (Pile.Gate)
                return Calls.Kept;
        }
    }

    /// <inheritdoc/>
    public DateTimeOffset NextTurn
    {
        get
        {
            lock (Pile.Gate)
                return Earliest(Calls.NextTurn, Earliest(introductionDue, Earliest(heartbeatDue, Earliest(restartDue, SessionsDue))));
        }
    }

    private protected VirtualPile Pile { get; }

    private protected LinkSetting Setting { get; }

    private protected FirmwareHabits Habits => Setting.Habits;

    private protected OcppCalls Calls { get; }

    private protected ChargeLimits Limits { get; }

    private protected DateTimeOffset RealNow => Setting.Pace.Real.GetUtcNow();

    /// <summary>When running sessions have something to report next.</summary>
    private protected abstract DateTimeOffset SessionsDue { get; }

    /// <inheritdoc/>
    public void Tell(PileEvent happened)
    {
        switch (happened)
        {
            case PowerLost:
                life.Cut(Dark);
                break;
            case PowerRestored:
                introduced = false;
                Calls.Restart();
                life.Return();
                break;
            case PileRestarted:
                introduced = false;
                Calls.Restart();
                life.Cut(Habits.RebootTime);
                break;
            default:
                Report(happened);
                break;
        }
    }

    /// <inheritdoc/>
    public void Turn(DateTimeOffset now)
    {
        if (restartDue <= now)
            RestartOrWait(now);
        Calls.Turn(now);
        if (introductionDue <= now)
        {
            introductionDue = Never;
            Introduce();
        }

        if (heartbeatDue <= now)
        {
            heartbeatDue = now + heartbeat;
            Beat();
        }

        TurnSessions(now);
    }

    /// <inheritdoc/>
    public void Cut(TimeSpan away) => life.Cut(away);

    /// <summary>Ends an offline period begun with <see cref="Cut"/> before its time.</summary>
    public void Return() => life.Return();

    /// <inheritdoc/>
    public Task Run(CancellationToken cancellationToken) => life.Run(cut => Connect(cancellationToken, cut), cancellationToken);

    private protected static DateTimeOffset Earliest(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private protected abstract void Introduce();

    private protected abstract void Beat();

    /// <summary>The server accepted the pile: tell it the state of everything.</summary>
    private protected abstract void ReportEverything();

    private protected abstract void Report(PileEvent happened);

    private protected abstract void TurnSessions(DateTimeOffset now);

    /// <summary>Answers one call of the server.</summary>
    private protected abstract void Obey(in OcppFrame call);

    /// <summary>The server's answer to the introduction; null when none came.</summary>
    private protected void Introduced(bool? accepted, int intervalSeconds)
    {
        var interval = TimeSpan.FromSeconds(Math.Clamp(intervalSeconds, 0, 86_400));
        if (accepted != true)
        {
            introductionDue = RealNow + (interval > TimeSpan.Zero ? interval : Setting.Rhythm.RecordRetry);
            return;
        }

        introduced = true;
        if (interval > TimeSpan.Zero)
            heartbeat = interval;
        BeginTalk();
    }

    private protected void ChangeHeartbeat(TimeSpan interval)
    {
        if (interval <= TimeSpan.Zero)
            return;
        heartbeat = interval;
        if (heartbeatDue != Never)
            heartbeatDue = RealNow + heartbeat;
    }

    /// <summary>Restarts as soon as what is said is sent, and confirmed if that does not take long.</summary>
    private protected void RestartSoon()
    {
        restartDue = RealNow;
        restartAtLatest = restartDue + LongestGoodbye;
    }

    private protected void IntroduceAgain() => introductionDue = RealNow;

    /// <summary>Reads a call's payload and answers it, or answers what is wrong with it.</summary>
    private protected void Answer<TRequest, TResponse>(in OcppFrame call, Func<TRequest, TResponse> obey)
        where TRequest : class, IOcppRequest<TRequest, TResponse>
        where TResponse : class, IOcppPayload<TResponse>
    {
        if (OcppReader.TryRead<TRequest>(call.Payload.Span, out var request, out var fault))
            Calls.Answer(call.MessageId, obey(request));
        else
            Calls.Refuse(call.MessageId, fault.Code, fault.Reason);
    }

    private protected void ApplyLimits()
    {
        var now = Pile.Now;
        var whole = Limits.WholePile(now);
        if (whole != Pile.LimitWatts)
            Pile.Limit(null, whole);
        foreach (var connector in Pile.Connectors)
        {
            var watts = Limits.Connector(connector.Number, connector.Session, now);
            if (watts != connector.LimitWatts)
                Pile.Limit(connector.Number, watts);
        }
    }

    private void RestartOrWait(DateTimeOffset now)
    {
        if (now < restartAtLatest && Up && !Calls.Idle)
        {
            restartDue = now + TimeSpan.FromMilliseconds(100);
            return;
        }

        restartDue = Never;
        Pile.Restart();
    }

    private void BeginTalk()
    {
        Calls.IsOpen = true;
        heartbeatDue = RealNow + heartbeat;
        life.Accepted();
        ReportEverything();
        Calls.Release();
    }

    private async Task Connect(CancellationToken stop, CancellationToken cut)
    {
        var wire = new OcppSocket(Setting, version, life.Tries);
        using var socket = await wire.Open(Pile.Spec.Id, cut);
        using var writer = new OcppWriter();
        var outbox = new LinkOutbox(Setting, life.Tries);
        lock (Pile.Gate)
        {
            Calls.LinkUp(outbox, writer);
            if (introduced && !Habits.BootsOnEveryLink)
                BeginTalk();
            else
                Introduce();
        }

        try
        {
            await wire.Speak(socket, outbox, Received, stop, cut);
        }
        finally
        {
            lock (Pile.Gate)
            {
                introductionDue = heartbeatDue = Never;
                Calls.LinkDown();
            }
        }
    }

    private void Received(ReadOnlyMemory<byte> message)
    {
        lock (Pile.Gate)
        {
            if (!OcppFrameReader.TryRead(message, int.MaxValue, out var frame, out var fault))
            {
                Setting.Traffic.Failed();
                if (fault.MayBeAnswered)
                    Calls.Refuse(fault.MessageId, fault.Code, fault.Reason);
            }
            else if (frame.Kind != OcppFrameKind.Call)
            {
                Calls.TakeAnswer(frame);
            }
            else
            {
                Calls.Hold();
                Obey(frame);
                Calls.Release();
            }
        }
    }
}
