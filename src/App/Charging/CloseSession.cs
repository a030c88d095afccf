using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.Charging;

namespace Doorstep.App.Charging;

/// <summary>Somebody asks for a stop, or closes a dispute.</summary>
public sealed class CloseSession(SessionBook book, GroupCommit writes)
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
            return await writes.Run((db, token) => ResolveStored(db, session, remark, token), ct);
        }

        if (live.State.Dispute is null)
        {
            return new Refusal("session.not-disputed", ("session", session.ToString()));
        }

        live.Remark = Joined(live.Remark, remark);
        await book.Apply(station, pile, live, new SessionEvent.DisputeResolved(), ct);
        return session;
    }

    /// <summary>A session this memory has let go of, or whose pile is gone: nobody but its owner writes it, and that is us.</summary>
    private static async Task<Decision<SessionId>> ResolveStored(DoorstepDb db, SessionId session, string remark, CancellationToken ct)
    {
        if (await db.Sessions.FindAsync([session], ct) is not { } row)
        {
            return new Refusal("session.unknown", ("session", session.ToString()));
        }

        if (!row.Disputed)
        {
            return new Refusal("session.not-disputed", ("session", session.ToString()));
        }

        (row.Disputed, row.DisputeReason, row.Remark) = (false, null, Joined(row.Remark, remark));
        row.Version++;
        return session;
    }

    private static string Joined(string before, string remark) => before.Length == 0 ? remark : $"{before}; {remark}";
}
