using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.Siting;

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
