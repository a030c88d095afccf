using CsCheck;
using Doorstep.Plan.Siting.Classic;
using Doorstep.Plan.Siting.Classic.Reading;

namespace Doorstep.Plan.Tests.Siting.Classic;

public sealed class AllocationModelTests
{
    [Fact]
    public void No_p_sites_serve_a_small_city_cheaper() =>
        Gen.Select(SmallCity.Any, Gen.Int[1, 7]).Sample((city, p) =>
        {
            var count = Math.Min(p, city.Sites.Count);
            var best = SmallCity.Choices(city.Sites.Count).Where(open => open.Length == count)
                .Min(open => Enumerable.Range(0, city.Points.Count).Sum(i => open.Min(j => SmallCity.Cost(city, i, j))));
            SmallCity.Same(SmallCity.Solve(new LocationQuestion(LocationModel.PMedian, Count: count), city).Plan, best);
        }, iter: 60, threads: 1);

    [Fact]
    public void No_openings_and_whole_services_are_cheaper() =>
        SmallCity.Tiny.Sample(city =>
        {
            var best = Whole(city, (open, cost) => cost + open.Sum(j => city.Opening![j]), _ => true);
            SmallCity.Same(SmallCity.Solve(new LocationQuestion(LocationModel.Sscfl), city).Plan, best);
        }, iter: 60, threads: 1);

    [Fact]
    public void No_p_sites_serve_within_capacity_cheaper() =>
        Gen.Select(SmallCity.Tiny, Gen.Int[1, 4]).Sample((city, p) =>
        {
            var count = Math.Min(p, city.Sites.Count);
            var best = Whole(city, (_, cost) => cost, open => open.Length == count);
            SmallCity.Same(SmallCity.Solve(new LocationQuestion(LocationModel.CapacitatedPMedian, Count: count), city).Plan, best);
        }, iter: 60, threads: 1);

    [Fact]
    public void No_openings_and_split_services_are_cheaper() =>
        SmallCity.Any.Sample(city =>
        {
            var best = SmallCity.Choices(city.Sites.Count).Min(open => open.Sum(j => city.Opening![j]) + Split(city, open));
            SmallCity.Same(SmallCity.Solve(new LocationQuestion(LocationModel.Cfl), city).Plan, best);
        }, iter: 60, threads: 1);

    [Fact]
    public void Sites_that_need_no_limit_once_the_others_are_ruled_out_are_still_proven()
    {
        // Of these sites only b can serve alone, and what is left to prove then knows whole costs only: the bound 44.5 rounds up to 45.
        var city = new LocationInput
        {
            Points = ["x", "y", "z"],
            Sites = ["a", "b", "c", "d"],
            Demand = [3, 3, 4],
            Opening = [20, 16, 3, 10],
            Capacity = [10, 11, 1, 3],
            Reach = new Reach.Table([0, 8, 20, 6, 11, 10, 15, 14, 20, 11, 16, 13], true),
        };
        SmallCity.Same(SmallCity.Solve(new LocationQuestion(LocationModel.Cfl), city).Plan, 45);
    }

    [Fact]
    public void A_point_without_demand_may_be_served_where_there_is_no_room()
    {
        // Sites b, c and d cost 2; y needs the room of d, and c without any serves w for 1 instead of 2.
        var city = new LocationInput
        {
            Points = ["v", "x", "w0", "w", "y"],
            Sites = ["a", "b", "c", "d", "e"],
            Demand = [1, 1, 0, 0, 1],
            Opening = [2, 1, 0, 1, 3],
            Capacity = [7, 2, 0, 1, 3],
            Reach = new Reach.Table([0, 0, 2, 1, 1, 0, 3, 0, 1, 0, 2, 1, 3, 0, 1, 1, 2, 1, 3, 2, 3, 2, 3, 3, 1], true),
        };
        SmallCity.Same(SmallCity.Solve(new LocationQuestion(LocationModel.Cfl), city).Plan, 6);
    }

    [Fact]
    public void A_forbidden_pair_is_never_used() =>
        Gen.Select(SmallCity.Any, Gen.Int[1, 7], Gen.Bool.Array[56]).Sample((city, p, barred) =>
        {
            var count = Math.Min(p, city.Sites.Count);
            var table = ((Reach.Table)city.Reach).Values.Select((c, k) => barred[k % 56] ? double.PositiveInfinity : c).ToArray();
            var walled = city with { Reach = new Reach.Table(table, true) };
            var best = SmallCity.Choices(city.Sites.Count).Where(open => open.Length == count)
                .Min(open => Enumerable.Range(0, city.Points.Count).Sum(i => open.Min(j => SmallCity.Cost(walled, i, j))));
            SmallCity.Same(SmallCity.Solve(new LocationQuestion(LocationModel.PMedian, Count: count), walled).Plan, best);
        }, iter: 60, threads: 1);

    [Theory]
    [InlineData(LocationModel.PMedian)]
    [InlineData(LocationModel.CapacitatedPMedian)]
    public void A_city_in_more_parts_than_sites_is_told_so_and_not_that_it_lacks_capacity(LocationModel model)
    {
        // Two points and two sites on either bank, and no bridge.
        const double None = double.PositiveInfinity;
        var city = new LocationInput
        {
            Points = ["a", "b", "c", "d"],
            Sites = ["A", "B", "C", "D"],
            Demand = [1, 1, 1, 1],
            Capacity = [9, 9, 9, 9],
            Reach = new Reach.Table([0, 2, None, None, 2, 0, None, None, None, None, 0, 2, None, None, 2, 0], true),
        };
        var one = SmallCity.Solve(new LocationQuestion(model, Count: 1), city).Plan;
        Assert.Equal(PlanStatus.Infeasible, one.Status);
        Assert.Contains("2 parts", one.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("capacit", one.Reason, StringComparison.Ordinal);
        Assert.Equal(4, SmallCity.Solve(new LocationQuestion(model, Count: 2), city).Plan.Objective);
    }

    [Fact]
    public void Sites_that_reach_too_few_are_not_said_to_lack_capacity()
    {
        // Three sites in a ring, each reaching two of three points: connected, and still one is not enough.
        const double None = double.PositiveInfinity;
        var city = new LocationInput { Points = ["a", "b", "c"], Sites = ["A", "B", "C"], Demand = [1, 1, 1], Reach = new Reach.Table([1, 1, None, None, 1, 1, 1, None, 1], true) };
        var one = SmallCity.Solve(new LocationQuestion(LocationModel.PMedian, Count: 1), city).Plan;
        Assert.Equal((PlanStatus.Infeasible, "No 1 sites reach every point."), (one.Status, one.Reason));
    }

    [Fact]
    public void More_demand_than_room_is_infeasible_and_says_so()
    {
        var city = SmallCity.Any.Single() with { };
        city = city with { Capacity = [.. city.Sites.Select(_ => 0.5 / city.Sites.Count)] };
        var plan = SmallCity.Solve(new LocationQuestion(LocationModel.Cfl), city).Plan;
        Assert.Equal(PlanStatus.Infeasible, plan.Status);
        Assert.Contains("total demand", plan.Reason, StringComparison.Ordinal);
    }

    private static double Whole(LocationInput city, Func<int[], double, double> price, Func<int[], bool> allowed)
    {
        var (n, best) = (city.Points.Count, double.PositiveInfinity);
        foreach (var open in SmallCity.Choices(city.Sites.Count).Where(o => o.Length > 0 && allowed(o)))
        {
            for (var code = 0; code < (int)Math.Pow(open.Length, n); code++)
            {
                var (rest, load, cost) = (code, new double[city.Sites.Count], 0.0);
                for (var i = 0; i < n; i++, rest /= open.Length)
                {
                    var j = open[rest % open.Length];
                    load[j] += city.Demand[i];
                    cost += SmallCity.Cost(city, i, j);
                }

                best = open.All(j => load[j] <= city.Capacity![j]) ? Math.Min(best, price(open, cost)) : best;
            }
        }

        return best;
    }

    /// <summary>The transport problem by a library's simplex.</summary>
    private static double Split(LocationInput city, int[] open)
    {
        if (open.Sum(j => city.Capacity![j]) < city.Demand.Sum())
        {
            return double.PositiveInfinity;
        }

        using var solver = Google.OrTools.LinearSolver.Solver.CreateSolver("GLOP");
        var load = open.Select(j => solver.MakeConstraint(0, city.Capacity![j])).ToArray();
        for (var i = 0; i < city.Points.Count; i++)
        {
            var served = solver.MakeConstraint(1, 1);
            for (var a = 0; a < open.Length; a++)
            {
                var x = solver.MakeNumVar(0, 1, "");
                served.SetCoefficient(x, 1);
                load[a].SetCoefficient(x, city.Demand[i]);
                solver.Objective().SetCoefficient(x, SmallCity.Cost(city, i, open[a]));
            }
        }

        return solver.Solve() == Google.OrTools.LinearSolver.Solver.ResultStatus.OPTIMAL ? solver.Objective().Value() : double.PositiveInfinity;
    }
}
