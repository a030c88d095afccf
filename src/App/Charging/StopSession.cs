using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Rules.People;

namespace Doorstep.App.Charging;

/// <summary>Somebody stops a session from afar; the pile confirms by ending it.</summary>
public sealed class StopSession(SessionAccess sessions)
{
    public async Task<Decision<SessionId>> Run(Actor who, SessionId session, CancellationToken ct)
    {
        var row = await sessions.Find(who, Act.StopSession, session, ct);
        return row.Granted
            ? await sessions.Owner(row.Value).Stop(new StopOrder(session, who.Resident is null ? $"staff:{who.Id}" : SessionLife.StoppedByResident)).OrMoving()
            : row.Refusal;
    }
}
