namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>Plans for unlimited sites: nearest service, fast interchange.</summary>
internal sealed class UnlimitedPlans(AllocationProblem problem, SearchCourse course) : PlanKeeper(problem, course)
{
    private readonly NearestServing _serving = new(problem, course);
    private readonly Random _chance = new(course.Seed);
    private int _deep;

    public override void Try(List<int> open)
    {
        if (open.Count == 0)
        {
            return;
        }

        var cost = _serving.Cost(open);
        if (cost < Best)
        {
            Keep(_serving.Serve(open));
        }

        // A pick that is not too bad deserves exchanges, the first ones more than later ones.
        if (cost < Best * (_deep < 40 ? 1.1 : 1.01) || !double.IsFinite(Best))
        {
            _deep++;
            Deepen(open);
        }
    }

    /// <summary>Exchanges from a few random choices.</summary>
    public void Begin(int starts)
    {
        var count = Problem.Count ?? Math.Max(1, Problem.Sites / 10);
        for (var s = 0; s < starts && !Course.Stopped; s++)
        {
            var open = new HashSet<int>();
            while (open.Count < Math.Min(count, Problem.Sites))
            {
                open.Add(_chance.Next(Problem.Sites));
            }

            Deepen(open.Order());
        }
    }

    /// <summary>Replaces some sites of the best plan by chance and exchanges again: a way out of a local best.</summary>
    public override void Shake()
    {
        var moves = Math.Min(Math.Max(2, Plan.Sites.Length / 12), Math.Min(Plan.Sites.Length, Names.Length - Plan.Sites.Length));
        for (var k = 0; k < 15 && moves > 0 && !Course.Stopped; k++)
        {
            var open = Plan.Sites.ToHashSet();
            for (var r = 0; r < moves; r++)
            {
                open.Remove(open.ElementAt(_chance.Next(open.Count)));
            }

            for (var r = 0; r < 10 * moves && open.Count < Plan.Sites.Length; r++)
            {
                open.Add(Names[_chance.Next(Names.Length)]);
            }

            if (open.Count == Plan.Sites.Length)
            {
                Deepen(open.Order());
            }
        }
    }

    private void Deepen(IEnumerable<int> open)
    {
        var better = _serving.Improve(open, Names);
        if (_serving.Cost(better) < Best)
        {
            Keep(_serving.Serve(better));
        }
    }
}
