using System.Globalization;
using Doorstep.Plan.Siting.Model;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>What a plan owes to hard rules over and above each site's own limits: budget, feeders, floors, priority, sites that must be built.</summary>
internal static class HardRules
{
    /// <summary>True when a change at one place can break a rule elsewhere.</summary>
    public static bool Any(SitingModel model) => double.IsFinite(model.Limits.Budget) || model.Limits.FeederLimit.Length > 0 || model.Limits.FloorLimit.Length > 0
        || Enumerable.Range(0, model.RowCount).Any(r => model.Rows.UnservedLimit[r] < model.Rows.Demand[r]);

    /// <summary>Sum of relative breaches; 0 when every rule is kept.</summary>
    public static double Breach(SitingModel model, Assignment plan)
    {
        var sum = double.IsFinite(model.Limits.Budget) ? Over(plan.Cost, model.Limits.Budget) : 0;
        for (var f = 0; f < model.Limits.FeederLimit.Length; f++)
        {
            sum += Over(plan.FeederKva[f], model.Limits.FeederLimit[f]);
        }

        var floors = FloorUnserved(model, plan);
        for (var d = 0; d < floors.Length; d++)
        {
            sum += Over(floors[d], model.Limits.FloorLimit[d]);
        }

        for (var r = 0; r < model.RowCount; r++)
        {
            sum += Math.Max(0, plan.Unserved[r] - model.Rows.UnservedLimit[r] - 1e-9) / model.Rows.Demand[r];
        }

        for (var j = 0; j < model.PlaceCount; j++)
        {
            sum += model.Offers.Required[j] && plan.Config[j] < 0 ? 1 : 0;
        }

        return sum;
    }

    public static Refusal FirstBroken(SitingProblem problem, SitingModel model, Assignment plan)
    {
        if (double.IsFinite(model.Limits.Budget) && Over(plan.Cost, model.Limits.Budget) > 0)
        {
            return new("siting.infeasible", ("rule", "budget"), ("needed", Text(plan.Cost)), ("limit", Text(model.Limits.Budget)));
        }

        for (var r = 0; r < model.RowCount; r++)
        {
            if (plan.Unserved[r] > model.Rows.UnservedLimit[r] + 1e-9)
            {
                return new("siting.infeasible", ("rule", "priority.servedShare"), ("community", problem.Communities[model.Rows.Community[r]].Id),
                    ("window", problem.Rules.Windows[model.Rows.Pool[r]].Id), ("unserved", Text(plan.Unserved[r])), ("allowed", Text(model.Rows.UnservedLimit[r])));
            }
        }

        var floors = FloorUnserved(model, plan);
        foreach (var (district, d) in BuildModel.FloorDistricts(problem))
        {
            if (Over(floors[d], model.Limits.FloorLimit[d]) > 0)
            {
                return new("siting.infeasible", ("rule", "floors"), ("district", district), ("unserved", Text(floors[d])), ("allowed", Text(model.Limits.FloorLimit[d])));
            }
        }

        for (var f = 0; f < model.Limits.FeederLimit.Length; f++)
        {
            if (Over(plan.FeederKva[f], model.Limits.FeederLimit[f]) > 0)
            {
                return new("siting.infeasible", ("rule", "feeder"), ("feeder", problem.Feeders[f].Id), ("needed", Text(plan.FeederKva[f])), ("limit", Text(model.Limits.FeederLimit[f])));
            }
        }

        return new("siting.infeasible", ("rule", "lock"), ("site", problem.Candidates[Array.FindIndex(plan.Config, problem.Stations.Count, c => c < 0) - problem.Stations.Count].Id));
    }

    /// <summary>Floors the plan misses, by number.</summary>
    public static List<int> FloorsMissed(SitingModel model, Assignment plan)
    {
        var unserved = FloorUnserved(model, plan);
        return [.. Enumerable.Range(0, unserved.Length).Where(d => Over(unserved[d], model.Limits.FloorLimit[d]) > 0)];
    }

    private static double[] FloorUnserved(SitingModel model, Assignment plan)
    {
        var sums = new double[model.Limits.FloorLimit.Length];
        for (var r = 0; r < model.RowCount; r++)
        {
            if (model.Rows.Floor[r] >= 0)
            {
                sums[model.Rows.Floor[r]] += Math.Max(0, plan.Unserved[r]);
            }
        }

        return sums;
    }

    private static double Over(double value, double limit) => Math.Max(0, value - (limit * (1 + 1e-9)) - 1e-9) / Math.Max(1, limit);

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
