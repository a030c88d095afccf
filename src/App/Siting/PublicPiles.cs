using Doorstep.App.Stations;
using Doorstep.App.Store.Rows;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;
using Doorstep.Rules.Stations;

namespace Doorstep.App.Siting;

/// <summary>The public piles that stand already, ours and others', as the planner knows them: each by the pile type nearest to its power.</summary>
internal static class PublicPiles
{
    /// <summary>A station of the platform; null unless it is open, to everybody, with a pile in service. Every gun serves a car of its own.</summary>
    public static ExistingStation? Of(StationEntry station, IReadOnlyList<PileEntry> piles, IReadOnlyList<PileType> types)
    {
        if (station.Opening is not { State: StationState.Open, ToPublic: true })
        {
            return null;
        }

        var guns = piles.Where(pile => !pile.OutOfService).SelectMany(pile => pile.Connectors.Select(gun => Nearest(types, pile.Kind, gun.MaxPower)));
        return Of(station.Id.Value, station.Name, station.At, guns.Select(type => (type, 1)));
    }

    public static ExistingStation? Of(PublicStationRow row, IReadOnlyList<PileType> types) => !row.OpenToPublic || row.RemovedAt is not null ? null : Of(
        row.Code,
        row.Name,
        new(row.Longitude, row.Latitude, Datum.Wgs84),
        [(Nearest(types, PileKind.Dc, row.FastPower), row.FastPiles), (Nearest(types, PileKind.Ac, row.SlowPower), row.SlowPiles)]);

    private static ExistingStation? Of(string code, string name, GeoPoint at, IEnumerable<(PileType? Type, int Count)> piles)
    {
        var counted = piles.Where(p => p.Type is not null && p.Count > 0).GroupBy(p => p.Type!.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(p => p.Count), StringComparer.Ordinal);
        return counted.Count == 0 ? null : new(code, name, at, counted);
    }

    /// <summary>Nearest by ratio: between 60 and 240 kW a pile of 130 kW is one of 120. Null when the rules know no type of the class.</summary>
    private static PileType? Nearest(IReadOnlyList<PileType> types, PileKind kind, Power power) => types
        .Where(type => type.Class == (kind is PileKind.Dc ? PileClass.Fast : PileClass.Slow))
        .MinBy(type => Math.Abs(Math.Log(type.Kilowatts / Math.Max(0.1, (double)power.Kilowatts))));
}
