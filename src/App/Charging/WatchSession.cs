using System.Runtime.CompilerServices;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Rules.People;

namespace Doorstep.App.Charging;

/// <summary>A session as it changes, until it is over.</summary>
public sealed class WatchSession(SessionAccess sessions, TimeProvider clock)
{
    public async Task<Decision<IAsyncEnumerable<SessionSnapshot>>> Run(Actor who, SessionId session, CancellationToken ct)
    {
        var row = await sessions.Find(who, Act.ReadSession, session, ct);
        return row.Granted ? Decision<IAsyncEnumerable<SessionSnapshot>>.Grant(Pictures(sessions.Owner(row.Value), session, ct)) : row.Refusal;
    }

    private async IAsyncEnumerable<SessionSnapshot> Pictures(IStationGrain owner, SessionId session, [EnumeratorCancellation] CancellationToken ct)
    {
        using var timer = new PeriodicTimer(WatchStation.Pace, clock);
        SessionSnapshot? seen = null;
        do
        {
            if (await WatchStation.Attempt(() => owner.LookAt(session)) is { } snapshot && snapshot != seen)
            {
                seen = snapshot;
                yield return snapshot;
                if (snapshot.State is SessionState.Billed or SessionState.Paid or SessionState.Failed)
                {
                    yield break;
                }
            }
        }
        while (await timer.WaitForNextTickAsync(ct));
    }
}
