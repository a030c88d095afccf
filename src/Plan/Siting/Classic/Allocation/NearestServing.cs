namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>Unlimited sites: every point goes to its cheapest open site; exchange, opening and closing improve the choice (Whitaker's fast interchange).</summary>
internal sealed class NearestServing(AllocationProblem problem, SearchCourse course)
{
    private readonly int _m = problem.Sites;
    private readonly int[] _first = new int[problem.Points];
    private readonly double[] _near = new double[problem.Points], _next = new double[problem.Points];
    private readonly double[] _dropLoss = new double[problem.Sites];

    public double Cost(IReadOnlyList<int> open)
    {
        var total = 0.0;
        foreach (var j in open)
        {
            total += problem.Opening[j];
        }

        for (var i = 0; i < problem.Points; i++)
        {
            var best = double.PositiveInfinity;
            foreach (var j in open)
            {
                best = Math.Min(best, problem.Cost[(i * _m) + j]);
            }

            total += best;
        }

        course.Spend((long)problem.Points * open.Count);
        return total;
    }

    public Serving Serve(IReadOnlyList<int> open)
    {
        var shares = new List<Share>(problem.Points);
        for (var i = 0; i < problem.Points; i++)
        {
            var best = open[0];
            foreach (var j in open)
            {
                if (problem.Cost[(i * _m) + j] < problem.Cost[(i * _m) + best])
                {
                    best = j;
                }
            }

            shares.Add(new Share(i, best, 1));
        }

        var cost = Cost(open);
        return double.IsFinite(cost) ? new Serving([.. open.Order()], cost, shares) : Serving.None;
    }

    /// <summary>Best moves towards the candidates until none helps; null count allows opening and closing too.</summary>
    public List<int> Improve(IEnumerable<int> start, IReadOnlyList<int> candidates)
    {
        var open = start.Distinct().ToList();
        var inside = new bool[_m];
        open.ForEach(j => inside[j] = true);
        for (var before = double.PositiveInfinity; !course.Stopped;)
        {
            // A move that rounding alone made look good ends the climb instead of going round in circles.
            var now = Measure(open);
            if (now >= before)
            {
                break;
            }

            before = now;
            var (best, enter, leave) = (-1e-9, -1, -1);
            if (problem.Count is null && open.Count > 1)
            {
                foreach (var r in open)
                {
                    if (_dropLoss[r] - problem.Opening[r] < best)
                    {
                        (best, enter, leave) = (_dropLoss[r] - problem.Opening[r], -1, r);
                    }
                }
            }

            var more = new double[_m];
            foreach (var j in candidates)
            {
                if (inside[j])
                {
                    continue;
                }

                // Gain of opening j, and what closing each open site would cost less because j is there.
                var gain = -problem.Opening[j];
                foreach (var r in open)
                {
                    more[r] = _dropLoss[r];
                }

                for (var i = 0; i < problem.Points; i++)
                {
                    var c = problem.Cost[(i * _m) + j];
                    if (c < _near[i])
                    {
                        gain += Saved(_near[i], c);
                        more[_first[i]] -= Saved(_next[i], _near[i]);
                    }
                    else if (c < _next[i])
                    {
                        more[_first[i]] -= Saved(_next[i], c);
                    }
                }

                if (problem.Count is null && -gain < best)
                {
                    (best, enter, leave) = (-gain, j, -1);
                }

                foreach (var r in open)
                {
                    var delta = more[r] - problem.Opening[r] - gain;
                    if (delta < best)
                    {
                        (best, enter, leave) = (delta, j, r);
                    }
                }
            }

            course.Spend((long)problem.Points * candidates.Count);
            if (enter < 0 && leave < 0)
            {
                break;
            }

            if (leave >= 0)
            {
                open.Remove(leave);
                inside[leave] = false;
            }

            if (enter >= 0)
            {
                open.Add(enter);
                inside[enter] = true;
            }
        }

        return open;
    }

    // A point no open site reaches counts as very far, so that exchanges that reach it look good and differences stay finite.
    private const double VeryFar = 1e13;

    private static double Saved(double from, double to) => Math.Min(from, VeryFar) - Math.Min(to, VeryFar);

    /// <summary>Nearest and next site of every point; the answer is the choice's cost, unreached points at the far price.</summary>
    private double Measure(List<int> open)
    {
        var total = open.Sum(j => problem.Opening[j]);
        Array.Clear(_dropLoss);
        for (var i = 0; i < problem.Points; i++)
        {
            var (first, near, next) = (open[0], double.PositiveInfinity, double.PositiveInfinity);
            foreach (var j in open)
            {
                var c = problem.Cost[(i * _m) + j];
                if (c < near)
                {
                    (first, next, near) = (j, near, c);
                }
                else if (c < next)
                {
                    next = c;
                }
            }

            (_first[i], _near[i], _next[i]) = (first, near, next);
            _dropLoss[first] += Saved(next, near);
            total += Math.Min(near, VeryFar);
        }

        return total;
    }
}
