using CsCheck;
using Doorstep.Plan.Siting.Make;
using Doorstep.Plan.Siting.Model;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Solve;
using Doorstep.Plan.Siting.Solve.Branching;

namespace Doorstep.Plan.Tests.Siting;

public class BoundTests
{
    /// <summary>Two rows in one pool, two places with two sizes each: few enough to try every plan.</summary>
    private static SitingModel Tiny(double q1, double q2, double[] cost, double[] capacity) => new()
    {
        Rows = new()
        {
            Demand = [q1, q2],
            Penalty = [10, 14],
            UnservedLimit = [q1, q2],
            Community = [0, 1],
            Pool = [0, 0],
            Floor = [-1, -1],
            Vehicles = [1, 1],
            Weight = [1, 1],
            Priority = [false, false],
            PoolClass = [0],
        },
        Arcs = new() { Start = [0, 2, 4], Row = [0, 1, 0, 1], WalkCost = [0, 0.1, 0.2, 0], Metres = [0, 0, 0, 0], RowStart = [0, 2, 4], RowArc = [0, 2, 1, 3], Place = [0, 0, 1, 1] },
        Offers = new()
        {
            OptionStart = [0, 3, 4, 7, 8],
            OptionCapacity = [0, capacity[0], capacity[0] + capacity[1], 0, 0, capacity[2], capacity[2] + capacity[3], 0],
            OptionType = [-1, 0, 0, -1, -1, 0, 0, -1],
            OptionPiles = [0, 1, 2, 0, 0, 1, 2, 0],
            ConfigStart = [0, 2, 4],
            ConfigFast = [1, 2, 1, 2],
            ConfigSlow = [0, 0, 0, 0],
            ConfigCost = [cost[0], cost[0] + cost[1], cost[2], cost[2] + cost[3]],
            ConfigObjective = [cost[0], cost[0] + cost[1], cost[2], cost[2] + cost[3]],
            ConfigKva = [0, 0, 0, 0],
            Required = [false, false],
        },
        Limits = new() { Feeder = [-1, -1], FeederLimit = [], FloorLimit = [], TooClose = [] },
    };

    /// <summary>Place, row and what an arrival saves there, by arc.</summary>
    private static readonly (int Place, int Row, double Saves)[] Flows = [(0, 0, 10), (0, 1, 13.9), (1, 0, 9.8), (1, 1, 14)];

    /// <summary>Every order of every choice of arcs.</summary>
    private static readonly int[][] Orders = [.. Orders4([])];

    private static IEnumerable<int[]> Orders4(int[] begun) => Enumerable.Range(0, 4).Except(begun).SelectMany(next => Orders4([.. begun, next])).Append(begun);

    /// <summary>
    /// Best objective over all nine choices. A best flow of two rows to two places fills its arcs one after the other as far as they go, in some order (a vertex of the
    /// transport polytope is a forest, emptied from its leaves): the optimum is exact.
    /// </summary>
    private static double Optimum(SitingModel m)
    {
        var best = double.PositiveInfinity;
        for (var a = -1; a < 2; a++)
        {
            for (var b = -1; b < 2; b++)
            {
                double ca = a < 0 ? 0 : m.CapacityOf(0, a, 0), cb = b < 0 ? 0 : m.CapacityOf(1, b + 2, 0);
                var fixedCost = (a < 0 ? 0 : m.Offers.ConfigCost[a]) + (b < 0 ? 0 : m.Offers.ConfigCost[b + 2]);
                foreach (var order in Orders)
                {
                    double[] room = [ca, cb], left = [m.Rows.Demand[0], m.Rows.Demand[1]];
                    var cost = fixedCost + (10 * left[0]) + (14 * left[1]);
                    foreach (var (place, row, saves) in order.Select(f => Flows[f]))
                    {
                        var served = Math.Min(room[place], left[row]);
                        room[place] -= served;
                        left[row] -= served;
                        cost -= saves * served;
                    }

                    best = Math.Min(best, cost);
                }
            }
        }

        return best;
    }

    private static readonly Gen<SitingModel> Tinies = Gen.Select(Gen.Double[0.5, 4], Gen.Double[0.5, 4], Gen.Double[1, 12].Array[4], Gen.Double[0.3, 3].Array[4], Tiny);

    private static Assignment Nothing(SitingModel m) => new(m, Steering.From(m, new([9, 9], 0, [], [], []), []));

    private static Assignment Branched(SitingModel m) => BranchRegion.Run(Region.Cut(Nothing(m), [0, 1], [], 1), [9, 9], new(2, 3, 20), new Dice(1), () => false);

    [Fact]
    public void No_multipliers_ever_promise_more_than_the_optimum() =>
        Gen.Select(Tinies, Gen.Double[0, 20], Gen.Double[0, 20]).Sample((m, l1, l2) => new LagrangianBound(m).At(new([l1, l2], 0, [], [], [])) <= Optimum(m) + 1e-6);

    [Fact]
    public void No_cut_on_pile_counts_ever_promises_more_than_the_optimum() =>
        Gen.Select(Tinies, Gen.Double[0, 14].Array[2], Gen.Double[0.2, 5].Array[3], Gen.Double[0, 6].Array[3]).Sample((m, prices, divisors, cutPrices) =>
        {
            var bound = new LagrangianBound(m);
            bound.Cuts.Add(new([0], 0, divisors[0]));
            bound.Cuts.Add(new([1], 0, divisors[1]));
            bound.Cuts.Add(new([0, 1], 0, divisors[2]));
            return bound.At(new(prices, 0, [], [], cutPrices)) <= Optimum(m) + 1e-6;
        });

    [Fact]
    public void No_branched_group_ever_promises_more_than_the_optimum() =>
        Gen.Select(Tinies, Gen.Double[0, 14].Array[2], Gen.Double[0.2, 5].Array[3], Gen.Double[0, 6].Array[3], Gen.Bool).Sample((m, prices, divisors, cutPrices, whole) =>
        {
            var optimum = Optimum(m);
            var bound = new LagrangianBound(m);
            bound.Cuts.Add(new([0], 0, divisors[0]));
            bound.Cuts.Add(new([1], 0, divisors[1]));
            bound.Cuts.Add(new([0, 1], 0, divisors[2]));
            Prices city = new(prices, 0, [], [], cutPrices);
            var total = bound.At(city);
            foreach (var places in whole ? (int[][])[[0, 1]] : [[0], [1]])
            {
                var branch = new BranchGroup(PlaceGroup.Cut(m, bound.Cuts, city, places), 1e3, 0);
                branch.Run(30, () => false);
                var proof = branch.Seal();
                total += proof.Bound - proof.CityBound;
            }

            return total <= optimum + 1e-6;
        }, iter: 300);

    [Fact]
    public void Branching_a_whole_small_city_lifts_its_bound_and_never_beyond_the_optimum() => Tinies.Sample(m =>
    {
        var lagrangian = new LagrangianBound(m);
        var ascent = new VolumeAscent(m, lagrangian, new([1, 1], 0, [], [], []));
        var optimum = Optimum(m);
        for (var i = 0; i < 300; i++)
        {
            ascent.Step(optimum);
        }

        var branch = new BranchGroup(PlaceGroup.Cut(m, lagrangian.Cuts, ascent.Best, [0, 1]), optimum, 0);
        branch.Run(100, () => false);
        branch.Run(100, () => false);
        var proof = branch.Seal();
        Assert.Equal(ascent.BestBound, proof.CityBound, 6);
        Assert.InRange(proof.Bound, proof.CityBound, optimum + 1e-6);
    }, iter: 60);

    [Fact]
    public void The_bound_never_passes_the_optimum_and_no_plan_found_beats_it() => Tinies.Sample(m =>
    {
        var lagrangian = new LagrangianBound(m);
        var ascent = new VolumeAscent(m, lagrangian, new([1, 1], 0, [], [], []));
        var optimum = Optimum(m);
        for (var i = 0; i < 300; i++)
        {
            ascent.Step(optimum);
        }

        var plan = new Assignment(m, Steering.From(m, ascent.Best, []));
        var search = new RuinAndRecreate(plan, ascent.Best.Row, new Neighbourhood(m), new Dice(1));
        search.Build();
        search.Improve(60, () => false);
        Assert.True(ascent.BestBound <= optimum + 1e-6, $"bound {ascent.BestBound} above optimum {optimum}");
        Assert.True(plan.Objective() >= optimum - 1e-6, $"plan {plan.Objective()} below optimum {optimum}");
    }, iter: 60);

    [Fact]
    public void Branching_a_region_finds_from_nothing_nearly_the_best_plan_of_nearly_every_tiny_city()
    {
        const int Cities = 500;
        var dice = new Dice(1);
        var near = 0;
        for (var n = 0; n < Cities; n++)
        {
            var m = Tiny(dice.Between(0.5, 4), dice.Between(0.5, 4), Four(1, 12), Four(0.3, 3));
            double found = Branched(m).Objective(), optimum = Optimum(m);
            Assert.True(found >= optimum - 1e-6, $"city {n}: {found} beats the optimum {optimum}");
            near += found <= optimum * 1.02 ? 1 : 0;
        }

        Assert.InRange(near, Cities * 99 / 100, Cities);

        double[] Four(double low, double high) => [dice.Between(low, high), dice.Between(low, high), dice.Between(low, high), dice.Between(low, high)];
    }

    [Fact]
    public void Branching_a_region_never_beats_the_optimum_and_never_leaves_a_plan_worse_than_it_was() => Tinies.Sample(m =>
    {
        var worst = Nothing(m).Objective();
        Assert.InRange(Branched(m).Objective(), Optimum(m) - 1e-6, worst);
    }, iter: 60);

    [Fact]
    public void Undoing_a_stretch_of_changes_restores_the_plan()
    {
        var model = BuildModel.Run(SmallCity.Generated());
        var plan = new Assignment(model, Steering.From(model, new([.. model.Rows.Penalty], 0, [], [], []), []));
        new RuinAndRecreate(plan, [.. model.Rows.Penalty.Select(p => p * 0.2)], new Neighbourhood(model), new Dice(3)).Build();
        int[] configs = [.. plan.Config];
        var objective = plan.Objective();
        var mark = plan.Mark;
        for (var j = 0; j < model.PlaceCount; j++)
        {
            plan.Close(j);
        }

        plan.UndoTo(mark);
        Assert.Equal(configs, plan.Config);
        Assert.Equal(objective, plan.Objective(), 6);
        Assert.Equal(objective, plan.Steered, 3);
    }

    [Fact]
    public void Kept_configurations_beat_every_mix_that_was_dropped()
    {
        var problem = SmallCity.Generated();
        var table = new Doorstep.Plan.Siting.Queue.ServiceTable(problem.Rules.Service);
        var site = problem.Candidates.First(c => c.Offer.Bays >= 12);
        var kept = SiteConfigurations.For(site, problem.Rules, table.ArrivalsPerHour, 4, 3);
        foreach (var type in problem.Rules.PileTypes.Where(t => t.Class == PileClass.Fast))
        {
            for (var fast = 1; fast <= site.Offer.Bays; fast++)
            {
                for (var slow = 0; slow + fast <= site.Offer.Bays; slow++)
                {
                    var kva = ((fast * type.Kilowatts) + (slow * 7)) * 0.9 / 0.95;
                    if (kva > site.Offer.FreeKva + site.Offer.ExtraKva)
                    {
                        continue;
                    }

                    var cost = site.Offer.FixedCost + (fast * type.Cost) + (slow * 6_000) + (Math.Max(0, kva - site.Offer.FreeKva) * site.Offer.CostPerExtraKva);
                    var (f, s) = (Math.Min(4, table.ArrivalsPerHour(fast, type.OccupiedMinutes)), Math.Min(3, table.ArrivalsPerHour(slow, 258)));
                    Assert.Contains(kept.Kept, k => k.Cost <= cost + 1e-6 && kept.Fast[k.Fast].Capacity >= f - 1e-9 && kept.Slow[k.Slow].Capacity >= s - 1e-9);
                }
            }
        }
    }
}
