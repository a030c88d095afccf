namespace Doorstep.Rules.Charging;

/// <summary>What happens when something expected does not come.</summary>
internal static class Patience
{
    public static SessionStep Apply(Session session, DateTimeOffset now, ChargingRules rules) => session.State switch
    {
        SessionState.Starting when now - session.RequestedAt >= rules.StartPatience =>
            // The pile may have begun without our hearing of it; nobody would pay for that.
            SessionLife.Fail(session, "start.timeout", now, new SessionEffect.CommandStop()),
        SessionState.Stopping when session.StartedAt is null && now - session.StopAskedAt >= rules.StartPatience =>
            SessionLife.Fail(session, "start.cancelled", now, new SessionEffect.CommandStop()),
        SessionState.Charging or SessionState.Stopping when now - session.QuietSince >= rules.RecordPatience =>
            SessionLife.EndByOurs(session, "pile.silent", now, new SessionEffect.MakeBill(), new SessionEffect.RaiseAlert("session.no-record", $"{session.PileTransaction}")),
        SessionState.Charging or SessionState.Stopping when now - session.LinkLostAt >= rules.LinkPatience =>
            SessionLife.EndByOurs(session, "link.lost", now, new SessionEffect.MakeBill(), new SessionEffect.RaiseAlert("session.link-lost", $"{session.PileTransaction}")),
        SessionState.Stopping when session.LinkLostAt is null && now - session.StopSentAt >= rules.StopRepeat && session.StopsSent <= rules.StopsSentAtMost =>
            new(
                session with { StopSentAt = now, StopsSent = session.StopsSent + 1 },
                session.StopsSent < rules.StopsSentAtMost
                    ? [new SessionEffect.CommandStop()]
                    : [new SessionEffect.RaiseAlert("stop.unanswered", $"{session.PileTransaction}")]),
        SessionState.Ended when now - session.EndedAt >= rules.RecordPatience => new(session, [new SessionEffect.MakeBill()]),
        _ => new(session, []),
    };
}
