namespace Doorstep.Plan.Siting.Classic.Covering;

/// <summary>The linear relaxation of maximal covering. Its duals λ become a bound that trusts no solver:
/// Σ(w − λ) + μ·budget + Σ max(0, λ(S_j) − μ c_j) holds for every 0 ≤ λ ≤ w and μ ≥ 0.</summary>
internal sealed class CoverRelaxation(CoverProblem problem, double budget)
{
    private double _free;
    private double[] _worth = [];
    private double _low, _high;

    public double Bound { get; private set; } = double.PositiveInfinity;

    /// <summary>The relaxation's own site values, or null when it could not be solved in time.</summary>
    public double[]? Solve(SearchCourse course)
    {
        using var program = new MixedProgram(linear: true);
        var money = program.AddRow(double.NegativeInfinity, budget);
        for (var j = 0; j < problem.Sites; j++)
        {
            program.Set(money, program.AddColumn(0, 1, false, 0), problem.Cost[j]);
        }

        for (var i = 0; i < problem.Points; i++)
        {
            var missed = program.AddColumn(0, double.PositiveInfinity, false, problem.Weight[i]);
            var row = program.AddRow(1, double.PositiveInfinity);
            program.Set(row, missed, 1);
            foreach (var j in problem.ByPoint[i])
            {
                program.Set(row, j, 1);
            }
        }

        var answer = program.Solve(course);
        if (answer.Values is not { } x)
        {
            return null;
        }

        course.Spend(problem.ByPoint.Arcs * 30L);
        var dual = new double[problem.Points];
        for (var i = 0; i < dual.Length; i++)
        {
            dual[i] = Math.Clamp(program.Dual(i + 1), 0, problem.Weight[i]);
        }

        Certify(dual);
        return x[..problem.Sites];
    }

    private void Certify(double[] dual)
    {
        _free = 0;
        _worth = new double[problem.Sites];
        for (var i = 0; i < dual.Length; i++)
        {
            _free += problem.Weight[i] - dual[i];
            foreach (var j in problem.ByPoint[i])
            {
                _worth[j] += dual[i];
            }
        }

        // The best μ is the worth per money at which the budget runs out: that of the last site bought, or of the first not bought.
        var order = Enumerable.Range(0, problem.Sites).OrderByDescending(j => _worth[j] / Math.Max(1e-12, problem.Cost[j])).ThenBy(j => j).ToList();
        var (spent, at) = (0.0, 0);
        while (at < order.Count && spent + problem.Cost[order[at]] <= budget + 1e-9)
        {
            spent += problem.Cost[order[at++]];
        }

        double Price(int k) => k < 0 || k >= order.Count ? 0 : _worth[order[k]] / Math.Max(1e-12, problem.Cost[order[k]]);
        _low = Price(at);
        _high = at == 0 || at >= order.Count ? _low : Price(at - 1);
        Bound = Math.Min(At(_low), At(_high));
    }

    /// <summary>Sites that every plan covering at least `goal` has, and sites that none of them has.</summary>
    public (bool[] Inside, bool[] Outside) Settle(double goal)
    {
        var (inside, outside) = (new bool[problem.Sites], new bool[problem.Sites]);
        foreach (var price in new[] { _low, _high })
        {
            var bound = At(price);
            for (var j = 0; j < problem.Sites; j++)
            {
                var value = _worth[j] - (price * problem.Cost[j]);
                outside[j] |= value < 0 && bound + value < goal - 1e-9;
                inside[j] |= value > 0 && bound - value < goal - 1e-9;
            }
        }

        return (inside, outside);
    }

    private double At(double price) => _free + (price * budget) + Enumerable.Range(0, problem.Sites).Sum(j => Math.Max(0, _worth[j] - (price * problem.Cost[j])));
}
