using Doorstep.App.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.Stations;

/// <summary>Keeps the directories of stations and piles abreast of the store.</summary>
public sealed class FollowStations(IDbContextFactory<DoorstepDb> contexts, StationDirectory stations, PileDirectory piles, TimeProvider clock, ILogger<FollowStations> log)
    : FollowChanges(contexts, clock, log)
{
    protected override async Task Look(DoorstepDb db, DateTimeOffset since, CancellationToken ct)
    {
        var (stationMark, pileMark) = (stations.Mark(), piles.Mark());
        await foreach (var row in db.Stations.AsNoTracking().Where(r => r.ChangedAt >= since).AsAsyncEnumerable().WithCancellation(ct))
        {
            stations.PutRead(StationEntry.Of(row), stationMark);
        }

        var changed = await db.Piles.AsNoTracking().Where(r => r.ChangedAt >= since).ToListAsync(ct);
        var connectors = (await db.Connectors.AsNoTracking()
            .Where(c => db.Piles.Any(p => p.Id == c.Pile && p.ChangedAt >= since))
            .ToListAsync(ct)).ToLookup(c => c.Pile);
        foreach (var row in changed)
        {
            if (row.RemovedAt is null)
            {
                piles.PutRead(PileEntry.Of(row, connectors[row.Id]), pileMark);
            }
            else
            {
                piles.RemoveRead(row.Id, pileMark);
            }
        }
    }
}
