using Doorstep.Plan.Siting.Model;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Queue;

namespace Doorstep.Plan.Siting.Gap;

/// <summary>
/// The gap of every community (docs/siting.md): arrivals of each peak window against its fair share of the public piles in reach, a station's capacity at the service
/// level being split among the communities that reach it in proportion to their demand.
/// </summary>
public static class FindGaps
{
    public static IReadOnlyList<CommunityGap> Run(SitingProblem problem)
    {
        var rules = problem.Rules;
        var table = new ServiceTable(rules.Service);
        var pairs = WalkingReach.Find(problem);
        var priority = DemandTable.Priority(problem, pairs, table);
        var demand = problem.Communities.Select(c => rules.Windows.Select(w => DemandTable.Arrivals(rules, c, w)).ToArray()).ToArray();
        var standing = pairs.Where(p => p.Place < problem.Stations.Count).ToLookup(p => p.Community);
        var sites = pairs.Where(p => p.Place >= problem.Stations.Count).GroupBy(p => p.Community).ToDictionary(g => g.Key, g => g.Count());
        var wanted = new double[problem.Stations.Count, rules.Windows.Count];
        foreach (var pair in standing.SelectMany(g => g))
        {
            for (var w = 0; w < rules.Windows.Count; w++)
            {
                wanted[pair.Place, w] += demand[pair.Community][w];
            }
        }

        return [.. problem.Communities.Select((community, i) => new CommunityGap(
            community,
            [.. rules.Windows.Select((window, w) => Window(i, window, w))],
            [.. standing[i].OrderBy(p => p.Metres).Select(p => (problem.Stations[p.Place].Id, p.Metres))])
        {
            SitesInReach = sites.GetValueOrDefault(i),
            RatioBelow = rules.Priority.Ratio,
            FirstBatch = priority[i] && demand[i].Sum() > 0,
            DistancesAreEstimates = problem.DistancesAreEstimates,
        })];

        WindowGap Window(int community, PeakWindow window, int w)
        {
            var piles = 0;
            var share = 0.0;
            foreach (var pair in standing[community])
            {
                var (count, _, arrivals) = StationCapacity.Of(problem, problem.Stations[pair.Place], window.Class, table);
                piles += count;
                share += wanted[pair.Place, w] > 0 ? arrivals * demand[community][w] / wanted[pair.Place, w] : 0;
            }

            return new(window.Id, window.Class, demand[community][w], piles, share);
        }
    }
}
