using Doorstep.Rules;
using Doorstep.Rules.Charging;

namespace Doorstep.App.Charging;

/// <summary>Somebody asks for a stop, or closes a dispute.</summary>
public sealed class CloseSession(SessionBook book)
{
    public async Task<Decision<SessionId>> Run(LiveStation station, StopOrder order, CancellationToken ct)
    {
        if (station.Find(order.Session) is not { } live || station.FindPile(live.State.Connector.Pile) is not { } pile)
        {
            return new Refusal("session.over", ("session", order.Session.ToString()));
        }

        return await book.Apply(station, pile, live, new SessionEvent.StopAsked(order.Reason), ct) is { } refusal ? refusal : order.Session;
    }

    public async Task<Decision<SessionId>> Resolve(LiveStation station, SessionId session, string remark, CancellationToken ct)
    {
        if (station.Find(session) is not { } live || station.FindPile(live.State.Connector.Pile) is not { } pile)
        {
            return new Refusal("session.unknown", ("session", session.ToString()));
        }

        if (live.State.Dispute is null)
        {
            return new Refusal("session.not-disputed", ("session", session.ToString()));
        }

        live.Remark = live.Remark.Length == 0 ? remark : $"{live.Remark}; {remark}";
        await book.Apply(station, pile, live, new SessionEvent.DisputeResolved(), ct);
        return session;
    }
}
