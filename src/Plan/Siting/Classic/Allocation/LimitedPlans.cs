namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>Plans for limited sites: the exact split service of a choice, rounded where points must stay whole, and opening, closing and exchanging sites around it.</summary>
internal sealed class LimitedPlans(AllocationProblem problem, SearchCourse course) : PlanKeeper(problem, course)
{
    private readonly NearestServing _nearest = new(problem, course);
    private readonly SplitServing _split = new(problem, course);
    private readonly WholeServing? _whole = problem.Rules.SingleSource ? new WholeServing(problem, course) : null;

    public override void Try(List<int> open)
    {
        var plan = Serve(Roomy(open));
        if (plan.Cost < Best * 1.002 && double.IsFinite(plan.Cost))
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
        if (_whole is not null)
        {
            // Split service is the cheaper one: what it cannot better, whole service cannot either.
            plan = plan.Cost < Best ? _whole.Round(plan) : Serving.None;
        }

        Keep(plan);
        return plan;
    }

    /// <summary>Takes a choice of site for every point as a plan, if it keeps the limits.</summary>
    public void Take(int[] siteOf, IReadOnlyList<int> open) => Keep(_whole!.Priced(siteOf, open));

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
        var closed = Names.Where(j => !sites.Contains(j)).ToList();
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
        foreach (var j in Names.Where(j => !open.Contains(j) && Problem.Capacity[j] > 0).OrderBy(j => Problem.Opening[j] / Problem.Capacity[j]).ThenBy(j => j))
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
