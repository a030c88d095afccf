namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>Limited sites, points may be split: the cheapest service of a given choice of sites, exactly.
/// Everyone starts at the cheapest site; overloads then move along shortest chains of sites, as in successive shortest paths on the sites alone.</summary>
internal sealed class SplitServing(AllocationProblem problem, SearchCourse course)
{
    private const double Tiny = 1e-9;

    public Serving Serve(IReadOnlyList<int> choice)
    {
        var open = choice.Order().ToArray();
        var (n, k, m) = (problem.Points, open.Length, problem.Sites);
        if (k == 0 || open.Sum(j => problem.Capacity[j]) < problem.TotalDemand - Tiny)
        {
            return Serving.None;
        }

        var flow = new double[n * k];
        var spare = open.Select(j => problem.Capacity[j]).ToArray();
        var moves = new PriorityQueue<int, double>[k * k];
        for (var a = 0; a < moves.Length; a++)
        {
            moves[a] = new PriorityQueue<int, double>();
        }

        double Cost(int i, int a) => problem.Cost[(i * m) + open[a]];
        void Arrive(int i, int a)
        {
            for (var b = 0; b < k; b++)
            {
                if (b != a && double.IsFinite(Cost(i, b)))
                {
                    moves[(a * k) + b].Enqueue(i, (Cost(i, b) - Cost(i, a)) / problem.Demand[i]);
                }
            }
        }

        for (var i = 0; i < n; i++)
        {
            var best = 0;
            for (var a = 1; a < k; a++)
            {
                best = Cost(i, a) < Cost(i, best) ? a : best;
            }

            if (double.IsPositiveInfinity(Cost(i, best)))
            {
                return Serving.None;
            }

            // A point without demand still costs its cheapest entry and takes no room.
            flow[(i * k) + best] = problem.Demand[i] > 0 ? problem.Demand[i] : 1;
            if (problem.Demand[i] > 0)
            {
                spare[best] -= problem.Demand[i];
                Arrive(i, best);
            }
        }

        course.Spend((long)n * k * 4);
        var (distance, via) = (new double[k], new int[k]);
        while (true)
        {
            // One step on every pair of sites: the cheapest point to hand over.
            var step = new double[k * k];
            for (var a = 0; a < k * k; a++)
            {
                var from = a / k;
                while (moves[a].TryPeek(out var i, out var price))
                {
                    if (flow[(i * k) + from] > Tiny)
                    {
                        step[a] = price;
                        break;
                    }

                    moves[a].Dequeue();
                }

                if (moves[a].Count == 0)
                {
                    step[a] = double.PositiveInfinity;
                }
            }

            var overloaded = false;
            for (var a = 0; a < k; a++)
            {
                (distance[a], via[a]) = (spare[a] < -Tiny ? 0 : double.PositiveInfinity, -1);
                overloaded |= spare[a] < -Tiny;
            }

            if (!overloaded)
            {
                break;
            }

            Relax(step, distance, via, k);
            course.Spend(2L * k * k);
            var target = -1;
            for (var b = 0; b < k; b++)
            {
                if (spare[b] > Tiny && double.IsFinite(distance[b]) && (target < 0 || distance[b] < distance[target]))
                {
                    target = b;
                }
            }

            if (target < 0)
            {
                return Serving.None;
            }

            Push(target);
        }

        var shares = new List<Share>(n + k);
        var total = open.Sum(j => problem.Opening[j]);
        for (var i = 0; i < n; i++)
        {
            var whole = problem.Demand[i] > 0 ? problem.Demand[i] : 1;
            for (var a = 0; a < k; a++)
            {
                if (flow[(i * k) + a] > Tiny)
                {
                    var part = Math.Min(1, flow[(i * k) + a] / whole);
                    shares.Add(new Share(i, open[a], part));
                    total += part * Cost(i, a);
                }
            }
        }

        return new Serving(open, total, shares);

        void Push(int target)
        {
            var amount = spare[target];
            var at = target;
            while (via[at] >= 0)
            {
                moves[(via[at] * k) + at].TryPeek(out var i, out _);
                amount = Math.Min(amount, flow[(i * k) + via[at]]);
                at = via[at];
            }

            amount = Math.Min(amount, -spare[at]);
            spare[at] += amount;
            spare[target] -= amount;

            // Take all peeks before any arrival changes a queue.
            var chain = new List<(int Point, int From, int To)>();
            for (at = target; via[at] >= 0; at = via[at])
            {
                moves[(via[at] * k) + at].TryPeek(out var i, out _);
                chain.Add((i, via[at], at));
            }

            foreach (var (i, from, to) in chain)
            {
                flow[(i * k) + from] -= amount;
                var fresh = flow[(i * k) + to] <= Tiny;
                flow[(i * k) + to] += amount;
                if (fresh)
                {
                    Arrive(i, to);
                }
            }
        }
    }

    /// <summary>Shortest distances from the overloaded sites; steps may be negative, circles are not.</summary>
    private static void Relax(double[] step, double[] distance, int[] via, int k)
    {
        // The margin keeps rounding from building a circle of zero length.
        var margin = 1e-11 * (1 + step.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max());
        for (var (round, changed) = (0, true); changed && round <= k; round++)
        {
            changed = false;
            for (var a = 0; a < k; a++)
            {
                if (double.IsPositiveInfinity(distance[a]))
                {
                    continue;
                }

                for (var b = 0; b < k; b++)
                {
                    if (distance[a] + step[(a * k) + b] < distance[b] - margin)
                    {
                        (distance[b], via[b]) = (distance[a] + step[(a * k) + b], a);
                        changed = true;
                    }
                }
            }
        }
    }
}
