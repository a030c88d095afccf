namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>The best load of one limited site at multipliers u: a knapsack, fractional when points may be split or numbers are too large, else exact.</summary>
internal sealed class SiteLoad
{
    private const int LargestTable = 20_000;

    private readonly AllocationProblem _problem;
    private readonly bool _exact;
    private readonly int[] _item;
    private readonly double[] _key;
    private readonly double[] _best;
    private readonly bool[] _taken;

    public SiteLoad(AllocationProblem problem)
    {
        _problem = problem;
        _exact = problem.Rules.SingleSource
            && Array.TrueForAll(problem.Demand, d => d == Math.Floor(d) && d <= LargestTable)
            && Array.TrueForAll(problem.Capacity, s => s <= LargestTable || s >= problem.TotalDemand);
        (_item, _key) = (new int[problem.Points], new double[problem.Points]);
        var widest = _exact ? (int)problem.Capacity.Where(s => s <= LargestTable).DefaultIfEmpty().Max() + 1 : 1;
        _best = new double[widest];
        _taken = new bool[_exact ? (long)widest * problem.Points : 0];
    }

    /// <summary>Value (≤ 0) of the best load; with a slope, takes what is served off it.</summary>
    public double Fill(ReadOnlySpan<double> cost, double[] u, int site, double[]? slope)
    {
        var (count, need, sum) = (0, 0.0, 0.0);
        var capacity = _problem.Capacity[site];
        for (var i = 0; i < cost.Length; i++)
        {
            var gain = cost[i] - u[i];
            if (gain < 0)
            {
                _item[count++] = i;
                need += _problem.Demand[i];
                sum += gain;
            }
        }

        if (need <= capacity)
        {
            for (var k = 0; k < count && slope is not null; k++)
            {
                slope[_item[k]]--;
            }

            return sum;
        }

        return _exact ? Whole(cost, u, (int)capacity, count, slope) : Split(cost, u, capacity, count, slope);
    }

    private double Split(ReadOnlySpan<double> cost, double[] u, double capacity, int count, double[]? slope)
    {
        for (var k = 0; k < count; k++)
        {
            var i = _item[k];
            _key[k] = (cost[i] - u[i]) / Math.Max(1e-12, _problem.Demand[i]);
        }

        Array.Sort(_key, _item, 0, count);
        var (value, left) = (0.0, capacity);
        // Points without demand come first and need no room.
        for (var k = 0; k < count && (left > 0 || _problem.Demand[_item[k]] == 0); k++)
        {
            var i = _item[k];
            var part = _problem.Demand[i] == 0 ? 1 : Math.Min(1, left / Math.Max(1e-12, _problem.Demand[i]));
            value += part * (cost[i] - u[i]);
            left -= _problem.Demand[i];
            if (slope is not null)
            {
                slope[i] -= part;
            }
        }

        return value;
    }

    private double Whole(ReadOnlySpan<double> cost, double[] u, int capacity, int count, double[]? slope)
    {
        var width = capacity + 1;
        Array.Clear(_best, 0, width);
        for (var k = 0; k < count; k++)
        {
            var i = _item[k];
            var (size, gain) = ((int)_problem.Demand[i], cost[i] - u[i]);
            if (slope is not null)
            {
                Array.Clear(_taken, k * width, width);
            }

            for (var w = capacity; w >= size; w--)
            {
                var with = _best[w - size] + gain;
                if (with < _best[w])
                {
                    _best[w] = with;
                    if (slope is not null)
                    {
                        _taken[(k * width) + w] = true;
                    }
                }
            }
        }

        var value = _best[capacity];
        if (slope is not null)
        {
            for (var (k, w) = (count - 1, capacity); k >= 0; k--)
            {
                if (_taken[(k * width) + w])
                {
                    slope[_item[k]]--;
                    w -= (int)_problem.Demand[_item[k]];
                }
            }
        }

        return value;
    }
}
