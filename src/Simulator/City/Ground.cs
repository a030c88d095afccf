using Doorstep.Rules;

namespace Doorstep.Simulator.City;

/// <summary>Where water is in the demonstration: a wide river past the city and two lakes. Everything else is land.</summary>
internal static class Ground
{
    private const double RiverHalfWidth = 550;

    private const int Bends = 6;

    /// <summary>Points the middle of the river passes through, from north-west to south-east.</summary>
    private static readonly GeoPoint[] Turns =
    [
        Point(114.560, 30.640), Point(114.640, 30.615), Point(114.720, 30.585), Point(114.800, 30.540), Point(114.850, 30.470),
        Point(114.890, 30.432), Point(114.950, 30.420), Point(115.010, 30.405), Point(115.070, 30.375), Point(115.110, 30.310),
    ];

    private static readonly GeoPoint[] River = Smooth(Turns);

    private static readonly Lake[] Lakes = [new("洋澜湖", 114.9085, 30.3795, 900, 520), new("梧桐湖", 114.5750, 30.2520, 1_500, 900)];

    public static IEnumerable<MapFeatureDraft> Water()
    {
        yield return new("river", "长江", RiverBanks(), Area: true);
        foreach (var lake in Lakes)
        {
            yield return new("lake", lake.Name, lake.Shore(), Area: true);
        }
    }

    /// <summary>True when the nearest water is at least <paramref name="margin"/> metres away.</summary>
    public static bool IsLand(GeoPoint point, double margin = 0) =>
        River.Zip(River.Skip(1)).All(reach => Distance(point, reach.First, reach.Second) > RiverHalfWidth + margin) && Lakes.All(lake => lake.Outside(point, margin));

    /// <summary>A curve through all the points (Catmull–Rom): rivers have no corners.</summary>
    private static GeoPoint[] Smooth(GeoPoint[] points) =>
    [
        .. from i in Enumerable.Range(0, points.Length - 1)
           from step in Enumerable.Range(0, Bends)
           select Curve(points[Math.Max(i - 1, 0)], points[i], points[i + 1], points[Math.Min(i + 2, points.Length - 1)], step / (double)Bends),
        points[^1],
    ];

    private static GeoPoint Curve(GeoPoint before, GeoPoint from, GeoPoint to, GeoPoint after, double t)
    {
        return Point(At(before.Longitude, from.Longitude, to.Longitude, after.Longitude), At(before.Latitude, from.Latitude, to.Latitude, after.Latitude));

        double At(double a, double b, double c, double d) =>
            b + (0.5 * t * (c - a + (t * ((2 * a) - (5 * b) + (4 * c) - d + (t * ((3 * (b - c)) + d - a))))));
    }

    private static List<GeoPoint> RiverBanks()
    {
        var left = new List<GeoPoint>();
        var right = new List<GeoPoint>();
        for (int i = 0; i < River.Length; i++)
        {
            var (before, after) = (River[Math.Max(i - 1, 0)], River[Math.Min(i + 1, River.Length - 1)]);
            var (east, north) = Metres(before, after);
            double length = Math.Sqrt((east * east) + (north * north));
            left.Add(Moved(River[i], -north / length * RiverHalfWidth, east / length * RiverHalfWidth));
            right.Add(Moved(River[i], north / length * RiverHalfWidth, -east / length * RiverHalfWidth));
        }

        right.Reverse();
        return [.. left, .. right, left[0]];
    }

    private static double Distance(GeoPoint point, GeoPoint a, GeoPoint b)
    {
        var (east, north) = Metres(a, b);
        var (toEast, toNorth) = Metres(a, point);
        double along = Math.Clamp(((toEast * east) + (toNorth * north)) / ((east * east) + (north * north)), 0, 1);
        return Math.Sqrt(Math.Pow(toEast - (along * east), 2) + Math.Pow(toNorth - (along * north), 2));
    }

    private static (double East, double North) Metres(GeoPoint from, GeoPoint to) =>
        ((to.Longitude - from.Longitude) * Frame.MetresPerDegree * Math.Cos(from.Latitude * Math.PI / 180), (to.Latitude - from.Latitude) * Frame.MetresPerDegree);

    private static GeoPoint Moved(GeoPoint point, double east, double north) =>
        Point(point.Longitude + (east / Frame.MetresPerDegree / Math.Cos(point.Latitude * Math.PI / 180)), point.Latitude + (north / Frame.MetresPerDegree));

    private static GeoPoint Point(double longitude, double latitude) => new(longitude, latitude, Datum.Wgs84);

    /// <summary>An ellipse with a wavy shore.</summary>
    private sealed record Lake(string Name, double Longitude, double Latitude, double East, double North)
    {
        public List<GeoPoint> Shore() =>
            [.. Enumerable.Range(0, 49).Select(i => i % 48 * Math.PI / 24).Select(angle => Moved(Centre, Reach(angle) * East * Math.Cos(angle), Reach(angle) * North * Math.Sin(angle)))];

        public bool Outside(GeoPoint point, double margin)
        {
            var (east, north) = Metres(Centre, point);
            var (x, y) = (east / (East + margin), north / (North + margin));
            return Math.Sqrt((x * x) + (y * y)) > Reach(Math.Atan2(y, x));
        }

        private GeoPoint Centre => Point(Longitude, Latitude);

        private static double Reach(double angle) => 1 + (0.12 * Math.Sin((3 * angle) + 1)) + (0.06 * Math.Sin(5 * angle));
    }
}
