using CsCheck;
using Doorstep.Plan.Siting.Classic;
using Doorstep.Plan.Siting.Classic.Reading;

namespace Doorstep.Plan.Tests.Siting.Classic;

/// <summary>Random cities small enough to try every choice of sites.</summary>
internal static class SmallCity
{
    public static Gen<LocationInput> Any { get; } = Sized(1, 8, 1, 7);

    public static Gen<LocationInput> Tiny { get; } = Sized(1, 5, 1, 4);

    public static ClassicAnswer.Solved Solve(LocationQuestion question, LocationInput input, SolveLimits? limits = null)
    {
        var answer = SolveClassic.Run(question, input, limits ?? new SolveLimits(), null, CancellationToken.None);
        return Assert.IsType<ClassicAnswer.Solved>(answer);
    }

    /// <summary>The plan is proven, and as good as the best of all choices; or there is none and it says so.</summary>
    public static void Same(LocationPlan plan, double best)
    {
        if (double.IsInfinity(best))
        {
            Assert.Equal(PlanStatus.Infeasible, plan.Status);
            Assert.NotEmpty(plan.Reason);
        }
        else
        {
            Assert.True(plan.Status == PlanStatus.Optimal, $"{plan.Status}: objective {plan.Objective:R}, bound {plan.Bound:R}, best {best:R}");
            Assert.Equal(best, plan.Objective, 1e-6);
            Assert.Equal(plan.Objective, plan.Bound, 1e-6);
        }
    }

    /// <summary>Every choice of sites, by bits.</summary>
    public static IEnumerable<int[]> Choices(int sites) =>
        Enumerable.Range(0, 1 << sites).Select(bits => Enumerable.Range(0, sites).Where(j => (bits >> j & 1) == 1).ToArray());

    public static double Cost(LocationInput input, int point, int site) => ((Reach.Table)input.Reach).Values[(point * input.Sites.Count) + site];

    private static Gen<LocationInput> Sized(int fewestPoints, int mostPoints, int fewestSites, int mostSites) =>
        from points in Gen.Int[fewestPoints, mostPoints]
        from sites in Gen.Int[fewestSites, mostSites]
        from table in Gen.Int[0, 20].Array[points * sites]
        from demand in Gen.Int[1, 6].Array[points]
        from opening in Gen.Int[0, 30].Array[sites]
        from capacity in Gen.Int[1, 14].Array[sites]
        select new LocationInput
        {
            Points = [.. Enumerable.Range(1, points).Select(i => $"community {i}")],
            Sites = [.. Enumerable.Range(1, sites).Select(j => $"site {j}")],
            Demand = [.. demand.Select(d => (double)d)],
            Opening = [.. opening.Select(f => (double)f)],
            Capacity = [.. capacity.Select(s => (double)s)],
            Reach = new Reach.Table([.. table.Select(c => (double)c)], true),
        };
}
