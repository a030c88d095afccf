using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Plan.Siting.Verify;

namespace Doorstep.Plan.Tests.Siting;

public class VerifyPlanTests
{
    private static readonly Lazy<(SitingProblem Problem, PlanDocument Plan)> Sound = new(() =>
    {
        var problem = SmallCity.Generated();
        return (problem, SmallCity.Plan(problem));
    });

    public static TheoryData<string, string> Lies => new()
    {
        { "objective", "figures.objective" },
        { "bound", "figures.bound" },
        { "gap", "figures.gap" },
        { "cost", "figures.cost" },
        { "site cost", "cost of site" },
        { "more bays than there are", "bays used at site" },
        { "an unknown site", "is not a candidate" },
        { "a site twice", "in the plan twice" },
        { "too many people for the queue", "P(wait" },
        { "a walk too far", "the walk from community" },
        { "served twice", "arrivals served of community" },
        { "a rosy wait", "P(wait" },
        { "a rosy promise", "promise.least" },
        { "a level of its own", "promise.plannedLevel" },
        { "a negative multiplier", "multipliers are not negative" },
        { "a cut that pays too much", "figures.bound" },
        { "coverage of a community", "community" },
        { "another problem", "problemDigest" },
        { "an unknown community", "unknown community" },
        { "a split whose second answer is never looked at", "used twice" },
        { "a place in two branched groups", "in two branched groups" },
        { "a row that is not the group's own", "not a branched group's own" },
        { "a row left out of a branched group", "leaves out" },
        { "a negative multiplier in a leaf", "or a negative one" },
        { "a leaf that pays nothing", "figures.bound" },
        { "more first-batch scenarios served", "figures.prioritySatisfied" },
        { "more first-batch scenarios", "figures.priorityCommunities" },
        { "walked distances", "distances are claimed" },
        { "another name", "problem is claimed" },
        { "a community twice and another never", "is in the plan twice" },
        { "vehicles of a community", "vehicles of community" },
        { "a load kept quiet", "which the plan leaves out" },
        { "a load told twice", "is claimed twice" },
        { "a standing station twice", "is in the plan twice" },
        { "the standing stations kept quiet", "which the plan leaves out" },
        { "more piles than can be counted", "2147483647 piles" },
        { "an outside pass nobody asked for", "outside pass" },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void A_false_claim_is_named(string lie, string named)
    {
        var (problem, plan) = Sound.Value;
        var verdict = VerifyPlan.Run(problem, Tell(plan, lie), TestContext.Current.CancellationToken);
        Assert.False(verdict.Holds, $"{lie} went through");
        Assert.Contains(named, verdict.FirstFalseClaim, StringComparison.Ordinal);
    }

    /// <summary>Multipliers nobody would choose: what they add to a row and take off it again should cancel to the last digit, and does not.</summary>
    public static TheoryData<double> Absurd => [0, 1e-300, 1e12, 1e16, 1.5e21, 1e100, 1e300, 1.7e308];

    [Theory]
    [MemberData(nameof(Absurd))]
    public void No_multiplier_however_absurd_proves_more_than_is_true(double price)
    {
        // Nobody can serve the second community: it costs what going unserved costs, and the plan is the best there is.
        var problem = SmallCity.Of(new(), [SmallCity.Home("A", 0, 40), SmallCity.Home("far", 90_000, 900)], SmallCity.Place("a", 0));
        var plan = SmallCity.Plan(problem);
        var certificate = plan.Certificate with { Groups = [], Cuts = [] };
        foreach (var window in problem.Rules.Windows)
        {
            certificate = certificate with { Rows = [.. certificate.Rows.Where(r => r.Community != "far" || r.Window != window.Id), new("far", window.Id, price)] };
        }

        Assert.False(Holds(1.001 * plan.Figures.Objective), "more than the objective was proven");
        if (price < 1e100)
        {
            // A claim that holds whatever comes shows what the verifier itself computes.
            var verdict = VerifyPlan.Run(problem, Claiming(-1e40), TestContext.Current.CancellationToken);
            Assert.True(verdict.Holds, verdict.FirstFalseClaim);
            Assert.True(verdict.Recomputed!.Bound <= plan.Figures.Objective);
        }

        bool Holds(double bound) => VerifyPlan.Run(problem, Claiming(bound), TestContext.Current.CancellationToken).Holds;
        PlanDocument Claiming(double bound) => plan with
        {
            Certificate = certificate,
            Figures = plan.Figures with { Bound = bound, Gap = plan.Figures.Objective <= bound ? 0 : (plan.Figures.Objective - bound) / plan.Figures.Objective },
        };
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_multiplier_that_is_no_number_is_named(double price)
    {
        var (problem, plan) = Sound.Value;
        var c = plan.Certificate;
        Assert.Contains("multiplier", Claim(c with { Rows = [c.Rows[0] with { Price = price }, .. c.Rows.Skip(1)] }), StringComparison.Ordinal);
        Assert.Contains("multiplier", Claim(c with { Budget = price }), StringComparison.Ordinal);
        Assert.Contains("multiplier", Claim(c with { Cuts = [.. c.Cuts, new(c.Rows[0].Window, [c.Rows[0].Community], 1, price)] }), StringComparison.Ordinal);
        Assert.Contains("divisor", Claim(c with { Cuts = [.. c.Cuts, new(c.Rows[0].Window, [c.Rows[0].Community], price, 1)] }), StringComparison.Ordinal);
        Assert.Contains("multiplier", Claim(c with { Groups = [.. c.Groups.Select(g => g with { Prices = [.. g.Prices.Select(p => p.Select(_ => price).ToArray())] })] }), StringComparison.Ordinal);

        string? Claim(BoundCertificate other) => VerifyPlan.Run(problem, plan with { Certificate = other }, TestContext.Current.CancellationToken).FirstFalseClaim;
    }

    [Theory]
    [InlineData("bound", "figures")]
    [InlineData("a negative multiplier", "proof")]
    [InlineData("a site twice", "sites")]
    [InlineData("another problem", "heading")]
    [InlineData("a rosy promise", "promise")]
    [InlineData("served twice", "flows")]
    [InlineData("an outside pass nobody asked for", "heading")]
    public void A_false_claim_is_found_in_its_part_of_the_plan(string lie, string part)
    {
        var (problem, plan) = Sound.Value;
        Assert.Equal(part, VerifyPlan.Run(problem, Tell(plan, lie), TestContext.Current.CancellationToken).FalsePart);
        Assert.Null(VerifyPlan.Run(problem, plan, TestContext.Current.CancellationToken).FalsePart);
    }

    [Fact]
    public void A_changed_problem_no_longer_fits_the_plan()
    {
        var (problem, plan) = Sound.Value;
        var changed = problem with { Communities = [problem.Communities[0] with { Vehicles = problem.Communities[0].Vehicles + 1 }, .. problem.Communities.Skip(1)] };
        Assert.StartsWith("problemDigest", VerifyPlan.Run(changed, plan, TestContext.Current.CancellationToken).FirstFalseClaim, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_that_keeps_the_promise_but_not_the_margin_is_named()
    {
        var (problem, _) = Sound.Value;
        var full = SmallCity.Plan(problem with { Rules = problem.Rules with { Service = problem.Rules.Service with { Margin = 0 } } });
        var claimed = full with { ProblemDigest = ProblemDigest.Of(problem) };
        Assert.Contains("with its planning margin", VerifyPlan.Run(problem, claimed, TestContext.Current.CancellationToken).FirstFalseClaim, StringComparison.Ordinal);
    }

    private static PlanDocument Tell(PlanDocument plan, string lie)
    {
        var f = plan.Figures;
        var first = plan.Sites.First(s => s.Piles.Count > 0 && plan.Flows.Any(x => x.Site == s.Id));
        var flow = plan.Flows.First(x => x.Site == first.Id);
        PlanDocument Site(Func<PlannedSite, PlannedSite> change) => plan with { Sites = [.. plan.Sites.Select(s => s.Id == first.Id ? change(s) : s)] };
        PlanDocument Flow(PlannedFlow other) => plan with { Flows = [.. plan.Flows.Select(x => x == flow ? other : x)] };

        // The first group that was split and has a row others reach too.
        var group = plan.Certificate.Groups.First(g => g.Splits.Count > 0 && g.Rows.Any(r => !r.Own));
        PlanDocument Group(Func<BranchedGroup, BranchedGroup> change) =>
            plan with { Certificate = plan.Certificate with { Groups = [.. plan.Certificate.Groups.Select(g => g == group ? change(g) : g)] } };
        return lie switch
        {
            "objective" => plan with { Figures = f with { Objective = f.Objective * 0.99 } },
            "bound" => plan with { Figures = f with { Bound = f.Objective * 0.999999, Gap = 1e-6 } },
            "gap" => plan with { Figures = f with { Gap = f.Gap / 2 } },
            "cost" => plan with { Figures = f with { Cost = f.Cost - 5_000 } },
            "site cost" => Site(s => s with { Cost = s.Cost - 1_000 }),
            "more bays than there are" => Site(s => s with { Piles = s.Piles.ToDictionary(p => p.Key, p => p.Value + 200) }),
            "an unknown site" => Site(s => s with { Id = "nowhere" }),
            "a site twice" => plan with { Sites = [.. plan.Sites, first] },
            "too many people for the queue" => plan with { Flows = [.. plan.Flows.Where(x => x.Window == flow.Window).GroupBy(x => x.Community).Select(g => g.First() with { Arrivals = g.Sum(x => x.Arrivals) }), .. plan.Flows.Where(x => x.Window != flow.Window)] },
            "a walk too far" => Flow(flow with { Site = plan.Sites.First(s => plan.Flows.All(x => x.Site != s.Id || x.Community != flow.Community)).Id, Arrivals = 1e-4 }),
            "served twice" => plan with { Flows = [.. plan.Flows, .. plan.Flows] },
            "a rosy wait" => Site(s => s with { Pools = [.. s.Pools.Select(p => p with { WithinWait = 0.99999 })] }),
            "a rosy promise" => plan with { Promise = plan.Promise with { Least = 0.999 } },
            "a level of its own" => plan with { Promise = plan.Promise with { PlannedLevel = plan.Promise.Level } },
            "a negative multiplier" => plan with { Certificate = plan.Certificate with { Rows = [plan.Certificate.Rows[0] with { Price = -1 }, .. plan.Certificate.Rows.Skip(1)] } },
            "a cut that pays too much" => plan with { Certificate = plan.Certificate with { Cuts = [.. plan.Certificate.Cuts, new(flow.Window, [flow.Community], 0.37, 5e6)] } },
            "coverage of a community" => plan with { Communities = [plan.Communities[0] with { ServedShare = 0.5123 }, .. plan.Communities.Skip(1)] },
            "another problem" => plan with { ProblemDigest = "0000000000000000" },
            "an unknown community" => Flow(flow with { Community = "nobody" }),
            "a split whose second answer is never looked at" => Group(g => g with { Splits = [g.Splits[0] with { More = g.Splits[0].AtMost }, .. g.Splits.Skip(1)] }),
            "a place in two branched groups" => plan with { Certificate = plan.Certificate with { Groups = [.. plan.Certificate.Groups, plan.Certificate.Groups[0]] } },
            "a row that is not the group's own" => Group(g => g with { Rows = [.. g.Rows.Select(r => r with { Own = true })] }),
            "a row left out of a branched group" => Group(g => g with { Rows = [.. g.Rows.Skip(1)] }),
            "a negative multiplier in a leaf" => Group(g => g with { Prices = [.. g.Prices.Select(p => p.Select(x => -1 - x).ToArray())] }),
            "a leaf that pays nothing" => Group(g => g with { Prices = [.. g.Prices.Select(p => new double[p.Count])] }),
            "more first-batch scenarios served" => plan with { Figures = f with { PrioritySatisfied = f.PrioritySatisfied + 1 } },
            "more first-batch scenarios" => plan with { Figures = f with { PriorityCommunities = f.PriorityCommunities + 1 } },
            "walked distances" => plan with { DistancesAreEstimates = !plan.DistancesAreEstimates },
            "another name" => plan with { Problem = "another city" },
            "a community twice and another never" => plan with { Communities = [plan.Communities[1], .. plan.Communities.Skip(1)] },
            "vehicles of a community" => plan with { Communities = [plan.Communities[0] with { Vehicles = plan.Communities[0].Vehicles + 9 }, .. plan.Communities.Skip(1)] },
            "a load kept quiet" => Site(s => s with { Pools = [] }),
            "a load told twice" => Site(s => s with { Pools = [.. s.Pools, s.Pools[0]] }),
            "a standing station twice" => plan with { Stations = [.. plan.Stations, plan.Stations[0]] },
            "the standing stations kept quiet" => plan with { Stations = [] },
            "more piles than can be counted" => plan with { Sites = [.. plan.Sites.Select(s => s with { Piles = s.Piles.ToDictionary(p => p.Key, _ => int.MaxValue) })] },
            "an outside pass nobody asked for" => plan with { OutsidePass = new([], []) },
            _ => throw new ArgumentOutOfRangeException(nameof(lie), lie, null),
        };
    }
}
