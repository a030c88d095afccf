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
            bound = Tighten(core, new CoverRelaxation(core, budget), swap, bound);
        }

        bound = Proven(bound) ? _covered : bound;
        course.Proved(-bound);
        return ([.. _best.Select(j => sites[j]).Order()], bound);
    }

    /// <summary>Relax, round, cut and settle, as long as it pays; what is left goes to branch and cut.</summary>
    private double Tighten(CoverProblem core, CoverRelaxation relaxed, CoverSwap swap, double bound)
    {
        for (var round = 0; round < 25 && !course.Stopped; round++)
        {
            if (relaxed.Solve(course) is not { } x)
            {
                return bound;
            }

            var before = bound;
            // Settled sites exclude only plans that are no better than the one in hand.
            bound = Math.Max(_covered, Math.Min(bound, Rounded(relaxed.Bound)));
            course.Proved(-bound);
            swap.Start(Enumerable.Range(0, core.Sites).Where(j => x[j] > 1e-6).OrderByDescending(j => x[j]).ThenBy(j => j));
            swap.Improve();
            Keep(swap.Chosen, swap.Covered);
            if (round == 0)
            {
                Around(core, x);
            }

            if (Proven(bound))
            {
                return bound;
            }

            relaxed.Settle(_whole ? _covered + 1 : _covered);
            var slow = round > 0 && before - bound < 0.03 * (bound - _covered);
            if (slow || !relaxed.Cut(x))
            {
                break;
            }
        }

        return course.Stopped ? bound : Branch(core, relaxed, bound);
    }

    /// <summary>Branch and cut near the sites where relaxation and plan disagree, all others as in the plan: a better plan is usually there.</summary>
    private void Around(CoverProblem core, double[] x)
    {
        var (inside, near) = (_best.ToHashSet(), new bool[core.Sites]);
        for (var j = 0; j < core.Sites; j++)
        {
            if (Math.Abs(x[j] - (inside.Contains(j) ? 1 : 0)) > 1e-5)
            {
                near[j] = true;
                foreach (var i in core.BySite[j])
                {
                    foreach (var other in core.ByPoint[i])
                    {
                        near[other] = true;
                    }
                }
            }
        }

        var part = new CoverRelaxation(core, budget);
        for (var j = 0; j < core.Sites; j++)
        {
            (part.Inside[j], part.Outside[j]) = (!near[j] && inside.Contains(j), !near[j] && !inside.Contains(j));
        }

        if (part.Undecided is > 0 and < 4000)
        {
            Branch(core, part, double.PositiveInfinity);
        }
    }

    private double Branch(CoverProblem core, CoverRelaxation relaxed, double bound)
    {
        using var program = new MixedProgram(linear: false);
        var (site, missed) = relaxed.Columns(program, whole: true);
        relaxed.Rows(program, site, missed);
        var reach = relaxed.Certain + Enumerable.Range(0, core.Points).Where(i => missed[i] >= 0).Sum(i => core.Weight[i]);
        var answer = program.Solve(course);
        if (answer.Values is { } values)
        {
            var swap = new CoverSwap(core, budget, course);
            swap.Start(Enumerable.Range(0, core.Sites).Where(j => relaxed.Inside[j] || (site[j] >= 0 && values[site[j]] > 0.5)));
            Keep(swap.Chosen, swap.Covered);
            // Choices settled away are proven no better than the plan in hand; with weights that are not whole the library's bound ends a hair above its plan.
            if (answer.Finished && !_whole && reach - answer.Bound <= _covered * (1 + 1e-6))
            {
                return Math.Min(bound, _covered);
            }

            return Math.Min(bound, Math.Max(_covered, Rounded(reach - answer.Bound)));
        }

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
