using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Charging;

/// <summary>The session a resident has open now, for the banner on every page; null when he has none.</summary>
public sealed class MyOpenSession(IDbContextFactory<DoorstepDb> contexts, SessionAccess sessions)
{
    public async Task<Decision<SessionSnapshot?>> Run(Actor who, CancellationToken ct)
    {
        if (who.Resident is not { } me)
        {
            return Decision<SessionSnapshot?>.Grant(null);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Sessions.AsNoTracking()
            .Where(s => s.Resident == me && s.State < SessionState.Ended)
            .OrderByDescending(s => s.RequestedAt)
            .FirstOrDefaultAsync(ct);
        return row is null ? Decision<SessionSnapshot?>.Grant(null) : Decision<SessionSnapshot?>.Grant(await WatchStation.Attempt(() => sessions.Owner(row).LookAt(row.Id)));
    }
}
