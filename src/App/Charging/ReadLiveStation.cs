using Doorstep.App.Stations;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Charging;

/// <summary>A station as it stands now; who charges there is shown only to those who may see its sessions.</summary>
public sealed class ReadLiveStation(StationDirectory stations, IGrainFactory grains)
{
    public async Task<Decision<StationSnapshot>> Run(Actor who, StationId station, CancellationToken ct)
    {
        if (stations.Find(station) is not { } entry)
        {
            return new Refusal("station.unknown", ("station", station.Value));
        }

        if (Permissions.Refuses(who, Act.ReadStation, new Thing(Organisation: entry.Provider, Division: entry.Division)) is { } refusal)
        {
            return refusal;
        }

        var seen = await Look(grains.GetGrain<IStationGrain>(station.Value)).OrMoving();
        return seen.Granted ? For(who, entry, seen.Value) : seen.Refusal;
    }

    private static async Task<Decision<StationSnapshot>> Look(IStationGrain owner) => (await owner.Look(0))!;

    /// <summary>The picture without what this person may not see.</summary>
    public static StationSnapshot For(Actor who, StationEntry station, StationSnapshot snapshot)
    {
        bool Sees(SessionSnapshot s) => Permissions.Refuses(who, Act.ReadSession, new Thing(Organisation: station.Provider, Resident: s.Payer, Division: station.Division)) is null;
        // Since when a pile is linked and what it called its fault tell a stranger about its insides and nothing about charging.
        bool inside = Permissions.Refuses(who, Act.ReadStationInside, new Thing(Organisation: station.Provider, Division: station.Division)) is null;
        ConnectorSnapshot Shown(ConnectorSnapshot c) => c with { Session = c.Session is { } s && Sees(s) ? s : null, Fault = inside ? c.Fault : "", StatusAt = inside ? c.StatusAt : null };
        return snapshot with { Piles = [.. snapshot.Piles.Select(p => p with { LinkedSince = inside ? p.LinkedSince : null, Connectors = [.. p.Connectors.Select(Shown)] })] };
    }
}

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

/// <summary>Staff order a pile to reset, unlock, go out of service or report; waits for its answer.</summary>
public sealed class CommandPile(PileDirectory piles, StationDirectory stations, IGrainFactory grains, GroupCommit writes, AuditStamp audit)
{
    public async Task<Decision<bool>> Run(Actor who, PileOrder order, CancellationToken ct)
    {
        if (piles.Find(order.Pile) is not { } pile || stations.Find(pile.Station) is not { } station)
        {
            return new Refusal("pile.unknown", ("number", order.Pile.Value));
        }

        if (Permissions.Refuses(who, Act.CommandPile, new Thing(Organisation: station.Provider, Division: station.Division)) is { } refusal)
        {
            return refusal;
        }

        var done = await grains.GetGrain<IStationGrain>(station.Id.Value).Order(order).OrMoving();
        await writes.Run(
            (db, _) =>
            {
                audit.Note(db, who, "pile.command", $"pile:{pile.Pile}", after: new { order.Kind, order.Connector, done = done.Granted ? "done" : done.Refusal.Code });
                return Task.CompletedTask;
            },
            ct);
        return done;
    }
}
