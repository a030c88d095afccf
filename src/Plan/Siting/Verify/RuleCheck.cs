using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Plan.Siting.Verify;

/// <summary>Rules over several sites: budget, feeders, spacing, priority shares, floors, strict outside-first.</summary>
internal sealed class RuleCheck(CheckedFacts facts, Claims check)
{
    public void Run(PlanDocument plan, Dictionary<(string Community, string Window), double> served)
    {
        var rules = facts.Problem.Rules;
        if (rules.Budget is { } budget)
        {
            check.AtMost("the cost of the plan", plan.Sites.Sum(s => s.Cost), budget);
        }

        foreach (var feeder in facts.Problem.Feeders)
        {
            var kva = plan.Sites.Where(s => facts.Candidates[s.Id].Feeder == feeder.Id).Sum(s => s.Kva) * rules.Power.FeederSimultaneity;
            check.AtMost($"kVA on feeder '{feeder.Id}'", kva, feeder.LimitKva);
        }

        CheckSpacing(plan, rules.Spacing);
        foreach (var ((community, window), row) in facts.Rows)
        {
            check.AtMost($"unserved arrivals of community '{community}' in window '{window}'", row.Demand - served.GetValueOrDefault((community, window)), row.UnservedLimit);
        }

        foreach (var district in facts.Problem.Communities.GroupBy(c => c.District).Where(g => rules.Floors.Of(g.Key) > 0))
        {
            var rows = facts.Rows.Where(r => facts.Communities[r.Key.Community].District == district.Key).ToList();
            var total = rows.Sum(r => r.Value.Demand);
            var missing = rows.Sum(r => Math.Max(0, r.Value.Demand - served.GetValueOrDefault(r.Key)));
            check.AtMost($"unserved arrivals in district '{district.Key}'", missing, (1 - rules.Floors.Of(district.Key)) * total);
        }

        if (rules.Inside.Form == OutsideFirst.Strict)
        {
            CheckOutsideFirst(plan);
        }
    }

    private void CheckSpacing(PlanDocument plan, double spacing)
    {
        if (spacing <= 0)
        {
            return;
        }

        var places = plan.Sites.Select(s => (s.Id, facts.Candidates[s.Id].Place)).OrderBy(p => p.Place.Latitude).ToArray();
        for (var a = 0; a < places.Length; a++)
        {
            for (var b = a + 1; b < places.Length && (places[b].Place.Latitude - places[a].Place.Latitude) * 111_000 < spacing * 1.01; b++)
            {
                var metres = CheckedFacts.Chord(places[a].Place, places[b].Place);
                check.True(metres >= spacing - 1e-3, $"sites '{places[a].Id}' and '{places[b].Id}' stand {metres:F0} m apart, closer than the spacing of {spacing:F0} m.");
            }
        }
    }

    /// <summary>The first pass is itself a plan without inside sites; an inside site of the final plan must reach someone it left short.</summary>
    private void CheckOutsideFirst(PlanDocument plan)
    {
        check.True(plan.OutsidePass is not null, "outside-first is strict but the plan has no outside pass.");
        var pass = plan.OutsidePass!;
        new SiteCheck(facts, check).Run(pass.Sites);
        foreach (var site in pass.Sites)
        {
            check.True(!facts.Candidates[site.Id].Inside || facts.Candidates[site.Id].Lock == SiteLock.In, $"the outside pass uses the inside site '{site.Id}'.");
        }

        var served = new FlowCheck(facts, check).Run(pass.Flows, pass.Sites, null);
        foreach (var site in plan.Sites.Where(s => facts.Candidates[s.Id].Inside && facts.Candidates[s.Id].Lock != SiteLock.In))
        {
            var needed = facts.Reach[site.Id].Any(r => facts.Windows.Keys.Any(w => facts.Rows[(r.Community, w)] is var row && row.Demand - served.GetValueOrDefault((r.Community, w)) > 0.9e-6 * row.Demand && row.Demand > 0));
            check.True(needed, $"the inside site '{site.Id}' is used although everyone in its reach is served from outside.");
        }
    }
}
