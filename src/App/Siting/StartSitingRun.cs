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

/// <summary>What a new run begins with: the city's settings in force, and the areas one may plan for.</summary>
public sealed class ReadRunDefaults(DraftRules rules, ListPlanAreas areas)
{
    public sealed record Defaults(Assumptions Assumptions, IReadOnlyList<PlanArea> Areas);

    public async Task<Decision<Defaults>> Run(Actor who, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.PlanSites, default) is { } no)
        {
            return no;
        }

        return new Defaults(Assumptions.Of(await rules.Run(ct)), await areas.Run(ct));
    }
}
