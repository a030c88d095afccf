using Doorstep.App.Stations;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Charging;

/// <summary>What a pile did and suffered, newest first.</summary>
public sealed class ReadPileEvents(PileDirectory piles, StationDirectory stations, IDbContextFactory<DoorstepDb> contexts)
{
    private const int MostAtOnce = 500;

    public async Task<Decision<IReadOnlyList<PileEventRow>>> Run(Actor who, PileId pile, DateTimeOffset? before, int take, CancellationToken ct)
    {
        if (piles.Find(pile) is not { } entry || stations.Find(entry.Station) is not { } station)
        {
            return new Refusal("pile.unknown", ("number", pile.Value));
        }

        if (Permissions.Refuses(who, Act.ReadStationInside, new Thing(Organisation: station.Provider, Division: station.Division)) is { } refusal)
        {
            return refusal;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var until = before ?? DateTimeOffset.MaxValue;
        var events = await db.PileEvents.AsNoTracking()
            .Where(e => e.Pile == pile && (before == null || e.At < until))
            .OrderByDescending(e => e.At).ThenByDescending(e => e.Id)
            .Take(Math.Clamp(take, 1, MostAtOnce))
            .ToListAsync(ct);
        return events;
    }
}
