using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.Siting;

/// <summary>Starts a run on the census of today: drafts the problem, freezes it and puts it into the queue.</summary>
public sealed class StartSitingRun(DraftRules rules, DraftProblem draft, OpenRun open, CityClock clock)
{
    public async Task<Decision<SitingRunLine>> Run(Actor who, RunWish wish, CancellationToken ct)
    {
        if ((Permissions.Refuses(who, Act.PlanSites, default) ?? wish.Assumptions.Fault()) is { } no)
        {
            return no;
        }

        var decided = $"{who.Name}: {wish.Name}";
        var usual = await rules.Run(ct);
        var problem = await draft.Run(who, wish.Area, wish.Assumptions.Over(usual, new(decided, $"{LocalClock.Day(clock.GetUtcNow()):yyyy-MM-dd}")), ct);
        return problem.Granted ? await open.Run(who, wish, problem.Value with { Name = wish.Name.Trim() }, ct) : problem.Refusal;
    }
}
