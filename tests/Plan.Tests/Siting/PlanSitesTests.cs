using Doorstep.Plan.Siting;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Plan.Siting.Solve;
using Doorstep.Plan.Siting.Verify;

namespace Doorstep.Plan.Tests.Siting;

public class PlanSitesTests
{
    private static PlanVerdict Verified(SitingProblem problem, PlanDocument plan)
    {
        var verdict = VerifyPlan.Run(problem, plan, TestContext.Current.CancellationToken);
        Assert.True(verdict.Holds, verdict.FirstFalseClaim);
        return verdict;
    }

    [Fact]
    public void A_generated_city_is_planned_and_the_verifier_agrees_with_every_claim()
    {
        var problem = SmallCity.Generated();
        var plan = SmallCity.Plan(problem);
        var verdict = Verified(problem, plan);
        Assert.True(plan.Figures.Bound <= plan.Figures.Objective);
        Assert.InRange(plan.Figures.Gap, 0, 0.2);
        Assert.True(verdict.FactsChecked > 300);
    }

    [Fact]
    public void Same_problem_seed_and_work_give_the_same_plan()
    {
        var problem = SmallCity.Generated(seed: 9);
        var first = SmallCity.Plan(problem);
        var second = SmallCity.Plan(problem);
        Assert.Equal(PlanFiles.ToJson(first with { Origin = second.Origin }), PlanFiles.ToJson(second));
    }

    [Fact]
    public void A_cancelled_run_still_returns_a_plan_that_holds_and_says_it_was_cancelled()
    {
        var problem = SmallCity.Generated();
        using var source = new CancellationTokenSource();
        var plan = PlanSites.Run(problem, SmallCity.LittleWork, new CancelAt("cuts", source), source.Token);
        Assert.Null(plan.Refusal);
        Assert.Equal("cancelled", plan.Value.Origin.Stopped);
        Verified(problem, plan.Value);
    }

    [Fact]
    public void Progress_never_loses_ground()
    {
        var seen = new Seen();
        _ = PlanSites.Run(SmallCity.Generated(), SmallCity.LittleWork, seen, TestContext.Current.CancellationToken);
        Assert.True(seen.Reports.Count >= 4);
        Assert.All(seen.Reports.Zip(seen.Reports.Skip(1)), pair =>
        {
            Assert.True(pair.Second.Best <= pair.First.Best + 1e-6);
            Assert.True(pair.Second.Bound >= pair.First.Bound - 1e-6);
        });
        Assert.NotEmpty(seen.Reports[^1].ChosenSites);
    }

    [Fact]
    public void A_lone_community_gets_the_cheapest_mix_that_serves_it()
    {
        var rules = new PlanRules { Windows = [new("peak", PileClass.Fast, 0.1)] };
        var problem = SmallCity.Of(rules, [SmallCity.Home("A", 0, 100)], SmallCity.Place("cheap", 0, cost: 20_000), SmallCity.Place("dear", 60, cost: 90_000));
        var plan = SmallCity.Plan(problem);
        var site = Assert.Single(plan.Sites);
        Assert.Equal("cheap", site.Id);

        // 100 vehicles × 0.35 × 0.5 × 0.1 = 1.75 arrivals/h; the cheapest of all mixes by hand.
        var table = new Doorstep.Plan.Siting.Queue.ServiceTable(rules.Service.AsPlanned());
        var best = rules.PileTypes.Where(t => t.Class == PileClass.Fast)
            .SelectMany(t => Enumerable.Range(1, 12).Where(n => table.ArrivalsPerHour(n, t.OccupiedMinutes) >= 1.75).Select(n => n * t.Cost)).Min();
        Assert.Equal(20_000 + best, site.Cost, 3);
    }

    [Fact]
    public void Coverage_stays_within_the_budget_and_grows_with_it()
    {
        var problem = SmallCity.Generated() with { Rules = new() { Aim = Aim.MostCoverage, Budget = 2_000_000, Inside = new(OutsideFirst.Off, 0) } };
        var little = SmallCity.Plan(problem);
        Verified(problem, little);
        Assert.True(little.Figures.Cost <= 2_000_000);
        var more = SmallCity.Plan(problem with { Rules = problem.Rules with { Budget = 4_000_000 } });
        Assert.True(more.Figures.VehiclesServed > little.Figures.VehiclesServed);
    }

    [Fact]
    public void A_budget_binds_a_least_cost_plan_too()
    {
        var problem = SmallCity.Generated() with { Rules = new() { Budget = 1_500_000 } };
        var plan = SmallCity.Plan(problem);
        Verified(problem, plan);
        Assert.True(plan.Figures.Cost <= 1_500_000);
    }

    [Fact]
    public void Locked_sites_are_obeyed()
    {
        var problem = SmallCity.Generated();
        var free = SmallCity.Plan(problem);
        var used = free.Sites[0].Id;
        var unused = problem.Candidates.First(c => free.Sites.All(s => s.Id != c.Id)).Id;
        var locked = problem with { Candidates = [.. problem.Candidates.Select(c => c with { Lock = c.Id == used ? SiteLock.Out : c.Id == unused ? SiteLock.In : SiteLock.Free })] };
        var plan = SmallCity.Plan(locked);
        Verified(locked, plan);
        Assert.Contains(plan.Sites, s => s.Id == unused);
        Assert.DoesNotContain(plan.Sites, s => s.Id == used);
    }

    [Fact]
    public void A_feeder_limits_the_sites_on_it_together()
    {
        var problem = SmallCity.Generated();
        var fed = problem with { Feeders = [new("F1", 500)], Candidates = [.. problem.Candidates.Select((c, i) => i % 2 == 0 ? c with { Feeder = "F1" } : c)] };
        var plan = SmallCity.Plan(fed);
        Verified(fed, plan);
        Assert.True(plan.Sites.Where(s => fed.Candidates.Single(c => c.Id == s.Id).Feeder == "F1").Sum(s => s.Kva) * 0.8 <= 500 + 1e-6);
    }

    [Fact]
    public void Strict_outside_first_uses_an_inside_site_only_where_outside_falls_short()
    {
        var rules = new PlanRules { Inside = new(OutsideFirst.Strict, 0) };
        var outside = SmallCity.Place("outside", 0, bays: 80, kva: 3_000, cost: 200_000);
        var inside = SmallCity.Place("inside", 0, cost: 1_000) with { Inside = true };
        var near = SmallCity.Of(rules, [SmallCity.Home("A", 0, 200)], outside, inside);
        var plan = SmallCity.Plan(near);
        Verified(near, plan);
        Assert.Equal(["outside"], plan.Sites.Select(s => s.Id));
        var far = SmallCity.Of(rules, [SmallCity.Home("A", 0, 200)], outside with { Place = SmallCity.At(5_000, 0) }, inside);
        var needed = SmallCity.Plan(far);
        Verified(far, needed);
        Assert.Equal(["inside"], needed.Sites.Select(s => s.Id));
    }

    [Fact]
    public void Floors_serve_a_district_that_pure_cost_would_leave()
    {
        var rules = new PlanRules { Missing = new(20_000, 0), Windows = [new("peak", PileClass.Fast, 0.1)] };
        var problem = SmallCity.Of(rules, [SmallCity.Home("A", 0, 60, "poor"), SmallCity.Home("B", 3_000, 60, "rich")], SmallCity.Place("a", 0, cost: 400_000), SmallCity.Place("b", 3_000, cost: 400_000));
        Assert.Empty(SmallCity.Plan(problem).Sites);
        var fair = problem with { Rules = rules with { Floors = new() { ByDistrict = new Dictionary<string, double> { ["poor"] = 0.8 } } } };
        var plan = SmallCity.Plan(fair);
        Verified(fair, plan);
        Assert.Equal(["a"], plan.Sites.Select(s => s.Id));
    }

    [Fact]
    public void First_batch_scenarios_can_be_made_a_duty()
    {
        var rules = new PlanRules { Missing = new(10_000, 0), Priority = new(0.4, 1) { ServedShare = 1 } };
        var problem = SmallCity.Of(rules, [SmallCity.Home("A", 0, 120), SmallCity.Home("B", 3_000, 120) with { PrivatePiles = 100 }], SmallCity.Place("a", 0, bays: 60, kva: 2_000), SmallCity.Place("b", 3_000));
        var plan = SmallCity.Plan(problem);
        Verified(problem, plan);
        Assert.Equal(["a"], plan.Sites.Select(s => s.Id));
        Assert.Equal(1, plan.Communities.Single(c => c.Id == "A").ServedShare, 9);
    }

    [Fact]
    public void Spacing_keeps_new_stations_apart()
    {
        var problem = SmallCity.Generated() with { Rules = new() { Spacing = 600 } };
        Verified(problem, SmallCity.Plan(problem));
    }

    [Fact]
    public void A_standing_station_serves_before_anything_is_built()
    {
        var problem = SmallCity.Of(new(), [SmallCity.Home("A", 0, 40)], SmallCity.Place("a", 0)) with
        {
            Stations = [new("E", "E", SmallCity.At(0, 80), new Dictionary<string, int> { ["DC120"] = 10, ["AC7"] = 60 })],
        };
        var plan = SmallCity.Plan(problem);
        Verified(problem, plan);
        Assert.Empty(plan.Sites);
        Assert.Equal(1, plan.Communities[0].ServedShare, 9);
    }

    [Fact]
    public void Duties_that_budget_cannot_pay_are_refused_by_name()
    {
        var rules = new PlanRules { Budget = 100_000, Priority = new(0.4, 1) { ServedShare = 1 } };
        var problem = SmallCity.Of(rules, [SmallCity.Home("A", 0, 400)], SmallCity.Place("a", 0, bays: 80, kva: 3_000));
        var refusal = SmallCity.TryPlan(problem).Refusal;
        Assert.Equal("siting.infeasible", refusal?.Code);
        Assert.Contains(refusal!.Facts, f => f is ("rule", "priority.servedShare"));
    }

    [Fact]
    public void A_bound_above_what_any_plan_can_come_to_ends_the_search_before_its_prices_run_away()
    {
        var rules = new PlanRules { Budget = 100_000, Priority = new(0.4, 1) { ServedShare = 1 } };
        var problem = SmallCity.Of(rules, [SmallCity.Home("A", 0, 400)], SmallCity.Place("a", 0, bays: 80, kva: 3_000));
        var seen = new Seen();
        Assert.NotNull(Doorstep.Plan.Siting.PlanSites.Run(problem, SmallCity.LittleWork, null, seen, TestContext.Current.CancellationToken).Refusal);
        Assert.All(seen.Reports, r => Assert.True(r.Bound < 1e10, $"{r.Stage}: {r.Bound}"));
        Assert.DoesNotContain(seen.Reports, r => r.Stage == "exact regions");
    }

    private sealed class CancelAt(string stage, CancellationTokenSource source) : IProgress<PlanProgress>
    {
        public void Report(PlanProgress value)
        {
            if (value.Stage == stage)
            {
                source.Cancel();
            }
        }
    }

    private sealed class Seen : IProgress<PlanProgress>
    {
        public List<PlanProgress> Reports { get; } = [];

        public void Report(PlanProgress value) => Reports.Add(value);
    }
}
