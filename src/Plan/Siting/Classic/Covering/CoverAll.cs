namespace Doorstep.Plan.Siting.Classic.Covering;

/// <summary>Location set covering: reduce, split into parts, and prove each part by linear duals, reduced costs and branch and cut on what is left.</summary>
internal sealed class CoverAll(CoverProblem problem, SearchCourse course)
{
    /// <summary>Stop as soon as a cover this cheap is found or excluded; used by the p-centre search.</summary>
    public double? Target { get; init; }

    /// <summary>Chosen sites and a proven bound on their cost. Every point must have a site.</summary>
    public (List<int> Chosen, double Bound) Run()
    {
        var (chosen, points, sites) = CoverReduction.ForAll(problem);
        course.Spend(problem.ByPoint.Arcs * 8L);
        var rest = problem.On(points, sites);
        var fixedCost = chosen.Sum(j => problem.Cost[j]);
        var parts = Components.Of(rest).Where(p => p.Points.Count > 0).OrderBy(p => p.Points.Count).ToList();
        var works = parts.ConvertAll(p => new CoverPart(rest.On(p.Points, p.Sites)));

        // Cheap bounds and covers of all parts first: they may already settle the target.
        double Bound() => fixedCost + works.Sum(w => w.Bound);
        double Cost() => fixedCost + works.Sum(w => w.Cost);
        bool Settled() => Target is { } target && (Cost() <= target || Bound() > target);
        foreach (var step in new Action<CoverPart>[] { w => w.Greedy(), w => w.Relax(course), w => w.Branch(course) })
        {
            foreach (var work in works)
            {
                if (!work.Proven && !Settled())
                {
                    step(work);
                }
            }

            if (Target is null)
            {
                course.Found(Cost());
                course.Proved(Bound());
            }
        }

        for (var p = 0; p < parts.Count; p++)
        {
            chosen.AddRange(works[p].Chosen.Select(j => sites[parts[p].Sites[j]]));
        }

        chosen.Sort();
        return (chosen, Bound());
    }
}
