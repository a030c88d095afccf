using Doorstep.Wire.Ocpp;

namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>What both versions share: the link's life, introduction, heartbeat, restart, and the way of a message. Everything but <see cref="Run"/> happens inside the pile's lock.</summary>
public abstract class OcppLink : IPileLink
{
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(10);
    private readonly OcppVersion version;
    private readonly LinkLife life;
    private bool introduced;
    private TimeSpan heartbeat;
    private DateTimeOffset introductionDue = Due.Never;
    private DateTimeOffset heartbeatDue = Due.Never;
    private DateTimeOffset restartDue = Due.Never;
    private DateTimeOffset restartAtLatest;

    private protected OcppLink(VirtualPile pile, LinkSetting setting, OcppVersion version, IReadOnlyList<ConfigurationKey> keys)
    {
        ArgumentNullException.ThrowIfNull(pile);
        ArgumentNullException.ThrowIfNull(setting);
        Pile = pile;
        Setting = setting;
        this.version = version;
        life = new LinkLife(setting);
        Calls = new OcppCalls(setting, version);
        Limits = new ChargeLimits(pile.Spec);
        Configuration = new OcppConfiguration(keys, pile.Spec, setting.Rhythm);
        Rounds = new SessionRounds(pile, Limits, setting.Pace.Real, () => SampleInterval);
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
                return Due.Soonest(Calls.NextTurn, introductionDue, heartbeatDue, restartDue, Rounds.Next);
        }
    }

    internal VirtualPile Pile { get; }

    internal LinkSetting Setting { get; }

    internal FirmwareHabits Habits => Setting.Habits;

    internal OcppCalls Calls { get; }

    internal OcppConfiguration Configuration { get; }

    internal ChargeLimits Limits { get; }

    internal SessionRounds Rounds { get; }

    /// <summary>Between two readings of a running session; zero for none.</summary>
    private protected abstract TimeSpan SampleInterval { get; }

    private DateTimeOffset RealNow => Setting.Pace.Real.GetUtcNow();

    /// <inheritdoc/>
    public void Tell(PileEvent happened)
    {
        switch (happened)
        {
            case PowerLost:
                life.GoDark();
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
            introductionDue = Due.Never;
            Introduce();
        }

        if (heartbeatDue <= now)
        {
            heartbeatDue = now + heartbeat;
            Beat();
        }

        Rounds.Turn(now, Sample);
    }

    /// <inheritdoc/>
    public void Cut(TimeSpan away) => life.Cut(away);

    /// <summary>Ends an offline period begun with <see cref="Cut"/> before its time.</summary>
    public void Return() => life.Return();

    /// <inheritdoc/>
    public Task Run(CancellationToken cancellationToken) => life.Run(cut => Connect(cancellationToken, cut), cancellationToken);

    internal abstract void Beat();

    private protected abstract void Introduce();

    /// <summary>The server accepted the pile: tell it the state of everything.</summary>
    private protected abstract void ReportEverything();

    private protected abstract void Report(PileEvent happened);

    /// <summary>Tells a reading of the session at a connector.</summary>
    private protected abstract void Sample(int connector);

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

    internal void ChangeHeartbeat(TimeSpan interval)
    {
        if (interval <= TimeSpan.Zero)
            return;
        heartbeat = interval;
        if (heartbeatDue != Due.Never)
            heartbeatDue = RealNow + heartbeat;
    }

    /// <summary>Restarts as soon as what is said is sent, and confirmed if that does not take long.</summary>
    private protected void RestartSoon()
    {
        restartDue = RealNow;
        restartAtLatest = restartDue + LongestGoodbye;
    }

    internal void IntroduceAgain() => introductionDue = RealNow;

    /// <summary>Reads a call's payload and answers it, or answers what is wrong with it.</summary>
    internal void Answer<TRequest, TResponse>(in OcppFrame call, Func<TRequest, TResponse> obey)
        where TRequest : class, IOcppRequest<TRequest, TResponse>
        where TResponse : class, IOcppPayload<TResponse>
    {
        if (OcppReader.TryRead<TRequest>(call.Payload.Span, out var request, out var fault))
            Calls.Answer(call.MessageId, obey(request));
        else
            Calls.Refuse(call.MessageId, fault.Code, fault.Reason);
    }

    private void RestartOrWait(DateTimeOffset now)
    {
        if (now < restartAtLatest && Up && !Calls.Idle)
        {
            restartDue = now + TimeSpan.FromMilliseconds(100);
            return;
        }

        restartDue = Due.Never;
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
                introductionDue = heartbeatDue = Due.Never;
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
