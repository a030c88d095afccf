namespace Doorstep.Plan.Siting.Classic.Covering;

/// <summary>Maximal covering under a budget: duals of the relaxation give a bound that is recomputed here, reduced costs settle most sites, branch and cut the rest.</summary>
internal sealed class CoverMost(CoverProblem problem, double budget, SearchCourse course)
{
    private readonly bool _whole = problem.WholeWeights;
    private List<int> _best = [];
    private double _covered = -1;

    /// <summary>Chosen sites and a proven upper bound on what any choice covers.</summary>
    public (List<int> Chosen, double Bound) Run()
    {
        var (core, sites) = Reduced();
        var swap = new CoverSwap(core, budget, course);
        swap.Start([]);
        swap.Improve();
        Keep(swap.Chosen, swap.Covered);
        var bound = Math.Min(core.Weight.Sum(), double.PositiveInfinity);
        if (!Proven(bound))
        {
            var relaxed = new CoverRelaxation(core, budget);
            if (relaxed.Solve(course) is { } x)
            {
                bound = Math.Min(bound, Rounded(relaxed.Bound));
                course.Proved(-bound);
                swap.Start(Enumerable.Range(0, core.Sites).Where(j => x[j] > 1e-6).OrderByDescending(j => x[j]).ThenBy(j => j));
                swap.Improve();
                Keep(swap.Chosen, swap.Covered);
                Shake(core, swap, bound);
                if (!Proven(bound))
                {
                    bound = Math.Min(bound, Branch(core, relaxed, bound));
                }
            }
        }

        bound = Proven(bound) ? _covered : bound;
        course.Proved(-bound);
        return ([.. _best.Select(j => sites[j]).Order()], bound);
    }

    private void Shake(CoverProblem core, CoverSwap swap, double bound)
    {
        var chance = new Random(course.Seed);
        // A hundred tries pay off only while a try is a small part of the whole.
        for (var k = 0; k < 60 && !Proven(bound) && !course.Stopped; k++)
        {
            swap.Start(_best);
            swap.Shake(chance, Math.Max(1, _best.Count / 50));
            swap.Improve();
            Keep(swap.Chosen, swap.Covered);
        }
    }

    private double Branch(CoverProblem core, CoverRelaxation relaxed, double bound)
    {
        var (inside, outside) = relaxed.Settle(_whole ? _covered + 1 - 1e-6 : _covered);
        using var program = new MixedProgram(linear: false);
        var column = new int[core.Sites];
        var money = program.AddRow(double.NegativeInfinity, budget);
        for (var j = 0; j < core.Sites; j++)
        {
            column[j] = outside[j] ? -1 : program.AddColumn(inside[j] ? 1 : 0, 1, true, 0);
            if (column[j] >= 0)
            {
                program.Set(money, column[j], core.Cost[j]);
            }
        }

        var start = new List<double>();
        var chosen = _best.ToHashSet();
        start.AddRange(Enumerable.Range(0, core.Sites).Where(j => column[j] >= 0).Select(j => chosen.Contains(j) || inside[j] ? 1.0 : 0.0));
        var certain = 0.0;
        for (var i = 0; i < core.Points; i++)
        {
            var (some, sure, now) = (false, false, false);
            foreach (var j in core.ByPoint[i])
            {
                some |= column[j] >= 0;
                sure |= inside[j];
                now |= chosen.Contains(j);
            }

            if (sure)
            {
                certain += core.Weight[i];
            }
            else if (some)
            {
                var covered = program.AddColumn(0, 1, false, -core.Weight[i]);
                start.Add(now ? 1 : 0);
                var row = program.AddRow(0, double.PositiveInfinity);
                program.Set(row, covered, -1);
                foreach (var j in core.ByPoint[i])
                {
                    if (column[j] >= 0)
                    {
                        program.Set(row, column[j], 1);
                    }
                }
            }
        }

        program.Hint([.. start]);
        var answer = program.Solve(course);
        if (answer.Values is { } values)
        {
            var swap = new CoverSwap(core, budget, course);
            swap.Start(Enumerable.Range(0, core.Sites).Where(j => column[j] >= 0 && values[column[j]] > 0.5));
            Keep(swap.Chosen, swap.Covered);
            // Choices outside the core are already proven no better than the plan in hand.
            return Math.Max(_covered, Rounded(certain - answer.Bound));
        }

        // With every better choice settled away, nothing is left to find.
        return answer.Infeasible ? _covered : bound;
    }

    private bool Proven(double bound) => _covered >= bound - (_whole ? 1e-6 : 1e-9 * Math.Max(1, bound));

    private double Rounded(double bound) => _whole ? Math.Floor(bound + 1e-6) : bound;

    private void Keep(List<int> sites, double covered)
    {
        if (covered > _covered)
        {
            (_best, _covered) = (sites, covered);
            course.Found(-covered);
        }
    }

    /// <summary>Points seen by the same sites are one point; dominated sites and points no site covers are gone.</summary>
    private (CoverProblem Core, List<int> Sites) Reduced()
    {
        var points = Enumerable.Range(0, problem.Points).Where(i => problem.ByPoint[i].Length > 0 && problem.Weight[i] > 0).ToList();
        var all = problem.On(points, [.. Enumerable.Range(0, problem.Sites)]);
        var affordable = Enumerable.Range(0, all.Sites).Where(j => all.Cost[j] <= budget).ToList();
        all = all.On([.. Enumerable.Range(0, all.Points)], affordable);
        var left = CoverReduction.SitesForMost(all);
        all = all.On([.. Enumerable.Range(0, all.Points)], left);
        var sites = left.ConvertAll(j => affordable[j]);
        var groups = new Dictionary<RowKey, int>();
        var (rows, weight) = (new List<int[]>(), new List<double>());
        for (var i = 0; i < all.Points; i++)
        {
            if (all.ByPoint[i].Length == 0)
            {
                continue;
            }

            var row = all.ByPoint[i].ToArray();
            var key = new RowKey(row);
            if (groups.TryGetValue(key, out var at))
            {
                weight[at] += all.Weight[i];
            }
            else
            {
                groups[key] = rows.Count;
                rows.Add(row);
                weight.Add(all.Weight[i]);
            }
        }

        course.Spend(problem.ByPoint.Arcs * 4L);
        var byPoint = Incidence.From(rows);
        return (new CoverProblem([.. weight], all.Cost, byPoint, byPoint.Turned(all.Sites)), sites);
    }

    private readonly struct RowKey(int[] items) : IEquatable<RowKey>
    {
        private readonly int[] _items = items;

        public bool Equals(RowKey other) => _items.AsSpan().SequenceEqual(other._items);

        public override bool Equals(object? obj) => obj is RowKey other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var item in _items)
            {
                hash.Add(item);
            }

            return hash.ToHashCode();
        }
    }
}
