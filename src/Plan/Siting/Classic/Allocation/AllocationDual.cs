namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>What a tree node says about a site.</summary>
internal enum SiteState : byte
{
    Free,
    In,
    Out,
}

/// <summary>The Lagrangian of an allocation with the serving rows relaxed. For any multipliers u its value is a bound:
/// Σu + the cheapest admissible choice of sites, each priced at opening + its best load at costs c − u.</summary>
internal sealed class AllocationDual
{
    private readonly AllocationProblem _problem;
    private readonly SearchCourse _course;
    private readonly int _n, _m;
    private readonly double[] _bySite;
    private readonly int[] _order;
    private readonly int[] _near;
    private readonly double[] _nearCost;
    private readonly SiteLoad? _load;
    private readonly int _fewest;
    private readonly int[] _ranked;
    private int _width;

    public AllocationDual(AllocationProblem problem, SearchCourse course)
    {
        (_problem, _course, _n, _m) = (problem, course, problem.Points, problem.Sites);
        _bySite = new double[problem.Cost.Length];
        for (var i = 0; i < _n; i++)
        {
            for (var j = 0; j < _m; j++)
            {
                _bySite[(j * _n) + i] = problem.Cost[(i * _m) + j];
            }
        }

        (_order, _near, _nearCost) = ([], [], []);
        if (problem.Limited)
        {
            _load = new SiteLoad(problem);
        }
        else
        {
            (_order, _near, _nearCost) = (new int[problem.Cost.Length], new int[problem.Cost.Length], new double[problem.Cost.Length]);
            for (var i = 0; i < _n; i++)
            {
                var row = _order.AsSpan(i * _m, _m);
                for (var j = 0; j < _m; j++)
                {
                    row[j] = j;
                }

                problem.Cost.AsSpan(i * _m, _m).ToArray().AsSpan().Sort(row);
            }
        }

        Array.Sort(_ranked = [.. Enumerable.Range(0, _m)], (a, b) => problem.Capacity[b] != problem.Capacity[a] ? problem.Capacity[b].CompareTo(problem.Capacity[a]) : a.CompareTo(b));
        _fewest = Fewest();
        (Price, Picked, Flip, Slope) = (new double[_m], new bool[_m], new double[_m], new double[_n]);
    }

    /// <summary>Price of every site at the last multipliers.</summary>
    public double[] Price { get; }

    /// <summary>The sites the last value picked.</summary>
    public bool[] Picked { get; }

    /// <summary>By how much the bound rises when a free site has to be what it is not in the pick.</summary>
    public double[] Flip { get; }

    /// <summary>1 − times served, per point, at the last multipliers.</summary>
    public double[] Slope { get; }

    /// <summary>Sites no plan can do without in number.</summary>
    private int Fewest()
    {
        var (sum, k) = (0.0, 0);
        while (k < _m && sum < _problem.TotalDemand - 1e-9)
        {
            sum += _problem.Capacity[_ranked[k++]];
        }

        return Math.Max(1, k);
    }

    /// <summary>Prepares for many values at one state: closed sites leave the lists of near sites.</summary>
    public void Focus(SiteState[] state)
    {
        if (_load is not null)
        {
            return;
        }

        _width = state.Count(s => s != SiteState.Out);
        for (var i = 0; i < _n; i++)
        {
            var to = i * _width;
            foreach (var j in _order.AsSpan(i * _m, _m))
            {
                if (state[j] != SiteState.Out)
                {
                    (_near[to], _nearCost[to]) = (j, _problem.Cost[(i * _m) + j]);
                    to++;
                }
            }
        }

        _course.Spend(_problem.Cost.Length);
    }

    /// <summary>The bound at multipliers u; `Focus` has seen a state that closed no site this one leaves open.</summary>
    public double Value(double[] u, SiteState[] state)
    {
        Reprice(u, state);
        var value = Pick(state);
        for (var i = 0; i < _n; i++)
        {
            value += u[i];
            Slope[i] = 1;
        }

        if (_load is null)
        {
            for (var i = 0; i < _n; i++)
            {
                var (row, limit) = (i * _width, u[i]);
                for (var r = row; r < row + _width && _nearCost[r] < limit; r++)
                {
                    if (Picked[_near[r]])
                    {
                        Slope[i]--;
                    }
                }
            }
        }
        else
        {
            for (var j = 0; j < _m; j++)
            {
                if (Picked[j])
                {
                    _load.Fill(_bySite.AsSpan(j * _n, _n), u, j, Slope);
                }
            }
        }

        return value;
    }

    private void Reprice(double[] u, SiteState[] state)
    {
        _problem.Opening.CopyTo(Price, 0);
        long steps = 0;
        if (_load is null)
        {
            for (var i = 0; i < _n; i++)
            {
                var (row, limit) = (i * _width, u[i]);
                var r = row;
                for (; r < row + _width && _nearCost[r] < limit; r++)
                {
                    Price[_near[r]] += _nearCost[r] - limit;
                }

                steps += 2 * (r - row);
            }
        }
        else
        {
            for (var j = 0; j < _m; j++)
            {
                if (state[j] != SiteState.Out)
                {
                    Price[j] += _load.Fill(_bySite.AsSpan(j * _n, _n), u, j, null);
                    steps += 2L * _n;
                }
            }
        }

        _course.Spend(steps + _m);
    }

    /// <summary>The cheapest admissible choice at the current prices, or a bound on it; sets what it would cost to decide otherwise about each free site.</summary>
    private double Pick(SiteState[] state)
    {
        Array.Clear(Picked);
        Array.Clear(Flip);
        var (value, room, taken) = (0.0, 0.0, 0);
        var free = new List<int>();
        for (var j = 0; j < _m; j++)
        {
            if (state[j] == SiteState.In)
            {
                Picked[j] = true;
                value += Price[j];
                room += _problem.Capacity[j];
                taken++;
            }
            else if (state[j] == SiteState.Free)
            {
                free.Add(j);
            }
        }

        free.Sort((a, b) => Price[a] != Price[b] ? Price[a].CompareTo(Price[b]) : a.CompareTo(b));
        var tied = _problem.Count is not null;
        var floor = _problem.Count ?? _fewest;
        var at = 0;
        for (; at < free.Count && (taken < floor || (!tied && Price[free[at]] < 0)); at++, taken++)
        {
            Picked[free[at]] = true;
            value += Price[free[at]];
            room += _problem.Capacity[free[at]];
        }

        if (taken < floor)
        {
            return double.PositiveInfinity;
        }

        var (last, next) = (at > 0 ? Price[free[at - 1]] : double.PositiveInfinity, at < free.Count ? Price[free[at]] : double.PositiveInfinity);
        for (var k = 0; k < free.Count; k++)
        {
            var price = Price[free[k]];
            Flip[free[k]] = k < at
                ? (taken == floor ? next : 0) - price
                : price - (tied ? last : taken == floor && at > 0 ? Math.Max(0, last) : 0);
        }

        return !tied && _problem.Limited && room < _problem.TotalDemand - 1e-9 ? WithRoom(state, free, value) : value;
    }

    /// <summary>Room for everybody must be bought: a fractional covering knapsack over the sites, if that says more than `known`.</summary>
    private double WithRoom(SiteState[] state, List<int> free, double known)
    {
        var (value, need) = (0.0, _problem.TotalDemand);
        var picked = new bool[_m];
        for (var j = 0; j < _m; j++)
        {
            if (state[j] == SiteState.In || (state[j] == SiteState.Free && Price[j] < 0))
            {
                value += Price[j];
                need -= _problem.Capacity[j];
                picked[j] = true;
            }
        }

        var rent = 0.0;
        foreach (var j in free.Where(j => Price[j] >= 0 && _problem.Capacity[j] > 0).OrderBy(j => Price[j] / _problem.Capacity[j]).ThenBy(j => j))
        {
            if (need <= 1e-9)
            {
                break;
            }

            // The last site counts in part for the bound, and whole for the slope.
            rent = Price[j] / _problem.Capacity[j];
            value += Price[j] * Math.Min(1, need / _problem.Capacity[j]);
            need -= _problem.Capacity[j];
            picked[j] = true;
        }

        if (need > 1e-9)
        {
            return double.PositiveInfinity;
        }

        if (value <= known)
        {
            return known;
        }

        picked.CopyTo(Picked, 0);
        foreach (var j in free)
        {
            // Without rent an unlimited site must not turn zero times infinity into nonsense.
            Flip[j] = rent == 0 ? Math.Abs(Price[j]) : Math.Abs(Price[j] - (rent * _problem.Capacity[j]));
        }

        return value;
    }
}
