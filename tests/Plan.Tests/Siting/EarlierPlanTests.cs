using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Plan.Siting.Solve;
using Doorstep.Plan.Siting.Verify;

namespace Doorstep.Plan.Tests.Siting;

public class EarlierPlanTests
{
    private static readonly Lazy<(SitingProblem Problem, PlanDocument Plan)> First = new(() =>
    {
        var problem = SmallCity.Generated();
        return (problem, SmallCity.Plan(problem));
    });

    [Fact]
    public void Planning_on_from_a_plan_makes_it_no_worse_and_proves_no_less_than_the_multipliers_it_brings()
    {
        var (problem, plan) = First.Value;
        var on = Again(problem, plan);
        Assert.True(on.Figures.Objective <= plan.Figures.Objective + 1e-6);
        Assert.Equal(PlanFiles.Digest(plan), on.Origin.Earlier);
        Assert.Null(plan.Origin.Earlier);
    }

    [Fact]
    public void Without_any_search_the_earlier_plan_stands()
    {
        var (problem, plan) = First.Value;
        var nothing = SmallCity.LittleWork with { AscentSteps = 0, CutRounds = 0, SearchRounds = 0, MipRounds = 0 };
        Assert.InRange(Again(problem, plan, nothing).Figures.Objective, plan.Figures.Objective * 0.99, plan.Figures.Objective + 1e-6);
    }

    [Fact]
    public void A_site_taken_out_and_one_taken_in_are_obeyed_from_the_earlier_plan_too()
    {
        var (problem, plan) = First.Value;
        var gone = plan.Sites.MaxBy(s => s.Pools.Sum(p => p.Arrivals))!.Id;
        var wanted = problem.Candidates.First(c => plan.Sites.All(s => s.Id != c.Id) && c.Offer.FreeKva > 200).Id;
        var changed = problem with { Candidates = [.. problem.Candidates.Select(c => c with { Lock = c.Id == gone ? SiteLock.Out : c.Id == wanted ? SiteLock.In : SiteLock.Free })] };
        var on = Again(changed, plan);
        Assert.DoesNotContain(on.Sites, s => s.Id == gone);
        Assert.Contains(on.Sites, s => s.Id == wanted);
    }

    [Fact]
    public void The_same_earlier_plan_leads_to_the_same_plan()
    {
        var (problem, plan) = First.Value;
        var changed = problem with { Candidates = [.. problem.Candidates.Select(c => c with { Lock = c.Id == plan.Sites[0].Id ? SiteLock.Out : SiteLock.Free })] };
        Assert.Equal(Timeless(Again(changed, plan)), Timeless(Again(changed, plan)));
    }

    [Fact]
    public void Rules_over_several_sites_hold_from_an_earlier_plan_that_knew_none()
    {
        var (problem, plan) = First.Value;
        Again(problem with { Rules = problem.Rules with { Budget = plan.Figures.Cost * 0.6 } }, plan);
        Again(problem with { Rules = problem.Rules with { Spacing = 250 } }, plan);
        Again(problem with { Rules = problem.Rules with { Inside = new(OutsideFirst.Strict, 0) } }, plan);
        var changed = Again(problem with { Rules = problem.Rules with { Inside = new(OutsideFirst.Strict, 0) } }, plan);
        Again(problem with { Rules = problem.Rules with { Inside = new(OutsideFirst.Strict, 0) } }, changed);
    }

    [Fact]
    public void A_plan_of_another_city_does_no_harm()
    {
        var (problem, _) = First.Value;
        Again(problem, SmallCity.Plan(SmallCity.Generated(12, 30, 9)));
        Again(SmallCity.Generated(12, 30, 9), First.Value.Plan);
    }

    private static PlanDocument Again(SitingProblem problem, PlanDocument earlier, WorkLimits? limits = null)
    {
        var result = Doorstep.Plan.Siting.PlanSites.Run(problem, limits ?? SmallCity.LittleWork, earlier, null, TestContext.Current.CancellationToken);
        Assert.Null(result.Refusal);
        var verdict = VerifyPlan.Run(problem, result.Value, TestContext.Current.CancellationToken);
        Assert.True(verdict.Holds, verdict.FirstFalseClaim);
        return result.Value;
    }

    private static string Timeless(PlanDocument plan) => PlanFiles.ToJson(plan with { Origin = plan.Origin with { Seconds = 0 } });
}
