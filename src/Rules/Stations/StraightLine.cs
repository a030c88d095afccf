namespace Doorstep.Rules.Stations;

/// <summary>Distance over the ground by the haversine formula on a sphere of 6,371,008.8 m; both points are taken to WGS-84 first.</summary>
public static class StraightLine
{
    private const double EarthRadius = 6_371_008.8;

    /// <summary>Metres between two points of any datum.</summary>
    public static Metres Between(GeoPoint a, GeoPoint b)
    {
        var from = a.To(Datum.Wgs84);
        var to = b.To(Datum.Wgs84);
        double north = Radians(to.Latitude - from.Latitude) / 2;
        double east = Radians(to.Longitude - from.Longitude) / 2;
        double h = (Math.Sin(north) * Math.Sin(north)) + (Math.Cos(Radians(from.Latitude)) * Math.Cos(Radians(to.Latitude)) * Math.Sin(east) * Math.Sin(east));
        return new(2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(h))));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
