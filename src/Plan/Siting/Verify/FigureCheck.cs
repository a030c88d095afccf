using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Plan.Siting.Verify;

/// <summary>Objective, cost and coverage, summed anew.</summary>
internal sealed class FigureCheck(CheckedFacts facts, Claims check)
{
    /// <summary>Share of its arrivals from which a first-batch scenario counts as fully served.</summary>
    private const double FullyServed = 0.999;

    public PlanFigures Run(PlanDocument plan, double cost, Dictionary<(string Community, string Window), double> served)
    {
        var rules = facts.Problem.Rules;
        var objective = 0.0;
        if (rules.Aim == Aim.LeastCost)
        {
            var surcharge = rules.Inside.Form == OutsideFirst.Surcharge ? rules.Inside.Surcharge : 0;
            objective += cost + plan.Sites.Sum(s => facts.Candidates[s.Id].Inside ? surcharge : 0);
            objective += plan.Flows.Sum(f => f.Arrivals * facts.Walk(f.Community, f.Site) / 1000 * rules.Missing.PerArrivalKilometre);
        }

        objective += facts.Rows.Sum(r => Math.Max(0, r.Value.Demand - served.GetValueOrDefault(r.Key)) * r.Value.Penalty);
        check.Near("figures.cost", cost, plan.Figures.Cost);
        check.Near("figures.objective", objective, plan.Figures.Objective);
        var vehicles = facts.Problem.Communities.Sum(c => (double)Math.Max(0, c.Vehicles - c.PrivatePiles));
        var covered = facts.Rows.Where(r => r.Value.Demand > 0).Sum(r => r.Value.Vehicles * Math.Min(1, served.GetValueOrDefault(r.Key) / r.Value.Demand));
        check.Near("figures.vehicles", vehicles, plan.Figures.Vehicles);
        check.Near("figures.vehiclesServed", covered, plan.Figures.VehiclesServed);
        check.Near("figures.arrivals", facts.Rows.Values.Sum(r => r.Demand), plan.Figures.Arrivals);
        check.Near("figures.arrivalsServed", served.Values.Sum(), plan.Figures.ArrivalsServed);
        check.Near("figures.costPerVehicle", covered > 0 ? cost / covered : 0, plan.Figures.CostPerVehicle);
        CheckCommunities(plan, served);
        return plan.Figures with { Objective = objective, Cost = cost };
    }

    private void CheckCommunities(PlanDocument plan, Dictionary<(string Community, string Window), double> served)
    {
        var walked = plan.Flows.GroupBy(f => f.Community).ToDictionary(g => g.Key, g => g.Sum(f => f.Arrivals * facts.Walk(f.Community, f.Site)) / Math.Max(1e-12, g.Sum(f => f.Arrivals)));
        check.True(plan.Communities.Count == facts.Communities.Count, $"the plan speaks of {plan.Communities.Count} communities, the problem has {facts.Communities.Count}.");
        HashSet<string> told = [];
        var (first, satisfied) = (0, 0);
        foreach (var claim in plan.Communities)
        {
            check.True(told.Add(claim.Id), $"community '{claim.Id}' is in the plan twice.");
            check.True(facts.Communities.ContainsKey(claim.Id), $"community '{claim.Id}' is not in this problem.");
            var rows = facts.Windows.Keys.Select(w => (Row: facts.Rows[(claim.Id, w)], Served: served.GetValueOrDefault((claim.Id, w)))).Where(r => r.Row.Demand > 0).ToList();
            var demand = rows.Sum(r => r.Row.Demand);
            check.Near($"served share of community '{claim.Id}'", demand > 0 ? Math.Min(1, rows.Sum(r => r.Served) / demand) : 1, claim.ServedShare);
            check.Near($"vehicles served of community '{claim.Id}'", rows.Sum(r => r.Row.Vehicles * Math.Min(1, r.Served / r.Row.Demand)), claim.VehiclesServed);
            check.True(claim.Priority == (demand > 0 && facts.Priority.Contains(claim.Id)), $"community '{claim.Id}' is claimed {(claim.Priority ? "" : "not ")}to be a first-batch scenario, which does not recompute.");
            check.True(Math.Abs(walked.GetValueOrDefault(claim.Id) - claim.MeanWalk) <= 0.01, $"mean walk of community '{claim.Id}' is claimed as {claim.MeanWalk:F2} m but recomputes to {walked.GetValueOrDefault(claim.Id):F2} m.");
            check.Near($"vehicles of community '{claim.Id}'", Math.Max(0, facts.Communities[claim.Id].Vehicles - facts.Communities[claim.Id].PrivatePiles), claim.Vehicles);
            first += claim.Priority ? 1 : 0;
            satisfied += claim.Priority && claim.ServedShare > FullyServed ? 1 : 0;
        }

        check.True(plan.Figures.PriorityCommunities == first, $"figures.priorityCommunities is claimed as {plan.Figures.PriorityCommunities} but recomputes to {first}.");
        check.True(plan.Figures.PrioritySatisfied == satisfied, $"figures.prioritySatisfied is claimed as {plan.Figures.PrioritySatisfied} but recomputes to {satisfied}.");
    }
}
