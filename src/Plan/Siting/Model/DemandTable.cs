using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Queue;

namespace Doorstep.Plan.Siting.Model;

/// <summary>Arrivals per community and window, priority flags and weights, from the problem's parameters.</summary>
internal static class DemandTable
{
    public static double Arrivals(PlanRules rules, Community community, PeakWindow window) =>
        community.Arrivals.TryGetValue(window.Id, out var surveyed)
            ? surveyed
            : community.VehiclesWithoutPile * rules.Demand.SessionsPerVehicleDay * ClassShare(rules, window.Class) * window.HourShare;

    public static double ClassShare(PlanRules rules, PileClass of) => of == PileClass.Fast ? rules.Demand.FastShare : 1 - rules.Demand.FastShare;

    /// <summary>
    /// A community is a first-batch scenario when the planner says so, or when its private-pile ratio is below the threshold and its fair share of
    /// the stations in reach (capacity split in proportion to demand) does not meet its demand in some window.
    /// </summary>
    public static bool[] Priority(SitingProblem problem, List<WalkingReach.Pair> pairs, ServiceTable table)
    {
        var rules = problem.Rules;
        var demand = problem.Communities.Select(c => rules.Windows.Select(w => Arrivals(rules, c, w)).ToArray()).ToArray();
        var stations = pairs.Where(p => p.Place < problem.Stations.Count).ToList();
        var wanted = new double[problem.Stations.Count, rules.Windows.Count];
        foreach (var pair in stations)
        {
            for (var w = 0; w < rules.Windows.Count; w++)
            {
                wanted[pair.Place, w] += demand[pair.Community][w];
            }
        }

        var share = problem.Communities.Select(_ => new double[rules.Windows.Count]).ToArray();
        foreach (var pair in stations)
        {
            for (var w = 0; w < rules.Windows.Count; w++)
            {
                var capacity = StationCapacity.Of(problem, problem.Stations[pair.Place], rules.Windows[w].Class, table).Arrivals;
                share[pair.Community][w] += wanted[pair.Place, w] > 0 ? capacity * demand[pair.Community][w] / wanted[pair.Place, w] : 0;
            }
        }

        var priority = new bool[problem.Communities.Count];
        for (var i = 0; i < priority.Length; i++)
        {
            var c = problem.Communities[i];
            var few = c.Vehicles > 0 && (double)c.PrivatePiles / c.Vehicles < rules.Priority.Ratio;
            var @short = Enumerable.Range(0, rules.Windows.Count).Any(w => share[i][w] < demand[i][w] * (1 - 1e-9));
            priority[i] = c.Priority ?? (few && @short);
        }

        return priority;
    }
}

/// <summary>What a standing station can take. A pool of several pile types is taken as equal piles with the mean occupied time, weighted by count.</summary>
public static class StationCapacity
{
    internal static (int Piles, double OccupiedMinutes, double Arrivals) Of(SitingProblem problem, ExistingStation station, PileClass of, ServiceTable table) =>
        Of(problem.Rules, station, of, table);

    /// <summary>Piles of one class, their mean occupied minutes, and the arrivals/h they take at the service level; all 0 when it has none of the class.</summary>
    public static (int Piles, double OccupiedMinutes, double Arrivals) Of(PlanRules rules, ExistingStation station, PileClass of, ServiceTable table)
    {
        var piles = 0;
        var minutes = 0.0;
        foreach (var type in rules.PileTypes)
        {
            if (type.Class == of && station.Piles.TryGetValue(type.Id, out var count))
            {
                piles += count;
                minutes += count * type.OccupiedMinutes;
            }
        }

        return piles == 0 ? (0, 0, 0) : (piles, minutes / piles, table.ArrivalsPerHour(piles, minutes / piles));
    }
}
