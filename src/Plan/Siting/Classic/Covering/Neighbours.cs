using Doorstep.Plan.Siting.Classic.Reading;

namespace Doorstep.Plan.Siting.Classic.Covering;

/// <summary>The sites within a radius of every point.</summary>
internal static class Neighbours
{
    public static Incidence Within(LocationInput input, double radius) => input.Reach switch
    {
        Reach.Table table => InTable(table.Values, input.Points.Count, input.Sites.Count, radius),
        Reach.Arcs arcs => InArcs(arcs, radius),
        Reach.Plane plane => InPlane(plane, radius),
        _ => throw new InvalidOperationException(),
    };

    private static Incidence InTable(double[] table, int points, int sites, double radius)
    {
        var rows = new List<int>[points];
        for (var i = 0; i < points; i++)
        {
            rows[i] = [];
            for (var j = 0; j < sites; j++)
            {
                if (table[(i * sites) + j] <= radius)
                {
                    rows[i].Add(j);
                }
            }
        }

        return Incidence.From(rows);
    }

    private static Incidence InArcs(Reach.Arcs arcs, double radius)
    {
        var rows = new List<int>[arcs.Start.Length - 1];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = [];
            for (var a = arcs.Start[i]; a < arcs.Start[i + 1]; a++)
            {
                if (arcs.Distance[a] <= radius)
                {
                    rows[i].Add(arcs.Site[a]);
                }
            }
        }

        return Incidence.From(rows);
    }

    private static Incidence InPlane(Reach.Plane plane, double radius)
    {
        // Buckets no smaller than the radius, and no more of them than sites.
        var (minX, maxX, minY, maxY) = (plane.SiteX.Min(), plane.SiteX.Max(), plane.SiteY.Min(), plane.SiteY.Max());
        var spread = Math.Max(maxX - minX, maxY - minY);
        var side = Math.Max(Math.Max(radius, spread / Math.Max(1, Math.Sqrt(plane.SiteX.Length))), 1e-9);
        (long, long) Bucket(double x, double y) => ((long)Math.Floor((x - minX) / side), (long)Math.Floor((y - minY) / side));
        var buckets = new Dictionary<(long, long), List<int>>();
        for (var j = 0; j < plane.SiteX.Length; j++)
        {
            var at = Bucket(plane.SiteX[j], plane.SiteY[j]);
            if (!buckets.TryGetValue(at, out var list))
            {
                buckets[at] = list = [];
            }

            list.Add(j);
        }

        var rows = new List<int>[plane.PointX.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = [];
            var (bx, by) = Bucket(plane.PointX[i], plane.PointY[i]);
            for (var (dx, dy) = (-1, -1); dx <= 1; (dx, dy) = dy == 1 ? (dx + 1, -1) : (dx, dy + 1))
            {
                foreach (var j in buckets.GetValueOrDefault((bx + dx, by + dy)) ?? [])
                {
                    if (Distances.Between(plane, i, j) <= radius)
                    {
                        rows[i].Add(j);
                    }
                }
            }
        }

        return Incidence.From(rows);
    }
}
