namespace Doorstep.Plan.Siting.Classic.Covering;

/// <summary>The linear relaxation of maximal covering, tightened by odd-circle cuts and by sites already settled. Its duals become a bound that trusts no solver:
/// for every λ, ν, μ ≥ 0 the Lagrangian of covering rows, cuts and budget bounds the coverage of every plan the settled sites allow.</summary>
internal sealed class CoverRelaxation(CoverProblem problem, double budget)
{
    private readonly List<CoverCut> _cuts = [];
    private double _free;
    private double _left;
    private double[] _worth = [];
    private double _low, _high;

    /// <summary>Sites every plan worth looking for has, and sites none of them has.</summary>
    public bool[] Inside { get; } = new bool[problem.Sites];

    public bool[] Outside { get; } = new bool[problem.Sites];

    public IReadOnlyList<CoverCut> Cuts => _cuts;

    public double Bound { get; private set; } = double.PositiveInfinity;

    /// <summary>Sites still undecided.</summary>
    public int Undecided => Enumerable.Range(0, problem.Sites).Count(j => !Inside[j] && !Outside[j]);

    /// <summary>Solves the relaxation; the answer is its site values, or null when the limits came first.</summary>
    public double[]? Solve(SearchCourse course)
    {
        using var program = new MixedProgram(linear: true);
        var (site, missed) = Columns(program, whole: false);
        _left = budget - Enumerable.Range(0, problem.Sites).Where(j => Inside[j]).Sum(j => problem.Cost[j]);
        var rows = Rows(program, site, missed);
        var answer = program.Solve(course);
        course.Spend(problem.ByPoint.Arcs * 30L);
        if (answer.Values is not { } x)
        {
            return null;
        }

        Certify(program, rows, missed);
        return [.. Enumerable.Range(0, problem.Sites).Select(j => Inside[j] ? 1 : site[j] < 0 ? 0 : x[site[j]])];
    }

    /// <summary>Cuts off the fractional values; false when no cut is found.</summary>
    public bool Cut(double[] x)
    {
        var fresh = OddCircles.Against(problem, x);
        _cuts.AddRange(fresh);
        return fresh.Count > 0;
    }

    /// <summary>Settles the sites on which every plan covering at least `goal` agrees.</summary>
    public void Settle(double goal)
    {
        // Both bounds first: they are bounds of the problem as it was solved, before anything more is settled.
        foreach (var (price, bound) in new[] { (_low, At(_low)), (_high, At(_high)) })
        {
            for (var j = 0; j < problem.Sites; j++)
            {
                var value = _worth[j] - (price * problem.Cost[j]);
                if (!Inside[j] && !Outside[j])
                {
                    Outside[j] = value < 0 && bound + value < goal - 1e-6;
                    Inside[j] = value > 0 && bound - value < goal - 1e-6;
                }
            }
        }
    }

    /// <summary>Adds undecided sites and points that are neither surely covered nor surely missed; −1 marks the others.</summary>
    public (int[] Site, int[] Missed) Columns(MixedProgram program, bool whole)
    {
        var (site, missed) = (new int[problem.Sites], new int[problem.Points]);
        for (var j = 0; j < problem.Sites; j++)
        {
            site[j] = Inside[j] || Outside[j] ? -1 : program.AddColumn(0, 1, whole, 0);
        }

        for (var i = 0; i < problem.Points; i++)
        {
            missed[i] = Fate(i) is null ? program.AddColumn(0, whole ? 1 : double.PositiveInfinity, false, problem.Weight[i]) : -1;
        }

        return (site, missed);
    }

    /// <summary>Budget first, then a row per open point, then a row per cut.</summary>
    public List<int> Rows(MixedProgram program, int[] site, int[] missed)
    {
        var money = program.AddRow(double.NegativeInfinity, budget - Enumerable.Range(0, problem.Sites).Where(j => Inside[j]).Sum(j => problem.Cost[j]));
        for (var j = 0; j < problem.Sites; j++)
        {
            if (site[j] >= 0)
            {
                program.Set(money, site[j], problem.Cost[j]);
            }
        }

        var rows = new List<int> { money };
        for (var i = 0; i < problem.Points; i++)
        {
            if (missed[i] < 0)
            {
                continue;
            }

            var row = program.AddRow(1, double.PositiveInfinity);
            program.Set(row, missed[i], 1);
            foreach (var j in problem.ByPoint[i])
            {
                if (site[j] >= 0)
                {
                    program.Set(row, site[j], 1);
                }
            }

            rows.Add(row);
        }

        foreach (var cut in _cuts)
        {
            var row = program.AddRow(Least(cut), double.PositiveInfinity);
            foreach (var i in cut.Points.Where(i => missed[i] >= 0))
            {
                program.Set(row, missed[i], 1);
            }

            foreach (var (j, times) in cut.Sites.Where(s => site[s.Site] >= 0))
            {
                program.Set(row, site[j], times);
            }

            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Weight of the points the settled sites cover already.</summary>
    public double Certain => Enumerable.Range(0, problem.Points).Where(i => Fate(i) == true).Sum(i => problem.Weight[i]);

    /// <summary>Covered for sure, missed for sure, or null while undecided.</summary>
    private bool? Fate(int point)
    {
        var some = false;
        foreach (var j in problem.ByPoint[point])
        {
            if (Inside[j])
            {
                return true;
            }

            some |= !Outside[j];
        }

        return some ? null : false;
    }

    private double Least(CoverCut cut) =>
        cut.Least - cut.Sites.Where(s => Inside[s.Site]).Sum(s => s.Times) - cut.Points.Count(i => Fate(i) == false);

    private void Certify(MixedProgram program, List<int> rows, int[] missed)
    {
        var cost = (double[])problem.Weight.Clone();
        (_worth, _free) = (new double[problem.Sites], Certain);
        var at = 1;
        for (var i = 0; i < problem.Points; i++)
        {
            if (missed[i] < 0)
            {
                continue;
            }

            var dual = Math.Max(0, program.Dual(rows[at++]));
            _free += problem.Weight[i] - dual;
            cost[i] -= dual;
            foreach (var j in problem.ByPoint[i])
            {
                _worth[j] += dual;
            }
        }

        foreach (var cut in _cuts)
        {
            var dual = Math.Max(0, program.Dual(rows[at++]));
            _free -= dual * Least(cut);
            foreach (var i in cut.Points)
            {
                cost[i] -= dual;
            }

            foreach (var (j, times) in cut.Sites)
            {
                _worth[j] += dual * times;
            }
        }

        // A point whose duals exceed its weight would be missed for gain.
        _free -= Enumerable.Range(0, problem.Points).Where(i => missed[i] >= 0).Sum(i => Math.Min(0, cost[i]));
        var order = Enumerable.Range(0, problem.Sites).Where(j => !Inside[j] && !Outside[j]).OrderByDescending(Ratio).ThenBy(j => j).ToList();
        var (spent, k) = (0.0, 0);
        while (k < order.Count && spent + problem.Cost[order[k]] <= _left + 1e-9)
        {
            spent += problem.Cost[order[k++]];
        }

        // The best price of money is the worth of the last site bought, or of the first not bought.
        _low = k < order.Count ? Math.Max(0, Ratio(order[k])) : 0;
        _high = k == 0 || k >= order.Count ? _low : Math.Max(0, Ratio(order[k - 1]));
        Bound = Math.Min(At(_low), At(_high));
    }

    private double Ratio(int site) => _worth[site] / Math.Max(1e-12, problem.Cost[site]);

    private double At(double price) => _free + (price * _left)
        + Enumerable.Range(0, problem.Sites).Where(j => !Inside[j] && !Outside[j]).Sum(j => Math.Max(0, _worth[j] - (price * problem.Cost[j])));
}
