namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>Plans for limited sites with split points: the exact service of a choice, and opening, closing and exchanging sites around it.</summary>
internal sealed class SplitPlans(AllocationProblem problem, SearchCourse course) : PlanKeeper(problem, course)
{
    private readonly NearestServing _nearest = new(problem, course);
    private readonly SplitServing _split = new(problem, course);

    public override void Try(List<int> open)
    {
        var plan = Serve(Roomy(open));
        if (plan.Cost < Best * 1.002)
        {
            Improve(plan);
        }
    }

    private Serving Serve(List<int> open)
    {
        // Nearest service without limits costs no more than any service of these sites.
        if (open.Count == 0 || _nearest.Cost(open) >= Best)
        {
            return Serving.None;
        }

        var plan = _split.Serve(open);
        Keep(plan);
        return plan;
    }

    private void Improve(Serving start)
    {
        for (var current = start; !Course.Stopped;)
        {
            var before = Best;
            foreach (var open in Around(current.Sites))
            {
                if (IsNew(open))
                {
                    Serve(open);
                }

                if (Best < before || Course.Stopped)
                {
                    break;
                }
            }

            if (Best >= before)
            {
                return;
            }

            current = Plan;
        }
    }

    private IEnumerable<List<int>> Around(int[] sites)
    {
        var tied = Problem.Count is not null;
        var closed = Worthwhile.Where(j => !sites.Contains(j)).ToList();
        if (!tied)
        {
            foreach (var r in sites)
            {
                yield return [.. sites.Where(j => j != r)];
            }

            foreach (var j in closed)
            {
                yield return [.. sites, j];
            }
        }

        foreach (var r in sites)
        {
            foreach (var j in closed)
            {
                yield return [.. sites.Where(k => k != r), j];
            }
        }
    }

    /// <summary>Adds the cheapest room until everybody fits.</summary>
    private List<int> Roomy(List<int> open)
    {
        var room = open.Sum(j => Problem.Capacity[j]);
        if (Problem.Count is not null || room >= Problem.TotalDemand)
        {
            return open;
        }

        var more = new List<int>(open);
        foreach (var j in Worthwhile.Where(j => !open.Contains(j) && Problem.Capacity[j] > 0).OrderBy(j => Problem.Opening[j] / Problem.Capacity[j]).ThenBy(j => j))
        {
            if (room >= Problem.TotalDemand)
            {
                break;
            }

            more.Add(j);
            room += Problem.Capacity[j];
        }

        return more;
    }
}
