namespace Doorstep.Plan.Siting.Classic.Covering;

/// <summary>Greedy choice and best exchange for maximal covering under a budget.</summary>
internal sealed class CoverSwap(CoverProblem problem, double budget, SearchCourse course)
{
    private readonly bool[] _in = new bool[problem.Sites];
    private readonly int[] _times = new int[problem.Points];

    // Sum of the chosen sites that cover a point: when there is one, it is that one.
    private readonly long[] _who = new long[problem.Points];
    private readonly double[] _gain = Enumerable.Range(0, problem.Sites).Select(j => Total(problem, j)).ToArray();
    private readonly double[] _loss = new double[problem.Sites];
    private readonly double[] _shared = new double[problem.Sites];
    private double _spent;

    public double Covered { get; private set; }

    public List<int> Chosen => [.. Enumerable.Range(0, problem.Sites).Where(j => _in[j])];

    public void Start(IEnumerable<int> sites)
    {
        foreach (var j in Chosen)
        {
            Drop(j);
        }

        foreach (var j in sites)
        {
            if (!_in[j] && _spent + problem.Cost[j] <= budget + 1e-9)
            {
                Take(j);
            }
        }

        Fill();
    }

    /// <summary>Adds the most coverage per money until nothing more fits.</summary>
    private void Fill()
    {
        var queue = new PriorityQueue<int, (double Worth, int Site)>();
        for (var j = 0; j < problem.Sites; j++)
        {
            if (!_in[j] && _gain[j] > 0)
            {
                queue.Enqueue(j, (-Worth(j), j));
            }
        }

        while (queue.TryDequeue(out var j, out var was))
        {
            if (_spent + problem.Cost[j] > budget + 1e-9 || _gain[j] <= 0)
            {
                continue;
            }

            if (-Worth(j) > was.Worth)
            {
                queue.Enqueue(j, (-Worth(j), j));
            }
            else
            {
                Take(j);
            }
        }
    }

    /// <summary>Exchanges one site for another as long as coverage rises.</summary>
    public void Improve()
    {
        for (var moved = true; moved && !course.Stopped;)
        {
            moved = false;
            var cheap = Cheapest();
            for (var j = 0; j < problem.Sites; j++)
            {
                if (!_in[j] && BestExchange(j, cheap) is { } k)
                {
                    Drop(k);
                    Take(j);
                    cheap = Cheapest();
                    moved = true;
                }
            }

            course.Spend(problem.ByPoint.Arcs * 2L);
            Fill();
        }
    }

    /// <summary>Chosen sites by what they alone cover, least first: enough to serve exchanges between strangers.</summary>
    private int[] Cheapest()
    {
        var chosen = Chosen;
        chosen.Sort((a, b) => _loss[a] != _loss[b] ? _loss[a].CompareTo(_loss[b]) : a.CompareTo(b));
        return [.. chosen.Take(30)];
    }

    private int? BestExchange(int j, int[] cheap)
    {
        var (best, worth) = (-1, 1e-9);
        foreach (var i in problem.BySite[j])
        {
            if (_times[i] == 1)
            {
                _shared[(int)_who[i]] += problem.Weight[i];
            }
        }

        void Try(int k)
        {
            var delta = _gain[j] - _loss[k] + _shared[k];
            if (delta > worth && _spent - problem.Cost[k] + problem.Cost[j] <= budget + 1e-9)
            {
                (best, worth) = (k, delta);
            }
        }

        foreach (var i in problem.BySite[j])
        {
            if (_times[i] == 1)
            {
                Try((int)_who[i]);
            }
        }

        foreach (var k in cheap)
        {
            if (_in[k])
            {
                Try(k);
            }
        }

        foreach (var i in problem.BySite[j])
        {
            if (_times[i] == 1)
            {
                _shared[(int)_who[i]] = 0;
            }
        }

        return best < 0 ? null : best;
    }

    private double Worth(int j) => _gain[j] / Math.Max(1e-9, problem.Cost[j]);

    private void Take(int j)
    {
        _in[j] = true;
        _spent += problem.Cost[j];
        Covered += _gain[j];
        foreach (var i in problem.BySite[j])
        {
            var w = problem.Weight[i];
            if (_times[i]++ == 0)
            {
                Each(i, _gain, -w);
                _loss[j] += w;
            }
            else if (_times[i] == 2)
            {
                _loss[(int)_who[i]] -= w;
            }

            _who[i] += j;
        }
    }

    private void Drop(int j)
    {
        _in[j] = false;
        _spent -= problem.Cost[j];
        Covered -= _loss[j];
        foreach (var i in problem.BySite[j])
        {
            var w = problem.Weight[i];
            _who[i] -= j;
            if (--_times[i] == 0)
            {
                Each(i, _gain, w);
                _loss[j] -= w;
            }
            else if (_times[i] == 1)
            {
                _loss[(int)_who[i]] += w;
            }
        }
    }

    private void Each(int point, double[] values, double add)
    {
        foreach (var j in problem.ByPoint[point])
        {
            values[j] += add;
        }
    }

    private static double Total(CoverProblem problem, int site)
    {
        var total = 0.0;
        foreach (var i in problem.BySite[site])
        {
            total += problem.Weight[i];
        }

        return total;
    }
}
