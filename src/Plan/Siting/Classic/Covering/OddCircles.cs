namespace Doorstep.Plan.Siting.Classic.Covering;

/// <summary>A valid inequality: missed points plus weighted sites are at least `Least`.</summary>
internal sealed record CoverCut(int[] Points, (int Site, int Times)[] Sites, double Least);

/// <summary>Cuts from odd circles of half-open sites: three sites that pairwise share points cover all of them only when two are open, not one and a half.
/// An odd number of covering rows is added, halved and rounded up (Chvátal–Gomory); the circle is a shortest odd closed walk over the fractional sites.</summary>
internal static class OddCircles
{
    private const int Most = 400;

    public static List<CoverCut> Against(CoverProblem problem, double[] x)
    {
        var edges = new Dictionary<int, List<(int To, int Point, double Length)>>();
        for (var i = 0; i < problem.Points; i++)
        {
            AddEdges(problem, x, i, edges);
        }

        var (cuts, seen, used) = (new List<CoverCut>(), new HashSet<string>(), new Dictionary<int, int>());
        foreach (var start in edges.Keys.Order())
        {
            // A site in several cuts already gives little new.
            if (cuts.Count < Most && used.GetValueOrDefault(start) < 3 && Circle(edges, start) is { } points && seen.Add(string.Join(',', points)))
            {
                var cut = Rounded(problem, points);
                if (cut.Least - Value(problem, cut, x) > 0.02)
                {
                    cuts.Add(cut);
                    foreach (var (j, _) in cut.Sites.Where(s => s.Times > 0 && edges.ContainsKey(s.Site)))
                    {
                        used[j] = used.GetValueOrDefault(j) + 1;
                    }
                }
            }
        }

        return cuts;
    }

    /// <summary>A tight row joins any two of its fractional sites; what else it holds makes the edge longer.</summary>
    private static void AddEdges(CoverProblem problem, double[] x, int point, Dictionary<int, List<(int, int, double)>> edges)
    {
        var sum = 0.0;
        var some = new List<int>();
        foreach (var j in problem.ByPoint[point])
        {
            sum += x[j];
            if (x[j] is > 1e-4 and < 1 - 1e-4)
            {
                some.Add(j);
            }
        }

        if (some.Count is < 2 or > 8 || sum > 1.5)
        {
            return;
        }

        // Slack, missed part and bystanders of odd count all weaken the cut by as much.
        var missed = Math.Max(0, 1 - sum);
        var slack = Math.Max(0, sum - 1);
        for (var a = 0; a < some.Count; a++)
        {
            for (var b = a + 1; b < some.Count; b++)
            {
                var length = missed + slack + Math.Max(0, sum - x[some[a]] - x[some[b]]);
                if (length < 0.96)
                {
                    Join(edges, some[a], some[b], point, length);
                    Join(edges, some[b], some[a], point, length);
                }
            }
        }
    }

    private static void Join(Dictionary<int, List<(int, int, double)>> edges, int from, int to, int point, double length)
    {
        if (!edges.TryGetValue(from, out var list))
        {
            edges[from] = list = [];
        }

        list.Add((to, point, length));
    }

    /// <summary>Points of a shortest closed walk of odd length through `start`, if shorter than one.</summary>
    private static int[]? Circle(Dictionary<int, List<(int To, int Point, double Length)>> edges, int start)
    {
        var best = new Dictionary<(int Site, bool Odd), (double Length, int From, int Point)> { [(start, false)] = (0, -1, -1) };
        var queue = new PriorityQueue<(int Site, bool Odd), double>();
        queue.Enqueue((start, false), 0);
        while (queue.TryDequeue(out var at, out var length) && best.Count < 2000)
        {
            if (at == (start, true))
            {
                break;
            }

            if (length > best[at].Length)
            {
                continue;
            }

            foreach (var (to, point, more) in edges[at.Site])
            {
                var next = (to, !at.Odd);
                if (length + more < 0.96 && (!best.TryGetValue(next, out var known) || length + more < known.Length - 1e-12))
                {
                    best[next] = (length + more, at.Site, point);
                    queue.Enqueue(next, length + more);
                }
            }
        }

        if (!best.ContainsKey((start, true)))
        {
            return null;
        }

        // A row walked twice cancels out.
        var rows = new HashSet<int>();
        for (var (site, odd) = (start, true); best[(site, odd)].From >= 0; (site, odd) = (best[(site, odd)].From, !odd))
        {
            if (!rows.Remove(best[(site, odd)].Point))
            {
                rows.Add(best[(site, odd)].Point);
            }
        }

        return rows.Count % 2 == 1 ? [.. rows.Order()] : null;
    }

    private static CoverCut Rounded(CoverProblem problem, int[] points)
    {
        var times = new SortedDictionary<int, int>();
        foreach (var i in points)
        {
            foreach (var j in problem.ByPoint[i])
            {
                times[j] = times.GetValueOrDefault(j) + 1;
            }
        }

        return new CoverCut(points, [.. times.Select(t => (t.Key, (t.Value + 1) / 2))], (points.Length + 1) / 2);
    }

    /// <summary>Left side at x, every point missed as little as its row allows.</summary>
    private static double Value(CoverProblem problem, CoverCut cut, double[] x)
    {
        var value = cut.Sites.Sum(s => s.Times * x[s.Site]);
        foreach (var i in cut.Points)
        {
            var sum = 0.0;
            foreach (var j in problem.ByPoint[i])
            {
                sum += x[j];
            }

            value += Math.Max(0, 1 - sum);
        }

        return value;
    }
}
