namespace Doorstep.Plan.Siting.Classic.Reading;

/// <summary>Distance between a point and a site of an input.</summary>
internal static class Distances
{
    public static double Between(Reach.Plane plane, int point, int site)
    {
        var (dx, dy) = (plane.PointX[point] - plane.SiteX[site], plane.PointY[point] - plane.SiteY[site]);
        return Math.Sqrt((dx * dx) + (dy * dy));
    }

    public static double Between(LocationInput input, int point, int site)
    {
        switch (input.Reach)
        {
            case Reach.Table table:
                return table.Values[(point * input.Sites.Count) + site];
            case Reach.Plane plane:
                return Between(plane, point, site);
            case Reach.Arcs arcs:
                var at = arcs.Site.AsSpan(arcs.Start[point], arcs.Start[point + 1] - arcs.Start[point]).IndexOf(site);
                return at < 0 ? double.PositiveInfinity : arcs.Distance[arcs.Start[point] + at];
            default:
                throw new InvalidOperationException();
        }
    }

    /// <summary>The cost of serving the point's whole demand from the site.</summary>
    public static double Cost(LocationInput input, int point, int site)
    {
        var distance = Between(input, point, site);
        return input.Reach is Reach.Table { Whole: true } || double.IsPositiveInfinity(distance) ? distance : distance * input.Demand[point];
    }
}
