using Doorstep.Rules.Stations;

namespace Doorstep.Rules.Siting;

/// <summary>An area by its closed rings (outer ones and holes alike, WGS-84), measured in metres on the plane that touches the earth there.</summary>
public sealed record Outline(IReadOnlyList<IReadOnlyList<GeoPoint>> Rings)
{
    private const double MetresPerDegree = 111_195;

    /// <summary>True when every ring has at least three corners and ends where it begins.</summary>
    public bool Closed => Rings.Count > 0 && Rings.All(ring => ring.Count >= 4 && ring[0] == ring[^1]);

    /// <summary>Mean of the outer corners; good enough to put a name on.</summary>
    public GeoPoint Middle => new(Rings[0].Skip(1).Average(p => p.Longitude), Rings[0].Skip(1).Average(p => p.Latitude), Datum.Wgs84);

    /// <summary>How far a point lies outside; 0 inside.</summary>
    public Metres Outside(GeoPoint point)
    {
        var at = point.To(Datum.Wgs84);
        var edges = Rings.SelectMany(ring => ring.Zip(ring.Skip(1), (a, b) => (A: On(at, a), B: On(at, b)))).ToList();
        // A ray to the east crosses the edges an odd number of times from inside.
        var crossings = edges.Count(e => e.A.North > 0 != e.B.North > 0 && e.A.East - (e.A.North * (e.B.East - e.A.East) / (e.B.North - e.A.North)) > 0);
        return crossings % 2 == 1 ? default : new(edges.Select(e => Away(e.A, e.B)).DefaultIfEmpty(double.PositiveInfinity).Min());
    }

    /// <summary>Metres from the origin.</summary>
    private static (double East, double North) On(GeoPoint origin, GeoPoint point) =>
        ((point.Longitude - origin.Longitude) * MetresPerDegree * Math.Cos(origin.Latitude * Math.PI / 180), (point.Latitude - origin.Latitude) * MetresPerDegree);

    private static double Away((double East, double North) a, (double East, double North) b)
    {
        var (east, north) = (b.East - a.East, b.North - a.North);
        double square = (east * east) + (north * north);
        double along = square == 0 ? 0 : Math.Clamp(-((a.East * east) + (a.North * north)) / square, 0, 1);
        var (x, y) = (a.East + (along * east), a.North + (along * north));
        return Math.Sqrt((x * x) + (y * y));
    }
}
