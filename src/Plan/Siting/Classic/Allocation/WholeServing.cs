namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>Every point served whole: the split service rounded, repaired, then shifts and swaps of points.</summary>
internal sealed class WholeServing(AllocationProblem problem, SearchCourse course)
{
    /// <summary>The plan of a site for every point; `None` when it breaks a limit.</summary>
    public Serving Priced(int[] siteOf, IReadOnlyList<int> open)
    {
        var (load, cost) = (new double[problem.Sites], open.Sum(j => problem.Opening[j]));
        for (var i = 0; i < siteOf.Length; i++)
        {
            load[siteOf[i]] += problem.Demand[i];
            cost += problem.Cost[(i * problem.Sites) + siteOf[i]];
        }

        return double.IsFinite(cost) && open.All(j => load[j] <= problem.Capacity[j] + 1e-6)
            ? new Serving([.. open.Order()], cost, [.. siteOf.Select((j, i) => new Share(i, j, 1))])
            : Serving.None;
    }

    /// <summary>A whole service near a split one; `None` when none is found.</summary>
    public Serving Round(Serving split)
    {
        var siteOf = new int[problem.Points];
        Array.Fill(siteOf, -1);
        if (split.Shares.Count == 0)
        {
            return Serving.None;
        }

        foreach (var share in split.Shares.Where(s => s.Part > 1 - 1e-9))
        {
            siteOf[share.Point] = share.Site;
        }

        var spare = (double[])problem.Capacity.Clone();
        for (var i = 0; i < siteOf.Length; i++)
        {
            if (siteOf[i] >= 0)
            {
                spare[siteOf[i]] -= problem.Demand[i];
            }
        }

        var loose = Enumerable.Range(0, siteOf.Length).Where(i => siteOf[i] < 0).OrderByDescending(i => problem.Demand[i]).ThenBy(i => i);
        foreach (var i in loose)
        {
            if (!Place(i, split.Sites, siteOf, spare))
            {
                return Serving.None;
            }
        }

        Exchange(split.Sites, siteOf, spare);
        // A site that ended up serving nobody is not worth its opening cost, unless the count is tied.
        var used = problem.Count is null ? split.Sites.Where(j => siteOf.Contains(j)).ToArray() : split.Sites;
        return Priced(siteOf, used);
    }

    /// <summary>Puts a point where it fits, or where moving one other point makes it fit.</summary>
    private bool Place(int point, int[] open, int[] siteOf, double[] spare)
    {
        var (demand, best, at, other, to) = (problem.Demand[point], double.PositiveInfinity, -1, -1, -1);
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
                if (from < 0 || spare[from] + problem.Demand[i] < demand)
                {
                    continue;
                }

                foreach (var j in open)
                {
                    var delta = Cost(point, from) + Cost(i, j) - Cost(i, from);
                    if (j != from && problem.Demand[i] <= spare[j] && delta < best)
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
        for (var moved = true; moved && !course.Stopped;)
        {
            moved = false;
            for (var i = 0; i < siteOf.Length; i++)
            {
                foreach (var j in open)
                {
                    if (j != siteOf[i] && problem.Demand[i] <= spare[j] && Cost(i, j) < Cost(i, siteOf[i]) - 1e-9)
                    {
                        Move(i, j, siteOf, spare);
                        moved = true;
                    }
                }

                for (var k = i + 1; k < siteOf.Length; k++)
                {
                    var (a, b) = (siteOf[i], siteOf[k]);
                    var more = problem.Demand[i] - problem.Demand[k];
                    if (a != b && more <= spare[b] && -more <= spare[a] && Cost(i, b) + Cost(k, a) < Cost(i, a) + Cost(k, b) - 1e-9)
                    {
                        (siteOf[i], siteOf[k]) = (b, a);
                        spare[b] -= more;
                        spare[a] += more;
                        moved = true;
                    }
                }
            }

            course.Spend((long)siteOf.Length * siteOf.Length);
        }
    }

    private void Move(int point, int to, int[] siteOf, double[] spare)
    {
        spare[siteOf[point]] += problem.Demand[point];
        spare[to] -= problem.Demand[point];
        siteOf[point] = to;
    }

    private double Cost(int i, int j) => problem.Cost[(i * problem.Sites) + j];
}
