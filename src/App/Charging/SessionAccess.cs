using Doorstep.App.Stations;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Charging;

/// <summary>Finds a session for somebody who may see it.</summary>
public sealed class SessionAccess(IDbContextFactory<DoorstepDb> contexts, StationDirectory stations, IGrainFactory grains)
{
    /// <summary>`session.unknown` also where somebody asks for another's session: that it exists is nobody's business.</summary>
    public async Task<Decision<SessionRow>> Find(Actor who, Act act, SessionId session, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Sessions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == session, ct);
        if (row is null)
        {
            return Unknown(session);
        }

        var refusal = Permissions.Refuses(who, act, ThingOf(row));
        return refusal is null ? row : who.Resident is not null ? Unknown(session) : refusal;
    }

    public Thing ThingOf(SessionRow row) => new(Organisation: row.Provider, Resident: row.Resident, Division: stations.Find(row.Station)?.Division);

    public IStationGrain Owner(SessionRow row) => grains.GetGrain<IStationGrain>(row.Station.Value);

    private static Refusal Unknown(SessionId session) => new("session.unknown", ("session", session.ToString()));
}
