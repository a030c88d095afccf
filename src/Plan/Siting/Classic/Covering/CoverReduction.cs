namespace Doorstep.Plan.Siting.Classic.Covering;

/// <summary>Takes out of a covering problem what cannot matter: points that follow from another point, sites another site makes needless, and sites some point leaves no choice about.</summary>
internal sealed class CoverReduction
{
    private readonly CoverProblem _problem;
    private readonly List<int>[] _sitesOf, _pointsOf;
    private readonly bool[] _pointGone, _siteGone;

    private CoverReduction(CoverProblem problem)
    {
        _problem = problem;
        _sitesOf = [.. Enumerable.Range(0, problem.Points).Select(i => new List<int>(problem.ByPoint[i].ToArray()))];
        _pointsOf = [.. Enumerable.Range(0, problem.Sites).Select(j => new List<int>(problem.BySite[j].ToArray()))];
        (_pointGone, _siteGone) = (new bool[problem.Points], new bool[problem.Sites]);
    }

    /// <summary>For the set-covering model: every point has at least one site.</summary>
    public static (List<int> Forced, List<int> Points, List<int> Sites) ForAll(CoverProblem problem)
    {
        var r = new CoverReduction(problem);
        var forced = new List<int>();
        while (r.Force(forced) | r.DropSites() | r.DropPoints())
        {
        }

        return (forced, Left(r._pointGone), Left(r._siteGone));
    }

    /// <summary>For maximal covering: sites only, as any point may stay uncovered.</summary>
    public static List<int> SitesForMost(CoverProblem problem)
    {
        var r = new CoverReduction(problem);
        r.DropSites();
        return Left(r._siteGone);
    }

    private static List<int> Left(bool[] gone) => [.. Enumerable.Range(0, gone.Length).Where(k => !gone[k])];

    private bool Force(List<int> forced)
    {
        var any = false;
        for (var i = 0; i < _sitesOf.Length; i++)
        {
            if (_pointGone[i] || _sitesOf[i].Count != 1)
            {
                continue;
            }

            any = true;
            var j = _sitesOf[i][0];
            forced.Add(j);
            foreach (var covered in _pointsOf[j].ToArray())
            {
                RemovePoint(covered);
            }

            RemoveSite(j);
        }

        return any;
    }

    /// <summary>A point whose sites include all sites of another is covered whenever the other is.</summary>
    private bool DropPoints()
    {
        var any = false;
        var signs = Signs(_sitesOf);
        for (var i = 0; i < _sitesOf.Length; i++)
        {
            if (_pointGone[i])
            {
                continue;
            }

            var rarest = Rarest(_sitesOf[i], _pointsOf);
            foreach (var other in _pointsOf[rarest].ToArray())
            {
                if (other != i && (signs[i] & ~signs[other]) == 0 && (_sitesOf[i].Count < _sitesOf[other].Count || (_sitesOf[i].Count == _sitesOf[other].Count && i < other)) && Contains(_sitesOf[other], _sitesOf[i]))
                {
                    RemovePoint(other);
                    any = true;
                }
            }
        }

        return any;
    }

    /// <summary>A site that covers no more than another, for no less money, is needless.</summary>
    private bool DropSites()
    {
        var any = false;
        var signs = Signs(_pointsOf);
        for (var j = 0; j < _pointsOf.Length; j++)
        {
            if (_siteGone[j])
            {
                continue;
            }

            if (_pointsOf[j].Count == 0)
            {
                _siteGone[j] = any = true;
                continue;
            }

            var rarest = Rarest(_pointsOf[j], _sitesOf);
            foreach (var other in _sitesOf[rarest])
            {
                if (other != j && (signs[j] & ~signs[other]) == 0 && NoDearer(other, j) && Contains(_pointsOf[other], _pointsOf[j]))
                {
                    RemoveSite(j);
                    any = true;
                    break;
                }
            }
        }

        return any;
    }

    private bool NoDearer(int other, int j)
    {
        var (a, b) = (_problem.Cost[other], _problem.Cost[j]);
        return _pointsOf[other].Count > _pointsOf[j].Count ? a <= b : _pointsOf[other].Count == _pointsOf[j].Count && (a < b || (a == b && other < j));
    }

    private void RemovePoint(int point)
    {
        _pointGone[point] = true;
        foreach (var j in _sitesOf[point])
        {
            _pointsOf[j].Remove(point);
        }
    }

    private void RemoveSite(int site)
    {
        _siteGone[site] = true;
        foreach (var i in _pointsOf[site])
        {
            _sitesOf[i].Remove(site);
        }
    }

    private static int Rarest(List<int> items, List<int>[] inverse)
    {
        var best = items[0];
        foreach (var item in items)
        {
            if (inverse[item].Count < inverse[best].Count)
            {
                best = item;
            }
        }

        return best;
    }

    /// <summary>One bit per hashed item: a subset's bits are a subset of the bits.</summary>
    private static ulong[] Signs(List<int>[] rows)
    {
        var signs = new ulong[rows.Length];
        for (var r = 0; r < rows.Length; r++)
        {
            foreach (var item in rows[r])
            {
                signs[r] |= 1UL << (int)(unchecked((uint)item * 2654435769U) >> 26);
            }
        }

        return signs;
    }

    private static bool Contains(List<int> large, List<int> small)
    {
        var at = 0;
        foreach (var item in small)
        {
            while (at < large.Count && large[at] < item)
            {
                at++;
            }

            if (at == large.Count || large[at++] != item)
            {
                return false;
            }
        }

        return true;
    }
}
