using Google.OrTools.LinearSolver;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>
/// The exact model of a region over a core of (place, configuration) pairs, handed to a MIP solver with a node limit. A status is never enough:
/// where the solver says it has a plan, its choices are read back, clipped to what fits, and valued by our own arithmetic.
/// </summary>
internal static class RegionMip
{
    /// <summary>The region's plan as the MIP would have it, or null when it found none.</summary>
    public static Assignment? Solve(Region region, double[] rowPrices, MipLimits limits)
    {
        var model = region.Part;
        var core = Core(region, rowPrices, limits.ConfigurationsPerPlace);
        using var solver = Solver.CreateSolver("SCIP");
        var infinity = double.PositiveInfinity;
        var steering = region.Plan.Steering;
        var unserved = new Variable[model.RowCount];
        var rows = new Constraint[model.RowCount];
        var objective = solver.Objective();
        for (var r = 0; r < model.RowCount; r++)
        {
            unserved[r] = solver.MakeNumVar(0, model.Rows.Demand[r], "");
            objective.SetCoefficient(unserved[r], steering.RowValue[r]);
            rows[r] = solver.MakeConstraint(model.Rows.Demand[r], infinity);
            rows[r].SetCoefficient(unserved[r], 1);
        }

        var budget = double.IsFinite(model.Limits.Budget) ? solver.MakeConstraint(-infinity, model.Limits.Budget) : null;
        var feeders = model.Limits.FeederLimit.Select(l => solver.MakeConstraint(-infinity, l)).ToArray();
        var choice = new Variable?[model.Offers.ConfigCost.Length];
        var served = new Variable[model.Arcs.Row.Length];
        for (var j = 0; j < model.PlaceCount; j++)
        {
            AddPlace(j);
        }

        AddSpacing();
        objective.SetMinimization();
        using var parameters = new MPSolverParameters();
        parameters.SetDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, limits.RelativeGap);

        // Nodes and LP iterations, not seconds: the plan must not depend on how busy the machine is.
        solver.SetSolverSpecificParametersAsString($"limits/totalnodes = {limits.Nodes}\nlp/iterlim = 20000\n");
        Hint();
        var status = solver.Solve(parameters);
        return status is Solver.ResultStatus.OPTIMAL or Solver.ResultStatus.FEASIBLE ? Read() : null;

        void AddPlace(int j)
        {
            var fixedPlace = model.Offers.Required[j] && model.Offers.ConfigStart[j + 1] - model.Offers.ConfigStart[j] == 1;
            var one = fixedPlace ? null : solver.MakeConstraint(model.Offers.Required[j] ? 1 : 0, 1);
            foreach (var k in core[j])
            {
                if (fixedPlace)
                {
                    continue;
                }

                var u = choice[k] = solver.MakeBoolVar("");
                objective.SetCoefficient(u, model.Offers.ConfigObjective[k] + (steering.BudgetPrice * model.Offers.ConfigCost[k]));
                one!.SetCoefficient(u, 1);
                budget?.SetCoefficient(u, model.Offers.ConfigCost[k]);
                if (model.Limits.Feeder[j] >= 0)
                {
                    feeders[model.Limits.Feeder[j]].SetCoefficient(u, model.Offers.ConfigKva[k]);
                }
            }

            for (var p = 0; p < model.PoolCount; p++)
            {
                var capacity = solver.MakeConstraint(-infinity, fixedPlace ? model.CapacityOf(j, core[j][0], p) : 0);
                if (!fixedPlace)
                {
                    foreach (var k in core[j])
                    {
                        capacity.SetCoefficient(choice[k], -model.CapacityOf(j, k, p));
                    }
                }

                for (var a = model.Arcs.Start[(j * model.PoolCount) + p]; a < model.Arcs.Start[(j * model.PoolCount) + p + 1]; a++)
                {
                    var r = model.Arcs.Row[a];
                    var q = model.Rows.Demand[r];
                    var x = served[a] = solver.MakeNumVar(0, q, "");
                    objective.SetCoefficient(x, model.Arcs.WalkCost[a]);
                    rows[r].SetCoefficient(x, 1);
                    capacity.SetCoefficient(x, 1);
                    if (!fixedPlace)
                    {
                        var link = solver.MakeConstraint(-infinity, 0);
                        link.SetCoefficient(x, 1);
                        foreach (var k in core[j])
                        {
                            link.SetCoefficient(choice[k], -Math.Min(q, model.CapacityOf(j, k, p)));
                        }
                    }
                }
            }
        }

        void AddSpacing()
        {
            for (var j = 0; j < model.Limits.TooClose.Length; j++)
            {
                foreach (var n in model.Limits.TooClose[j].Where(n => n > j))
                {
                    var pair = solver.MakeConstraint(-infinity, 1);
                    foreach (var k in core[j].Concat(core[n]))
                    {
                        pair.SetCoefficient(choice[k], 1);
                    }
                }
            }
        }

        void Hint()
        {
            List<Variable> variables = [];
            List<double> values = [];
            for (var j = 0; j < model.PlaceCount; j++)
            {
                foreach (var k in core[j])
                {
                    if (choice[k] is { } u)
                    {
                        variables.Add(u);
                        values.Add(region.Plan.Config[j] == k ? 1 : 0);
                    }
                }
            }

            for (var a = 0; a < served.Length; a++)
            {
                variables.Add(served[a]);
                values.Add(region.Plan.Served[a]);
            }

            for (var r = 0; r < unserved.Length; r++)
            {
                variables.Add(unserved[r]);
                values.Add(Math.Max(0, region.Plan.Unserved[r]));
            }

            solver.SetHint([.. variables], [.. values]);
        }

        Assignment? Read()
        {
            var plan = new Assignment(model, steering);
            for (var j = 0; j < model.PlaceCount; j++)
            {
                var picked = core[j].Length == 1 && choice[core[j][0]] is null ? core[j][0] : -1;
                foreach (var k in core[j])
                {
                    if (choice[k] is { } u && u.SolutionValue() > 0.5)
                    {
                        picked = k;
                    }
                }

                if (picked < 0 && model.Offers.Required[j])
                {
                    return null;
                }

                plan.Choose(j, picked);
                for (var p = 0; picked >= 0 && p < model.PoolCount; p++)
                {
                    for (var a = model.Arcs.Start[(j * model.PoolCount) + p]; a < model.Arcs.Start[(j * model.PoolCount) + p + 1]; a++)
                    {
                        var most = Math.Min(plan.Room(j, p), plan.Unserved[model.Arcs.Row[a]]);
                        plan.Serve(a, Math.Max(0, Math.Min(most, served[a].SolutionValue())));
                    }
                }
            }

            plan.Keep();
            return plan.Cost <= model.Limits.Budget * (1 + 1e-12) ? plan : null;
        }
    }

    /// <summary>Per place the configurations that fit the multipliers best, and always the present one.</summary>
    private static int[][] Core(Region region, double[] rowPrices, int most)
    {
        var model = region.Part;
        var look = new ReducedCosts(model, rowPrices, region.Plan.Steering.BudgetPrice);
        var core = new int[model.PlaceCount][];
        for (var j = 0; j < core.Length; j++)
        {
            var ranked = look.Of(j);
            ranked.Sort((a, b) => a.Cost != b.Cost ? a.Cost.CompareTo(b.Cost) : a.Config.CompareTo(b.Config));
            var kept = ranked.Take(most).Select(c => c.Config).ToHashSet();
            if (region.Plan.Config[j] >= 0)
            {
                kept.Add(region.Plan.Config[j]);
            }

            core[j] = [.. kept.Order()];
        }

        return core;
    }
}

/// <summary>How much work one exact model may take: branch-and-bound nodes, configurations per place, and the gap at which it may stop.</summary>
internal sealed record MipLimits(int Nodes, int ConfigurationsPerPlace, double RelativeGap);
