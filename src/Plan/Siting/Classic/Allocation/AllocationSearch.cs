namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>Solves an allocation: first plans, Lagrangian root, sites settled by reduced costs, then a tree (or branch and cut for whole service) on what is left.</summary>
internal sealed class AllocationSearch(AllocationProblem problem, SearchCourse course)
{
    /// <summary>The best plan and a bound on every plan; a plan of infinite cost with an infinite bound is proven impossible.</summary>
    public (Serving Plan, double Bound) Run()
    {
        PlanKeeper plans = !problem.Limited ? new UnlimitedPlans(problem, course)
            : problem.Rules.SingleSource ? new WholePlans(problem, course)
            : new SplitPlans(problem, course);
        if (plans is UnlimitedPlans unlimited)
        {
            unlimited.Begin(3);
        }

        var (current, names, state) = (problem, Enumerable.Range(0, problem.Sites).ToArray(), new SiteState[problem.Sites]);
        var start = Prices(plans.Plan.Sites);
        var best = double.NegativeInfinity;
        while (true)
        {
            var tree = new SiteTree(current, course, plans);
            var (bound, multipliers, after) = tree.Root(start, state);
            best = Math.Max(best, Rounded(bound));
            course.Proved(Math.Min(best, plans.Best));
            if (Cutoff.Passed(problem, best, plans.Best) || double.IsPositiveInfinity(bound))
            {
                return (plans.Plan, Math.Min(best, plans.Best));
            }

            if (course.Stopped)
            {
                return (plans.Plan, best);
            }

            var left = Enumerable.Range(0, current.Sites).Where(j => after[j] != SiteState.Out).ToArray();
            if (left.Length > 0.9 * current.Sites)
            {
                var final = plans is WholePlans whole
                    ? new WholeProgram(current, course, whole).Run(best, multipliers, after, names)
                    : tree.Search(bound, multipliers, after);
                return (plans.Plan, Math.Min(Math.Max(best, Rounded(final)), plans.Best));
            }

            // Fewer sites make every later step cheaper; the multipliers carry over.
            (current, names, state, start) = (current.On(left), [.. left.Select(j => names[j])], [.. left.Select(j => after[j])], multipliers);
            plans.Narrow(names);
        }
    }

    /// <summary>First multipliers: between the cheapest and the second cheapest site of the plan in hand, or of all sites without one.</summary>
    private double[] Prices(int[] plan)
    {
        var u = new double[problem.Points];
        IReadOnlyList<int> sites = plan.Length > 1 ? plan : [.. Enumerable.Range(0, problem.Sites)];
        for (var i = 0; i < u.Length; i++)
        {
            var (near, next) = (double.PositiveInfinity, double.PositiveInfinity);
            foreach (var j in sites)
            {
                var c = problem.Cost[(i * problem.Sites) + j];
                (near, next) = c < near ? (c, near) : (near, Math.Min(next, c));
            }

            u[i] = double.IsFinite(next) ? 0.5 * (near + next) : near;
        }

        return u;
    }

    private double Rounded(double bound) => problem.Whole && double.IsFinite(bound) ? Math.Ceiling(bound - 1e-6) : bound;
}
