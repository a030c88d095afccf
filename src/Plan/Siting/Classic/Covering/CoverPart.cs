namespace Doorstep.Plan.Siting.Classic.Covering;

/// <summary>One connected part of a set-covering problem: a cover, a bound, and the way to make them meet.</summary>
internal sealed class CoverPart(CoverProblem problem)
{
    private readonly bool _whole = problem.WholeCosts;
    private double[]? _dual;
    private double _lagrangian;

    public List<int> Chosen { get; private set; } = [];
    public double Cost { get; private set; } = double.PositiveInfinity;
    public double Bound { get; private set; }
    public bool Proven => Bound >= Cost - Slack;
    private double Slack => _whole ? 1e-6 : 1e-9 * Math.Max(1, Math.Abs(Cost));

    public void Greedy()
    {
        Keep(Cover([]));
        // No site covers more points per money than the best one.
        var cheapest = Enumerable.Range(0, problem.Sites).Min(j => problem.Cost[j]);
        Raise(cheapest);
    }

    /// <summary>The linear relaxation; its duals are recomputed into a bound that trusts no solver.</summary>
    public void Relax(SearchCourse course)
    {
        using var program = new MixedProgram(linear: true);
        for (var j = 0; j < problem.Sites; j++)
        {
            program.AddColumn(0, double.PositiveInfinity, false, problem.Cost[j]);
        }

        Rows(program);
        var answer = program.Solve(course);
        if (answer.Values is not { } x)
        {
            return;
        }

        course.Spend(problem.ByPoint.Arcs * 20L);
        _dual = [.. Enumerable.Range(0, problem.Points).Select(i => Math.Max(0, program.Dual(i)))];
        _lagrangian = _dual.Sum() + Enumerable.Range(0, problem.Sites).Sum(j => Math.Min(0, Reduced(j)));
        Raise(_lagrangian);
        for (var threshold = 0.3; threshold < 1; threshold += 0.3)
        {
            Keep(Cover([.. Enumerable.Range(0, problem.Sites).Where(j => x[j] > threshold)]));
        }
    }

    /// <summary>Branch and cut on the sites that could still be part of a cheaper cover.</summary>
    public void Branch(SearchCourse course)
    {
        var cutoff = _whole ? Cost - 1 : Cost;
        bool Out(int j) => _dual is not null && _lagrangian + Reduced(j) > cutoff + Slack;
        bool In(int j) => _dual is not null && _lagrangian - Reduced(j) > cutoff + Slack;
        var open = Enumerable.Range(0, problem.Sites).Where(j => !Out(j)).ToList();
        using var program = new MixedProgram(linear: false);
        var column = new int[problem.Sites];
        Array.Fill(column, -1);
        foreach (var j in open)
        {
            column[j] = program.AddColumn(In(j) ? 1 : 0, 1, true, problem.Cost[j]);
        }

        for (var i = 0; i < problem.Points; i++)
        {
            var row = program.AddRow(1, double.PositiveInfinity);
            foreach (var j in problem.ByPoint[i])
            {
                if (column[j] >= 0)
                {
                    program.Set(row, column[j], 1);
                }
            }
        }

        // Only better covers are asked for, so "infeasible" proves the cover in hand.
        var better = program.AddRow(double.NegativeInfinity, cutoff + (_whole ? 0.5 : 0));
        foreach (var j in open)
        {
            program.Set(better, column[j], problem.Cost[j]);
        }

        var answer = program.Solve(course);
        if (answer.Values is { } x)
        {
            Keep(Cover([.. open.Where(j => x[column[j]] > 0.5)]));
            // With costs that are not whole the library's bound ends a hair below its own cover.
            var met = answer.Finished && answer.Bound >= Cost - (1e-6 * Math.Abs(Cost));
            Raise(met && !_whole ? Cost : Math.Min(Cost, answer.Bound));
        }
        else if (answer.Infeasible)
        {
            Raise(Cost);
        }
    }

    private void Rows(MixedProgram program)
    {
        for (var i = 0; i < problem.Points; i++)
        {
            var row = program.AddRow(1, double.PositiveInfinity);
            foreach (var j in problem.ByPoint[i])
            {
                program.Set(row, j, 1);
            }
        }
    }

    private double Reduced(int site)
    {
        var left = problem.Cost[site];
        foreach (var i in problem.BySite[site])
        {
            left -= _dual![i];
        }

        return left;
    }

    private void Raise(double bound) => Bound = Math.Max(Bound, _whole ? Math.Ceiling(bound - 1e-6) : bound);

    private void Keep(List<int> cover)
    {
        var cost = cover.Sum(j => problem.Cost[j]);
        if (cost < Cost)
        {
            (Cost, Chosen) = (cost, cover);
        }
    }

    /// <summary>Completes a choice greedily, then drops what has become needless, dearest first.</summary>
    private List<int> Cover(List<int> start)
    {
        var (times, chosen) = (new int[problem.Points], new HashSet<int>());
        void Take(int j)
        {
            chosen.Add(j);
            foreach (var i in problem.BySite[j])
            {
                times[i]++;
            }
        }

        int Fresh(int j)
        {
            var fresh = 0;
            foreach (var i in problem.BySite[j])
            {
                fresh += times[i] == 0 ? 1 : 0;
            }

            return fresh;
        }

        start.ForEach(Take);
        var queue = new PriorityQueue<int, (double Price, int Site)>();
        for (var j = 0; j < problem.Sites; j++)
        {
            if (Fresh(j) is > 0 and var fresh)
            {
                queue.Enqueue(j, (problem.Cost[j] / fresh, j));
            }
        }

        while (queue.TryDequeue(out var j, out var was))
        {
            // A price only rises as points get covered: a stale one goes back into the queue.
            var fresh = Fresh(j);
            if (fresh == 0)
            {
                continue;
            }

            if (problem.Cost[j] / fresh > was.Price)
            {
                queue.Enqueue(j, (problem.Cost[j] / fresh, j));
            }
            else
            {
                Take(j);
            }
        }

        foreach (var j in chosen.OrderByDescending(j => problem.Cost[j]).ThenBy(j => problem.BySite[j].Length).ThenBy(j => j).ToList())
        {
            var needed = false;
            foreach (var i in problem.BySite[j])
            {
                needed |= times[i] == 1;
            }

            if (!needed)
            {
                chosen.Remove(j);
                foreach (var i in problem.BySite[j])
                {
                    times[i]--;
                }
            }
        }

        return [.. chosen.Order()];
    }
}
