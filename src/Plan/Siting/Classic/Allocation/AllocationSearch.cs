namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>Solves an allocation: first plans, Lagrangian root, sites settled by reduced costs, then a tree (or branch and cut for whole service) on what is left.</summary>
internal sealed class AllocationSearch(AllocationProblem problem, SearchCourse course)
{
    /// <summary>The best plan and a bound on every plan; a plan of infinite cost with an infinite bound is proven impossible.</summary>
    public (Serving Plan, double Bound) Run()
    {
        PlanKeeper plans = !problem.Limited ? new UnlimitedPlans(problem, course)
            : new LimitedPlans(problem, course);
        (plans as UnlimitedPlans)?.Begin(3);
        var (everything, free) = (new SiteTree(problem, course, plans), new SiteState[problem.Sites]);
        var (bound, multipliers) = everything.Root(Prices(plans.Plan.Sites), free);
        plans.Shake();
        var best = Rounded(bound);
        course.Proved(best);

        // A modest aim settles most sites: it either finds the best plan in a small tree, or raises the bound to the aim.
        foreach (var part in new[] { 0, 1.0 / 16, 1.0 / 4, 1.0 })
        {
            if (course.Stopped || Cutoff.Passed(problem, best, plans.Best))
            {
                break;
            }

            plans.Aim = part < 1 && double.IsFinite(plans.Best) ? best + Math.Max(problem.Whole ? 1 : 1e-5 * Math.Abs(best), part * (plans.Best - best)) : double.PositiveInfinity;
            var settled = everything.Settled(multipliers, free);
            best = Math.Max(best, Rounded(Below(plans, problem, [.. Enumerable.Range(0, problem.Sites)], multipliers, settled, best)));
            plans.Narrow([.. Enumerable.Range(0, problem.Sites)]);
            if (plans.Best < plans.Aim)
            {
                plans.Aim = double.PositiveInfinity;
            }

            course.Proved(Math.Min(best, plans.Best));
        }

        return (plans.Plan, Math.Min(best, plans.Best));
    }

    /// <summary>Leaves closed sites out, climbs again on what is left, and searches the tree once that closes no more.</summary>
    private double Below(PlanKeeper plans, AllocationProblem current, int[] names, double[] multipliers, SiteState[] state, double bound)
    {
        while (true)
        {
            var left = Enumerable.Range(0, current.Sites).Where(j => state[j] != SiteState.Out).ToArray();
            var shrunk = left.Length < 0.9 * current.Sites;
            (current, names, state) = (current.On(left), [.. left.Select(j => names[j])], [.. left.Select(j => state[j])]);
            plans.Narrow(names);
            var tree = new SiteTree(current, course, plans);
            var (value, better) = tree.Root(multipliers, state);
            (bound, multipliers) = (Math.Max(bound, value), better);
            if (Cutoff.Passed(problem, bound, plans.Goal))
            {
                return plans.Goal;
            }

            if (course.Stopped)
            {
                return bound;
            }

            if (!shrunk)
            {
                return tree.Search(bound, multipliers, state);
            }

            plans.Shake();
            state = tree.Settled(multipliers, state);
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
