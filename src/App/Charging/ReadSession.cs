using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.Charging;

/// <summary>A session as it is stored, with the pile's claims beside our figures, and as it stands while it is open.</summary>
public sealed class ReadSession(SessionAccess sessions)
{
    public async Task<Decision<SessionPicture>> Run(Actor who, SessionId session, CancellationToken ct)
    {
        var row = await sessions.Find(who, Act.ReadSession, session, ct);
        return row.Granted ? new SessionPicture(row.Value, await WatchStation.Attempt(() => sessions.Owner(row.Value).LookAt(session))) : row.Refusal;
    }
}

/// <param name="Live">Null once its owner has let go of it.</param>
public sealed record SessionPicture(SessionRow Row, SessionSnapshot? Live);
