using CsCheck;
using Doorstep.Plan.Siting.Classic;
using Doorstep.Plan.Siting.Classic.Reading;

namespace Doorstep.Plan.Tests.Siting.Classic;

public sealed class CoveringModelTests
{
    [Fact]
    public void The_cheapest_cover_of_a_small_city_is_found_and_proven() =>
        Gen.Select(SmallCity.Any, Gen.Int[2, 16]).Sample((city, radius) =>
        {
            var best = SmallCity.Choices(city.Sites.Count)
                .Where(open => Covered(city, open, radius).Count() == city.Points.Count)
                .Select(open => open.Sum(j => city.Opening![j]))
                .DefaultIfEmpty(double.PositiveInfinity).Min();
            SmallCity.Same(SmallCity.Solve(new LocationQuestion(LocationModel.Lscp, Radius: radius), city).Plan, best);
        }, iter: 60, threads: 1);

    [Fact]
    public void No_choice_of_p_sites_covers_more_than_the_plan() =>
        Gen.Select(SmallCity.Any, Gen.Int[2, 16], Gen.Int[1, 7]).Sample((city, radius, p) =>
        {
            var count = Math.Min(p, city.Sites.Count);
            var best = SmallCity.Choices(city.Sites.Count).Where(open => open.Length <= count)
                .Max(open => Covered(city, open, radius).Sum(i => city.Demand[i]));
            SmallCity.Same(SmallCity.Solve(new LocationQuestion(LocationModel.Mclp, Count: count, Radius: radius), city).Plan, best);
        }, iter: 60, threads: 1);

    [Fact]
    public void No_choice_within_the_budget_covers_more_than_the_plan() =>
        Gen.Select(SmallCity.Any, Gen.Int[2, 16], Gen.Int[0, 80]).Sample((city, radius, budget) =>
        {
            var best = SmallCity.Choices(city.Sites.Count).Where(open => open.Sum(j => city.Opening![j]) <= budget)
                .Max(open => Covered(city, open, radius).Sum(i => city.Demand[i]));
            SmallCity.Same(SmallCity.Solve(new LocationQuestion(LocationModel.Mclp, Budget: budget, Radius: radius), city).Plan, best);
        }, iter: 60, threads: 1);

    [Fact]
    public void The_worst_walk_of_a_small_city_cannot_be_shortened() =>
        Gen.Select(SmallCity.Any, Gen.Int[1, 7]).Sample((city, p) =>
        {
            var count = Math.Min(p, city.Sites.Count);
            var best = SmallCity.Choices(city.Sites.Count).Where(open => open.Length == count)
                .Min(open => Enumerable.Range(0, city.Points.Count).Max(i => open.Min(j => SmallCity.Cost(city, i, j))));
            SmallCity.Same(SmallCity.Solve(new LocationQuestion(LocationModel.PCentre, Count: count), city).Plan, best);
        }, iter: 60, threads: 1);

    [Fact]
    public void Covering_plans_of_a_town_agree_with_the_model_solved_whole()
    {
        // Big enough for cuts, settling and branching to matter; the check is the plain model, built here and solved to the end.
        for (var seed = 1; seed <= 4; seed++)
        {
            var town = Town(seed, 150, 200);
            var count = 10 + (5 * seed);
            var plan = SmallCity.Solve(new LocationQuestion(LocationModel.Mclp, Count: count, Radius: 1), town).Plan;
            Assert.Equal(PlanStatus.Optimal, plan.Status);
            Assert.Equal(Plain(town, count), plan.Objective, 1e-6);
        }
    }

    [Fact]
    public void A_community_without_any_site_in_reach_is_named()
    {
        var city = Line([0, 100], [1]);
        var plan = SmallCity.Solve(new LocationQuestion(LocationModel.Lscp, Radius: 5), city).Plan;
        Assert.Equal(PlanStatus.Infeasible, plan.Status);
        Assert.Contains("community 2", plan.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_community_exactly_at_the_radius_is_covered()
    {
        var plan = SmallCity.Solve(new LocationQuestion(LocationModel.Lscp, Radius: 5), Line([0, 10], [5])).Plan;
        Assert.Equal([0], plan.Sites);
    }

    private static LocationInput Line(double[] points, double[] sites) => new()
    {
        Points = [.. Enumerable.Range(1, points.Length).Select(i => $"community {i}")],
        Sites = [.. Enumerable.Range(1, sites.Length).Select(j => $"site {j}")],
        Demand = [.. points.Select(_ => 1.0)],
        Reach = new Reach.Plane(points, new double[points.Length], sites, new double[sites.Length]),
    };

    private static LocationInput Town(int seed, int sites, int points)
    {
        var chance = new Random(seed);
        double[] Places(int count) => [.. Enumerable.Range(0, count).Select(_ => chance.NextDouble() * 9)];
        return Line(Places(points), Places(sites)) with
        {
            Demand = [.. Enumerable.Range(0, points).Select(_ => (double)chance.Next(1, 20))],
            Reach = new Reach.Plane(Places(points), Places(points), Places(sites), Places(sites)),
        };
    }

    private static double Plain(LocationInput town, int count)
    {
        using var solver = Google.OrTools.LinearSolver.Solver.CreateSolver("SCIP");
        var plane = (Reach.Plane)town.Reach;
        var open = solver.MakeIntVarArray(town.Sites.Count, 0, 1);
        solver.Add(open.Aggregate(new Google.OrTools.LinearSolver.LinearExpr(), (sum, x) => sum + x) <= count);
        var goal = new Google.OrTools.LinearSolver.LinearExpr();
        for (var i = 0; i < town.Points.Count; i++)
        {
            var covered = solver.MakeIntVar(0, 1, "");
            var reach = new Google.OrTools.LinearSolver.LinearExpr();
            for (var j = 0; j < town.Sites.Count; j++)
            {
                if (Math.Pow(plane.PointX[i] - plane.SiteX[j], 2) + Math.Pow(plane.PointY[i] - plane.SiteY[j], 2) <= 1)
                {
                    reach += open[j];
                }
            }

            solver.Add(covered <= reach);
            goal += covered * town.Demand[i];
        }

        solver.Maximize(goal);
        Assert.Equal(Google.OrTools.LinearSolver.Solver.ResultStatus.OPTIMAL, solver.Solve());
        return solver.Objective().Value();
    }

    private static IEnumerable<int> Covered(LocationInput city, int[] open, double radius) =>
        Enumerable.Range(0, city.Points.Count).Where(i => open.Any(j => SmallCity.Cost(city, i, j) <= radius));
}
