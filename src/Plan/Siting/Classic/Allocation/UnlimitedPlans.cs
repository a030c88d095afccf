namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>Plans for unlimited sites: nearest service, fast interchange.</summary>
internal sealed class UnlimitedPlans(AllocationProblem problem, SearchCourse course) : PlanKeeper(problem, course)
{
    private readonly NearestServing _serving = new(problem, course);

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

        if (cost < Best * 1.01 || !double.IsFinite(Best))
        {
            var better = _serving.Improve(open);
            if (_serving.Cost(better) < Best)
            {
                Keep(_serving.Serve(better));
            }
        }
    }

    /// <summary>Starts from sites that each take away the most cost, then exchanges; a few random starts beside it.</summary>
    public void Begin(int starts)
    {
        var chance = new Random(Course.Seed);
        var count = Problem.Count ?? Math.Max(1, Problem.Sites / 10);
        for (var s = 0; s < starts && !Course.Stopped; s++)
        {
            var open = new HashSet<int>();
            while (open.Count < Math.Min(count, Problem.Sites))
            {
                open.Add(chance.Next(Problem.Sites));
            }

            var better = _serving.Improve(open.Order());
            if (_serving.Cost(better) < Best)
            {
                Keep(_serving.Serve(better));
            }
        }
    }
}
