namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>Plans for limited sites where every point is served whole: the split service rounded, repaired, then shifts and swaps of points.</summary>
internal sealed class WholePlans(AllocationProblem problem, SearchCourse course) : PlanKeeper(problem, course)
{
    private readonly SplitServing _split = new(problem, course);

    public override void Try(List<int> open)
    {
        var split = _split.Serve(open);
        if (split.Cost < Best)
        {
            Keep(Round(split));
        }
    }

    /// <summary>Takes a choice of site for every point as a plan, if it keeps the limits.</summary>
    public void Take(int[] siteOf, IReadOnlyList<int> open) => Keep(Priced(siteOf, open));

    private Serving Priced(int[] siteOf, IReadOnlyList<int> open)
    {
        var (load, cost) = (new double[Problem.Sites], open.Sum(j => Problem.Opening[j]));
        for (var i = 0; i < siteOf.Length; i++)
        {
            load[siteOf[i]] += Problem.Demand[i];
            cost += Problem.Cost[(i * Problem.Sites) + siteOf[i]];
        }

        return double.IsFinite(cost) && open.All(j => load[j] <= Problem.Capacity[j] + 1e-6)
            ? new Serving([.. open.Order()], cost, [.. siteOf.Select((j, i) => new Share(i, j, 1))])
            : Serving.None;
    }

    private Serving Round(Serving split)
    {
        var siteOf = new int[Problem.Points];
        Array.Fill(siteOf, -1);
        foreach (var share in split.Shares.Where(s => s.Part > 1 - 1e-9))
        {
            siteOf[share.Point] = share.Site;
        }

        var spare = (double[])Problem.Capacity.Clone();
        for (var i = 0; i < siteOf.Length; i++)
        {
            if (siteOf[i] >= 0)
            {
                spare[siteOf[i]] -= Problem.Demand[i];
            }
        }

        var loose = Enumerable.Range(0, siteOf.Length).Where(i => siteOf[i] < 0).OrderByDescending(i => Problem.Demand[i]).ThenBy(i => i);
        foreach (var i in loose)
        {
            if (!Place(i, split.Sites, siteOf, spare))
            {
                return Serving.None;
            }
        }

        Exchange(split.Sites, siteOf, spare);
        // A site that ended up serving nobody is not worth its opening cost, unless the count is tied.
        var used = Problem.Count is null ? split.Sites.Where(j => siteOf.Contains(j)).ToArray() : split.Sites;
        return Priced(siteOf, used);
    }

    /// <summary>Puts a point where it fits, or where moving one other point makes it fit.</summary>
    private bool Place(int point, int[] open, int[] siteOf, double[] spare)
    {
        var (demand, best, at, other, to) = (Problem.Demand[point], double.PositiveInfinity, -1, -1, -1);
        foreach (var j in open)
        {
            if (demand <= spare[j] && Cost(point, j) < best)
            {
                (best, at) = (Cost(point, j), j);
            }
        }

        if (at < 0)
        {
            for (var i = 0; i < siteOf.Length; i++)
            {
                var from = siteOf[i];
                if (from < 0 || spare[from] + Problem.Demand[i] < demand)
                {
                    continue;
                }

                foreach (var j in open)
                {
                    var delta = Cost(point, from) + Cost(i, j) - Cost(i, from);
                    if (j != from && Problem.Demand[i] <= spare[j] && delta < best)
                    {
                        (best, at, other, to) = (delta, from, i, j);
                    }
                }
            }
        }

        if (at < 0)
        {
            return false;
        }

        if (other >= 0)
        {
            Move(other, to, siteOf, spare);
        }

        siteOf[point] = at;
        spare[at] -= demand;
        return true;
    }

    private void Exchange(int[] open, int[] siteOf, double[] spare)
    {
        for (var moved = true; moved && !Course.Stopped;)
        {
            moved = false;
            for (var i = 0; i < siteOf.Length; i++)
            {
                foreach (var j in open)
                {
                    if (j != siteOf[i] && Problem.Demand[i] <= spare[j] && Cost(i, j) < Cost(i, siteOf[i]) - 1e-9)
                    {
                        Move(i, j, siteOf, spare);
                        moved = true;
                    }
                }

                for (var k = i + 1; k < siteOf.Length; k++)
                {
                    var (a, b) = (siteOf[i], siteOf[k]);
                    var more = Problem.Demand[i] - Problem.Demand[k];
                    if (a != b && more <= spare[b] && -more <= spare[a] && Cost(i, b) + Cost(k, a) < Cost(i, a) + Cost(k, b) - 1e-9)
                    {
                        (siteOf[i], siteOf[k]) = (b, a);
                        spare[b] -= more;
                        spare[a] += more;
                        moved = true;
                    }
                }
            }

            Course.Spend((long)siteOf.Length * siteOf.Length);
        }
    }

    private void Move(int point, int to, int[] siteOf, double[] spare)
    {
        spare[siteOf[point]] += Problem.Demand[point];
        spare[to] -= Problem.Demand[point];
        siteOf[point] = to;
    }

    private double Cost(int i, int j) => Problem.Cost[(i * Problem.Sites) + j];
}
