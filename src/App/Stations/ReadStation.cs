using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.Stations;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Stations;

/// <summary>A station with its piles and bays.</summary>
public sealed record StationSheet(StationEntry Station, IReadOnlyList<PileEntry> Piles, IReadOnlyList<BayRow> Bays, StationSummary? Status);

/// <summary>Reads what stands on a station, for everybody's page of it.</summary>
public sealed class ReadStation(StationDirectory stations, PileDirectory piles, IStationStatus status, IDbContextFactory<DoorstepDb> contexts)
{
    public async Task<Decision<StationSheet>> Run(StationId station, CancellationToken ct)
    {
        if (stations.Find(station) is not { } entry)
        {
            return new Refusal("station.unknown", ("code", station.Value));
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var bays = await db.Bays.AsNoTracking().Where(bay => bay.Station == station).OrderBy(bay => bay.Label).ToListAsync(ct);
        return new StationSheet(entry, piles.Of(station), bays, status.Look(station));
    }
}
