using Doorstep.Rules.Pricing;

namespace Doorstep.Rules.Charging;

/// <summary>
/// The life of a session: (session, event, now) → (session, effects). Every event may come twice, late, or in any order;
/// what a session has already taken in changes nothing when it comes again.
/// </summary>
public static class SessionLife
{
    /// <summary>The reason of a stop by the one who pays.</summary>
    public const string StoppedByResident = "resident";

    /// <summary>The reason of a stop because the money set aside is nearly used up.</summary>
    public const string StoppedForMoney = "money";

    private static readonly IReadOnlyList<SessionEffect> Nothing = [];

    public static SessionStep Apply(Session session, SessionEvent happened, DateTimeOffset now, ChargingRules rules) => happened switch
    {
        SessionEvent.StartAnswered answer => StartAnswered(session, answer, now),
        SessionEvent.Began began => Began(session, began, now),
        SessionEvent.Read read => ReadingRule.Apply(session, read, rules),
        SessionEvent.StatusSeen status => StatusSeen(session, status, now),
        SessionEvent.LinkLost => new(session.Over ? session : session with { LinkLostAt = session.LinkLostAt ?? now }, Nothing),
        SessionEvent.LinkBack => new(session with { LinkLostAt = null }, Nothing),
        SessionEvent.Rebooted => new(Running(session) ? session with { LinkLostAt = null, QuietSince = session.QuietSince ?? now } : session with { LinkLostAt = null }, Nothing),
        SessionEvent.StopAsked stop => StopAsked(session, stop, now, rules),
        SessionEvent.StopAnswered answer => StopAnswered(session, answer, now),
        SessionEvent.Ended ended => Ended(session, ended, now, rules),
        SessionEvent.Displaced => Displaced(session, now),
        SessionEvent.TimePassed => Patience.Apply(session, now, rules),
        SessionEvent.BillMade made => BillMade(session, made),
        SessionEvent.PriceMissing => PriceMissing(session),
        SessionEvent.DisputeResolved => new(session with { Dispute = null }, Nothing),
        _ => throw new InvalidOperationException($"No rule for {happened}"),
    };

    internal static SessionStep Fail(Session session, string reason, DateTimeOffset now, params SessionEffect[] more) => new(
        session with { State = SessionState.Failed, FailReason = reason, EndedAt = now },
        [new SessionEffect.ReleaseHold(), new SessionEffect.TellResident("session.failed"), new SessionEffect.Note("start.failed", reason), .. more]);

    /// <summary>Over without the pile's own word.</summary>
    internal static SessionStep EndByOurs(Session session, string reason, DateTimeOffset now, params SessionEffect[] effects) => new(
        session with
        {
            State = SessionState.Ended,
            StoppedAt = session.ReadAt ?? session.StartedAt ?? now,
            EndedAt = now,
            StopReason = session.StopReason ?? reason,
        },
        effects);

    internal static bool Running(Session session) => session.State is SessionState.Charging or SessionState.Stopping;

    private static SessionStep StartAnswered(Session session, SessionEvent.StartAnswered answer, DateTimeOffset now)
    {
        bool waiting = session.State is SessionState.Starting or SessionState.Stopping && session.StartedAt is null;
        return !waiting || answer.Accepted ? new(session, Nothing)
            : answer.MayStillBegin ? new(session, [new SessionEffect.Note("start.waits", answer.Reason)])
            : Fail(session, answer.Reason.Length == 0 ? "start.refused" : answer.Reason, now);
    }

    private static SessionStep Began(Session session, SessionEvent.Began began, DateTimeOffset now)
    {
        if (session.BeginSeen || session.Over || (began.Implied && session.StartedAt is not null))
        {
            return new(session, Nothing);
        }

        MeterPoint? first = began.Register is { } register ? new(began.At, register) : session.First;
        var next = session with
        {
            State = session.State == SessionState.Starting ? SessionState.Charging : session.State,
            PileTransaction = began.Transaction,
            BeginSeen = !began.Implied,
            StartMeasured = began.Register is not null,
            StartedAt = began.At,
            First = first,
            Last = session.Last ?? first,
            QuietSince = null,
        };
        var effects = new List<SessionEffect>();
        if (began.Register is not null)
        {
            effects.Add(new SessionEffect.Keep([new Reading(began.At, began.Register)]));
        }

        switch (session.State)
        {
            case SessionState.Stopping when session.StartedAt is null:
                // The stop was asked before the pile had a transaction to stop.
                next = next with { StopSentAt = now, StopsSent = next.StopsSent + 1 };
                effects.Add(new SessionEffect.CommandStop());
                break;
            case SessionState.Ended when session.Claim is not null && !began.Implied:
                effects.Add(new SessionEffect.MakeBill());
                break;
        }

        return new(next, effects);
    }

    private static SessionStep StatusSeen(Session session, SessionEvent.StatusSeen seen, DateTimeOffset now)
    {
        if (!Running(session))
        {
            return new(session, Nothing);
        }

        switch (seen.Status)
        {
            case ReportedStatus.Charging:
                return new(session with { FullAt = null, NoPowerSince = null, QuietSince = null }, Nothing);
            // A car that waits for its own timer suspends before it took anything; only one that took energy is full.
            case ReportedStatus.SuspendedByCar when session.FullAt is null && session.Energy > Energy.Zero:
                return new(session with { FullAt = seen.At, QuietSince = null }, [new SessionEffect.TellResident("session.full")]);
            case ReportedStatus.SuspendedByCar or ReportedStatus.SuspendedByPile:
                return new(session with { QuietSince = null }, Nothing);
            case ReportedStatus.Available or ReportedStatus.Preparing or ReportedStatus.Finishing:
                return new(session with { QuietSince = session.QuietSince ?? now }, Nothing);
            default:
                return new(session, Nothing);
        }
    }

    private static SessionStep StopAsked(Session session, SessionEvent.StopAsked stop, DateTimeOffset now, ChargingRules rules)
    {
        if (!session.Open)
        {
            return new(session, Nothing, new Refusal("session.over", ("session", session.Id.ToString())));
        }

        if (session.State == SessionState.Stopping && now - session.StopSentAt < rules.StopRepeat / 6)
        {
            return new(session, Nothing);
        }

        return new(
            session with
            {
                State = SessionState.Stopping,
                StopAskedAt = session.StopAskedAt ?? now,
                StopReason = session.StopReason ?? stop.Reason,
                StopSentAt = now,
                StopsSent = session.StopsSent + 1,
            },
            stop.Reason == StoppedForMoney && session.StopAskedAt is null ? [new SessionEffect.CommandStop(), new SessionEffect.TellResident("wallet.low")] : [new SessionEffect.CommandStop()]);
    }

    private static SessionStep StopAnswered(Session session, SessionEvent.StopAnswered answer, DateTimeOffset now) =>
        session.State != SessionState.Stopping || answer.Accepted
            ? new(session, Nothing)
            // The pile knows nothing to stop. If it does charge, its next reading ends the quiet.
            : new(session with { QuietSince = session.QuietSince ?? now }, [new SessionEffect.RaiseAlert("stop.refused", answer.Reason)]);

    private static SessionStep Ended(Session session, SessionEvent.Ended ended, DateTimeOffset now, ChargingRules rules)
    {
        if (session.State == SessionState.Failed || session.Claim is not null)
        {
            return new(session, Nothing);
        }

        if (session.Over)
        {
            return Reconciliation.Late(session, ended.Claim, rules);
        }

        bool nothingFlowed = !session.BeginSeen && session.Energy == Energy.Zero && (ended.Claim.Energy ?? ended.Claim.Stop ?? Energy.Zero) == Energy.Zero;
        if (session.StartedAt is null && nothingFlowed)
        {
            return Fail(session with { Claim = ended.Claim }, ended.Reason, now);
        }

        var next = session with
        {
            State = SessionState.Ended,
            StoppedAt = ended.At < session.StartedAt ? session.StartedAt : ended.At,
            EndedAt = session.EndedAt ?? now,
            StopReason = session.StopReason ?? ended.Reason,
            Claim = ended.Claim,
            StartedAt = session.StartedAt ?? ended.At,
        };
        return new(next, next.BeginSeen ? [new SessionEffect.MakeBill()] : Nothing);
    }

    private static SessionStep Displaced(Session session, DateTimeOffset now) =>
        session.Open && session.StartedAt is null ? Fail(session, "start.taken", now)
        : session.Open ? EndByOurs(session, "displaced", now, new SessionEffect.RaiseAlert("session.displaced", $"{session.PileTransaction}"))
        : new(session, Nothing);

    /// <summary>The energy is kept, a person decides.</summary>
    private static SessionStep PriceMissing(Session session) => session.State != SessionState.Ended
        ? new(session, Nothing)
        : new(
            session with { State = SessionState.Billed, Billed = session.Energy, Dispute = "tariff.missing" },
            [new SessionEffect.RaiseAlert("session.disputed", "tariff.missing")]);

    private static SessionStep BillMade(Session session, SessionEvent.BillMade made)
    {
        if (session.State != SessionState.Ended)
        {
            return new(session, Nothing);
        }

        // Who stopped it himself, or stands at the pile with his card, sees it anyway.
        List<SessionEffect> effects = session.StartedBy == StartedBy.App && session.StopReason != StoppedByResident
            ? [new SessionEffect.TellResident("session.billed")]
            : [];
        if (made.Bill.Dispute is { } why)
        {
            effects.Add(new SessionEffect.RaiseAlert("session.disputed", why));
        }

        return new(
            session with
            {
                State = made.Settled ? SessionState.Paid : SessionState.Billed,
                Billed = made.Bill.Bill.Energy,
                Total = made.Bill.Bill.Total,
                Dispute = made.Bill.Dispute ?? session.Dispute,
            },
            effects);
    }
}
