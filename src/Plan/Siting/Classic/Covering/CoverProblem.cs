using Doorstep.Plan.Siting.Classic.Reading;

namespace Doorstep.Plan.Siting.Classic.Covering;

/// <summary>Points, sites, and which site covers which point.</summary>
internal sealed record CoverProblem(double[] Weight, double[] Cost, Incidence ByPoint, Incidence BySite)
{
    public int Points => Weight.Length;
    public int Sites => Cost.Length;

    /// <summary>True when every cost is a whole number, so a bound may be rounded up to the next.</summary>
    public bool WholeCosts => Array.TrueForAll(Cost, c => c == Math.Floor(c) && c < 1e12);

    public bool WholeWeights => Array.TrueForAll(Weight, w => w == Math.Floor(w) && w < 1e12);

    public static CoverProblem Within(LocationInput input, double radius, double[] cost)
    {
        var rows = Neighbours.Within(input, radius);
        return new CoverProblem(input.Demand, cost, rows, rows.Turned(input.Sites.Count));
    }

    /// <summary>The same sites on some of the points.</summary>
    public CoverProblem On(IReadOnlyList<int> points, IReadOnlyList<int> sites)
    {
        var siteAt = new int[Sites];
        Array.Fill(siteAt, -1);
        for (var s = 0; s < sites.Count; s++)
        {
            siteAt[sites[s]] = s;
        }

        var rows = new List<int>[points.Count];
        for (var p = 0; p < points.Count; p++)
        {
            rows[p] = [];
            foreach (var j in ByPoint[points[p]])
            {
                if (siteAt[j] >= 0)
                {
                    rows[p].Add(siteAt[j]);
                }
            }
        }

        var byPoint = Incidence.From(rows);
        return new CoverProblem([.. points.Select(i => Weight[i])], [.. sites.Select(j => Cost[j])], byPoint, byPoint.Turned(sites.Count));
    }
}
