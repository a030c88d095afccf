using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Publish;

/// <summary>One plan's column in a comparison; shares 0–1, money CNY, walks in metres.</summary>
public sealed record ComparedPlan(string Name, PlanFigures Figures, IReadOnlyDictionary<string, double> ServedByDistrict)
{
    public int Sites { get; init; }

    public int InsideSites { get; init; }

    public IReadOnlyDictionary<string, int> Piles { get; init; } = new Dictionary<string, int>();

    /// <summary>Vehicle-weighted mean walk of those served.</summary>
    public double MeanWalk { get; init; }

    /// <summary>Least served district's share, and the Gini coefficient of communities' served shares weighted by vehicles (0 = all alike).</summary>
    public double WorstDistrict { get; init; }

    public double Gini { get; init; }

    /// <summary>Lowest P(wait ≤ promise) at any pool.</summary>
    public double WorstWithinWait { get; init; }
}

/// <summary>Plans of one problem side by side. Refuses (`siting.compare.other-problem`) plans of another problem, because their figures would not be comparable.</summary>
public static class ComparePlans
{
    public static Decision<IReadOnlyList<ComparedPlan>> Run(SitingProblem problem, IReadOnlyList<(string Name, PlanDocument Plan)> plans)
    {
        var digest = ProblemDigest.Of(problem);
        List<ComparedPlan> columns = [];
        foreach (var (name, plan) in plans)
        {
            if (plan.ProblemDigest != digest)
            {
                return new Refusal("siting.compare.other-problem", ("plan", name), ("problem", plan.Problem));
            }

            columns.Add(Column(problem, name, plan));
        }

        return columns;
    }

    private static ComparedPlan Column(SitingProblem problem, string name, PlanDocument plan)
    {
        var inside = problem.Candidates.Where(c => c.Inside).Select(c => c.Id).ToHashSet();
        var district = problem.Communities.ToDictionary(c => c.Id, c => c.District);
        var byDistrict = plan.Communities.GroupBy(c => district[c.Id]).OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(c => c.Vehicles) is > 0 and var all ? g.Sum(c => c.VehiclesServed) / all : 1);
        var served = plan.Communities.Sum(c => c.VehiclesServed);
        return new(name, plan.Figures, byDistrict)
        {
            Sites = plan.Sites.Count,
            InsideSites = plan.Sites.Count(s => inside.Contains(s.Id)),
            Piles = plan.Sites.SelectMany(s => s.Piles).GroupBy(p => p.Key).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(p => p.Value)),
            MeanWalk = served > 0 ? plan.Communities.Sum(c => c.VehiclesServed * c.MeanWalk) / served : 0,
            WorstDistrict = byDistrict.Values.DefaultIfEmpty(1).Min(),
            Gini = GiniOf(plan.Communities),
            WorstWithinWait = plan.Sites.SelectMany(s => s.Pools).Concat(plan.Stations.SelectMany(s => s.Pools)).Select(p => p.WithinWait).DefaultIfEmpty(1).Min(),
        };
    }

    private static double GiniOf(IReadOnlyList<CommunityCoverage> communities)
    {
        var sorted = communities.Where(c => c.Vehicles > 0).OrderBy(c => c.ServedShare).ToList();
        double weight = 0, value = 0, area = 0;
        foreach (var c in sorted)
        {
            var before = value;
            weight += c.Vehicles;
            value += c.Vehicles * c.ServedShare;
            area += c.Vehicles * (before + value) / 2;
        }

        return value <= 0 || weight <= 0 ? 0 : Math.Max(0, 1 - (2 * area / (weight * value)));
    }
}
