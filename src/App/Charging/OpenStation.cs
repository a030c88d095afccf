using Doorstep.App.Stations;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Charging;

/// <summary>A station's live state from the store: its piles, its open sessions with their readings, and those that finished lately.</summary>
public sealed class OpenStation(IDbContextFactory<DoorstepDb> contexts, StationDirectory stations, PileDirectory piles, CityClock clock)
{
    private static readonly TimeSpan Lately = TimeSpan.FromHours(12);

    public async Task<LiveStation> Run(StationId id, CancellationToken ct)
    {
        var station = new LiveStation(id, stations);
        foreach (var entry in piles.Of(id))
        {
            station.Pile(entry);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var since = clock.GetUtcNow() - Lately;
        var rows = await db.Sessions.AsNoTracking()
            .Where(s => s.Station == id && (s.State < SessionState.Billed || s.RequestedAt > since))
            .OrderBy(s => s.RequestedAt)
            .ToListAsync(ct);
        var open = rows.Where(r => r.State < SessionState.Billed).Select(r => r.Id).ToList();
        var readings = (await db.Readings.AsNoTracking().Where(r => open.Contains(r.Session)).ToListAsync(ct)).ToLookup(r => r.Session);
        foreach (var row in rows)
        {
            if (station.FindPile(row.Pile) is { } pile)
            {
                station.Add(pile, SessionRows.Live(row, readings[row.Id], clock.GetUtcNow()));
            }
        }

        await RememberPlugs(db, station, ct);
        await RememberTakenOut(db, station, ct);
        return station;
    }

    private static async Task RememberTakenOut(DoorstepDb db, LiveStation station, CancellationToken ct)
    {
        var here = station.Piles.Select(p => p.Id).ToList();
        foreach (var row in await db.TakenOut.AsNoTracking().Where(r => here.Contains(r.Pile)).ToListAsync(ct))
        {
            station.FindPile(row.Pile)!.Connector(row.Connector).OutOfService = true;
        }
    }

    /// <summary>Plugs that have become sessions are known by those.</summary>
    private static async Task RememberPlugs(DoorstepDb db, LiveStation station, CancellationToken ct)
    {
        var here = station.Piles.Select(p => p.Id).ToList();
        foreach (var plug in await db.Plugs.AsNoTracking().Where(p => here.Contains(p.Pile)).ToListAsync(ct))
        {
            if (station.FindPile(plug.Pile) is { } pile && pile.Named(plug.Transaction) is null)
            {
                pile.Plugged(new(plug.Connector, null, plug.Transaction, null, plug.At, plug.Register, Offline: false) { Plugged = true });
            }
        }
    }

    /// <summary>Brings an old session back into memory, for a pile that still speaks of it.</summary>
    internal async Task<LiveSession> Remember(LiveStation station, LivePile pile, SessionRow row, CancellationToken ct)
    {
        List<ReadingRow> readings = [];
        if (row.State < SessionState.Billed)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            readings = await db.Readings.AsNoTracking().Where(r => r.Session == row.Id).ToListAsync(ct);
        }

        if (station.Find(row.Id) is { } there)
        {
            return there;
        }

        var live = SessionRows.Live(row, readings, clock.GetUtcNow());
        station.Add(pile, live);
        return live;
    }
}
