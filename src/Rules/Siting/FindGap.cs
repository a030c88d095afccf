using Doorstep.Rules.Stations;

namespace Doorstep.Rules.Siting;

/// <summary>
/// Finds what is missing near every community (siting.md step 3): arrivals/h per class and window against its fair share of the stations within reach.
/// More vehicles never make a gap smaller, more piles never make it larger.
/// </summary>
public static class FindGap
{
    /// <summary>One gap per demand, in the order given. Walks name pairs within the service radius; a station nobody named serves nobody.</summary>
    public static IReadOnlyList<CommunityGap> Of(GapRules rules, IReadOnlyList<GapDemand> demands, IReadOnlyList<GapPool> pools, IReadOnlyList<GapWalk> walks)
    {
        var stations = pools.ToLookup(pool => pool.Station, StringComparer.Ordinal);
        var vehicles = demands.ToDictionary(d => d.Community, d => d.VehiclesWithoutPile, StringComparer.Ordinal);
        var reach = walks.Where(walk => vehicles.ContainsKey(walk.Community)).Distinct().ToLookup(walk => walk.Community, walk => walk.Station, StringComparer.Ordinal);
        // In every window demand is the vehicles times one factor, so a share of demand is a share of vehicles.
        var wanting = reach.SelectMany(c => c.Select(station => (Station: station, Vehicles: vehicles[c.Key])))
            .GroupBy(w => w.Station, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(w => (double)w.Vehicles), StringComparer.Ordinal);
        return [.. demands.Select(demand => Gap(rules, demand, [.. reach[demand.Community].SelectMany(station => stations[station])], wanting))];
    }

    private static CommunityGap Gap(GapRules rules, GapDemand demand, IReadOnlyList<GapPool> within, Dictionary<string, double> wanting)
    {
        var windows = rules.Windows.Select(window => new WindowGap(
            window,
            rules.Arrivals(demand.VehiclesWithoutPile, window),
            within.Where(pool => pool.Class == window.Class && wanting[pool.Station] > 0).Sum(pool => pool.ArrivalsPerHour * demand.VehiclesWithoutPile / wanting[pool.Station]))).ToList();
        return new(demand, Piles(within, PileKind.Dc), Piles(within, PileKind.Ac), windows, Reason(rules, demand, windows));
    }

    private static ScenarioReason Reason(GapRules rules, GapDemand demand, List<WindowGap> windows) => demand switch
    {
        { Vehicles: <= 0 } => ScenarioReason.NoVehicles,
        _ when (double)demand.PrivatePiles / demand.Vehicles >= rules.PrivateShare => ScenarioReason.EnoughPrivatePiles,
        _ when windows.TrueForAll(w => w.Missing <= 0) => ScenarioReason.NoGap,
        _ => ScenarioReason.FewPilesAndGap,
    };

    private static int Piles(IReadOnlyList<GapPool> within, PileKind kind) => within.Where(pool => pool.Class == kind).Sum(pool => pool.Piles);
}
