namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>Branch and bound on open or closed sites with Lagrangian bounds: best bound first, reduced costs fixing sites in every node.</summary>
internal sealed class SiteTree
{
    private static readonly AscentLimits AtRoot = new(3000, 25, 1.2);
    private static readonly AscentLimits InTree = new(120, 8, 0.5);

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

    /// <summary>Multipliers at the root and the sites they leave open.</summary>
    public (double Bound, double[] Multipliers, SiteState[] State) Root(double[] start, SiteState[] state)
    {
        _ascent.Run(start, state, AtRoot, () => _plans.Best, _plans.Look);
        var bound = _ascent.Bound;
        var multipliers = (double[])_ascent.Best.Clone();
        if (double.IsFinite(bound))
        {
            Fix(state, multipliers, bound);
        }

        return (bound, multipliers, state);
    }

    /// <summary>Searches below the root; the answer is a proven bound on every plan.</summary>
    public double Search(double bound, double[] multipliers, SiteState[] state)
    {
        var queue = new PriorityQueue<Node, (double Bound, long Born)>();
        queue.Enqueue(new Node(bound, multipliers, state, (double[])_ascent.Habit.Clone()), (bound, _born++));
        while (queue.TryDequeue(out var node, out _))
        {
            _course.Proved(Math.Min(node.Bound, _plans.Best));
            if (Cutoff.Passed(_problem, node.Bound, _plans.Best))
            {
                return Math.Min(node.Bound, _plans.Best);
            }

            if (_course.Stopped)
            {
                return node.Bound;
            }

            var pick = Undecided(node);
            if (pick < 0)
            {
                // Nothing left to decide: the sites' own plan is the node's exact value.
                _plans.Settle(Chosen(node.State));
                continue;
            }

            foreach (var way in new[] { SiteState.In, SiteState.Out })
            {
                if (Child(node, pick, way) is { } child)
                {
                    queue.Enqueue(child, (child.Bound, _born++));
                }
            }
        }

        return _plans.Best;
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

        _ascent.Run(parent.Multipliers, state, InTree, () => _plans.Best, _plans.Look);
        var bound = Math.Max(_ascent.Bound, parent.Bound);
        if (Cutoff.Passed(_problem, bound, _plans.Best))
        {
            return null;
        }

        var multipliers = (double[])_ascent.Best.Clone();
        var habit = (double[])_ascent.Habit.Clone();
        Fix(state, multipliers, _ascent.Bound);
        return Complete(state) ? new Node(bound, multipliers, state, habit) : null;
    }

    /// <summary>Closes or opens every site whose other state would cost more than the best plan.</summary>
    private void Fix(SiteState[] state, double[] multipliers, double bound)
    {
        var value = _dual.Value(multipliers, state);
        if (!double.IsFinite(value))
        {
            return;
        }

        for (var j = 0; j < state.Length; j++)
        {
            if (state[j] == SiteState.Free && Cutoff.Passed(_problem, value + Math.Max(0, _dual.Flip[j]), _plans.Best))
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

    private static List<int> Chosen(SiteState[] state) => [.. Enumerable.Range(0, state.Length).Where(j => state[j] == SiteState.In)];

    private sealed record Node(double Bound, double[] Multipliers, SiteState[] State, double[] Habit);
}
