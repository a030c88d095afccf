namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>Branch and bound on open or closed sites with Lagrangian bounds: best bound first, reduced costs fixing sites in every node.</summary>
internal sealed class SiteTree
{
    private static readonly AscentLimits AtRoot = new(3000, 40, 1.2);
    private static readonly AscentLimits InTree = new(80, 8, 0.5);

    private readonly AllocationProblem _problem;
    private readonly SearchCourse _course;
    private readonly PlanKeeper _plans;
    private readonly AllocationDual _dual;
    private readonly Ascent _ascent;
    private long _born;

    public SiteTree(AllocationProblem problem, SearchCourse course, PlanKeeper plans)
    {
        (_problem, _course, _plans) = (problem, course, plans);
        _dual = new AllocationDual(problem, course);
        _ascent = new Ascent(problem, _dual, course);
    }

    /// <summary>Nodes looked at.</summary>
    public int Nodes { get; private set; }

    /// <summary>Best multipliers with all undecided sites free, and their bound.</summary>
    public (double Bound, double[] Multipliers) Root(double[] start, SiteState[] state)
    {
        _ascent.Run(start, state, AtRoot, () => _plans.Goal, _plans.Look);
        return (_ascent.Bound, (double[])_ascent.Best.Clone());
    }

    /// <summary>Decides what the multipliers decide, given what a plan may cost at most.</summary>
    public SiteState[] Settled(double[] multipliers, SiteState[] state)
    {
        var after = (SiteState[])state.Clone();
        _dual.Focus(after);
        Fix(after, multipliers);
        return after;
    }

    /// <summary>Searches below the root; the answer is a proven bound on every plan.</summary>
    public double Search(double bound, double[] multipliers, SiteState[] state)
    {
        var queue = new PriorityQueue<Node, (double Bound, long Born)>();
        queue.Enqueue(new Node(bound, multipliers, state, (double[])_ascent.Habit.Clone()), Rank(bound));
        while (queue.TryDequeue(out var node, out _))
        {
            _course.Proved(node.Bound);
            if (Cutoff.Passed(_problem, node.Bound, _plans.Goal))
            {
                // Not the bound itself: what is left may round where the whole problem does not, for instance when its sites need no limit any more.
                return _plans.Goal;
            }

            if (_course.Stopped)
            {
                return node.Bound;
            }

            var pick = Undecided(node);
            if (pick < 0)
            {
                if (!Leaf(node))
                {
                    return node.Bound;
                }

                continue;
            }

            foreach (var way in new[] { SiteState.In, SiteState.Out })
            {
                if (Child(node, pick, way) is { } child)
                {
                    queue.Enqueue(child, Rank(child.Bound));
                }
            }
        }

        return _plans.Goal;
    }

    /// <summary>Best bound first; among bounds that mean the same, the newest first, which dives to a plan.</summary>
    private (double Bound, long Born) Rank(double bound) => (_problem.Whole ? Math.Ceiling(bound - 1e-6) : bound, _born--);

    /// <summary>Nothing left to decide: the sites' own plan is the node's exact value. False when the limits came first.</summary>
    private bool Leaf(Node node)
    {
        var chosen = Enumerable.Range(0, node.State.Length).Where(j => node.State[j] == SiteState.In).ToList();
        _plans.Settle(chosen);
        if (!_problem.Rules.SingleSource || _plans is not LimitedPlans limited)
        {
            return true;
        }

        // Whole service of given sites is itself hard: branch and cut decides it.
        var open = new SiteState[chosen.Count];
        Array.Fill(open, SiteState.In);
        var bound = new WholeProgram(_problem.On(chosen), _course, limited).Run(node.Bound, node.Multipliers, open, [.. chosen.Select(j => _plans.Names[j])]);
        return Cutoff.Passed(_problem, bound, _plans.Goal) || bound >= _plans.Goal;
    }

    private Node? Child(Node parent, int site, SiteState way)
    {
        Nodes++;
        var state = (SiteState[])parent.State.Clone();
        state[site] = way;
        if (!Complete(state))
        {
            return null;
        }

        _ascent.Run(parent.Multipliers, state, InTree, () => _plans.Goal, _plans.Look);
        var bound = Math.Max(_ascent.Bound, parent.Bound);
        if (Cutoff.Passed(_problem, bound, _plans.Goal))
        {
            return null;
        }

        var multipliers = (double[])_ascent.Best.Clone();
        var habit = (double[])_ascent.Habit.Clone();
        Fix(state, multipliers);
        return Complete(state) ? new Node(bound, multipliers, state, habit) : null;
    }

    /// <summary>Closes or opens every site whose other state would cost more than the best plan.</summary>
    private void Fix(SiteState[] state, double[] multipliers)
    {
        var value = _dual.Value(multipliers, state);
        if (!double.IsFinite(value))
        {
            return;
        }

        for (var j = 0; j < state.Length; j++)
        {
            if (state[j] == SiteState.Free && Cutoff.Passed(_problem, value + Math.Max(0, _dual.Flip[j]), _plans.Goal))
            {
                state[j] = _dual.Picked[j] ? SiteState.In : SiteState.Out;
            }
        }
    }

    /// <summary>Follows the count rule to its end; false when it cannot be kept.</summary>
    private bool Complete(SiteState[] state)
    {
        if (_problem.Count is not { } count)
        {
            return state.Any(s => s != SiteState.Out);
        }

        var (inside, free) = (state.Count(s => s == SiteState.In), state.Count(s => s == SiteState.Free));
        if (inside > count || inside + free < count)
        {
            return false;
        }

        for (var j = 0; j < state.Length; j++)
        {
            if (state[j] == SiteState.Free && (inside == count || inside + free == count))
            {
                state[j] = inside == count ? SiteState.Out : SiteState.In;
            }
        }

        return true;
    }

    private static int Undecided(Node node)
    {
        var (pick, best) = (-1, double.PositiveInfinity);
        for (var j = 0; j < node.State.Length; j++)
        {
            if (node.State[j] == SiteState.Free && Math.Abs(node.Habit[j] - 0.5) < best)
            {
                (pick, best) = (j, Math.Abs(node.Habit[j] - 0.5));
            }
        }

        return pick;
    }

    private sealed record Node(double Bound, double[] Multipliers, SiteState[] State, double[] Habit);
}
