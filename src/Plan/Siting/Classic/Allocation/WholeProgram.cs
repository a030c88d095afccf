namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>Branch and cut on the pairs of point and site that the dual could not exclude, for models where a point is served whole.</summary>
internal sealed class WholeProgram(AllocationProblem problem, SearchCourse course, LimitedPlans plans)
{
    /// <summary>The answer is a proven bound on every plan of `problem` (whose sites the keeper's `names` name).</summary>
    public double Run(double bound, double[] multipliers, SiteState[] state, int[] names)
    {
        var dual = new AllocationDual(problem, course);
        dual.Focus(state);
        var value = dual.Value(multipliers, state);
        var (n, m) = (problem.Points, problem.Sites);
        using var program = new MixedProgram(linear: false);
        var open = new int[m];
        var count = program.AddRow(problem.Count ?? 1, problem.Count ?? m);
        var room = program.AddRow(problem.TotalDemand, double.PositiveInfinity);
        var better = program.AddRow(double.NegativeInfinity, problem.Whole ? Math.Ceiling(plans.Goal) - 0.5 : plans.Goal);
        var load = new int[m];
        for (var j = 0; j < m; j++)
        {
            open[j] = program.AddColumn(state[j] == SiteState.In ? 1 : 0, state[j] == SiteState.Out ? 0 : 1, true, problem.Opening[j]);
            var size = Math.Min(problem.Capacity[j], problem.TotalDemand);
            program.Set(count, open[j], 1);
            program.Set(room, open[j], size);
            program.Set(better, open[j], problem.Opening[j]);
            load[j] = program.AddRow(double.NegativeInfinity, 0);
            program.Set(load[j], open[j], -size);
        }

        var pairs = new List<(int Point, int Site, int Column)>();
        for (var i = 0; i < n; i++)
        {
            var served = program.AddRow(1, 1);
            for (var j = 0; j < m; j++)
            {
                var cost = problem.Cost[(i * m) + j];
                if (state[j] == SiteState.Out || problem.Demand[i] > problem.Capacity[j] || double.IsPositiveInfinity(cost))
                {
                    continue;
                }

                // Serving i from j opens j, and costs at least c − u more than the best load of j when that is positive.
                var least = value + Math.Max(0, cost - multipliers[i]) + (dual.Picked[j] ? 0 : Math.Max(0, dual.Flip[j]));
                if (Cutoff.Passed(problem, least, plans.Goal))
                {
                    continue;
                }

                var column = program.AddColumn(0, 1, true, cost);
                pairs.Add((i, j, column));
                program.Set(served, column, 1);
                program.Set(better, column, cost);
                program.Set(load[j], column, problem.Demand[i]);
                var link = program.AddRow(double.NegativeInfinity, 0);
                program.Set(link, column, 1);
                program.Set(link, open[j], -1);
            }
        }

        var answer = program.Solve(course);
        if (answer.Values is { } x)
        {
            var siteOf = new int[n];
            foreach (var (i, j, column) in pairs)
            {
                siteOf[i] = x[column] > 0.5 ? names[j] : siteOf[i];
            }

            plans.Take(siteOf, [.. Enumerable.Range(0, m).Where(j => x[open[j]] > 0.5).Select(j => names[j])]);
            // With costs that are not whole the library's bound ends a hair below its own plan.
            var met = answer.Finished && answer.Bound >= plans.Goal - (Cutoff.SolverSame * Math.Abs(plans.Goal));
            return met && !problem.Whole ? plans.Goal : Math.Max(bound, Math.Min(plans.Goal, answer.Bound));
        }

        // Only better plans were asked for: none exists.
        return answer.Infeasible ? plans.Goal : bound;
    }
}
