namespace Doorstep.Rules.Stations;

/// <summary>
/// Moves a point between WGS-84, GCJ-02 and BD-09. Constants as in gcoord: a = 6378245 m, ee = 0.006693421622965823.
/// Inside China GCJ-02 back to WGS-84 is solved by iteration to well under a millimetre; outside both are the same.
/// </summary>
public static class DatumShift
{
    private const double A = 6378245;
    private const double Ee = 0.006693421622965823;
    private const double BaiduPi = Math.PI * 3000 / 180;

    /// <summary>The same place in another datum; the point itself when it is in that datum already.</summary>
    public static GeoPoint To(this GeoPoint point, Datum datum)
    {
        if (point.Datum == datum)
        {
            return point;
        }

        var (longitude, latitude) = Named((point.Longitude, point.Latitude), point.Datum, datum);
        return new(longitude, latitude, datum);
    }

    private static (double Longitude, double Latitude) Named((double Longitude, double Latitude) p, Datum from, Datum to) => (from, to) switch
    {
        (Datum.Wgs84, Datum.Gcj02) => Gcj02(p),
        (Datum.Gcj02, Datum.Wgs84) => Wgs84(p),
        (Datum.Gcj02, Datum.Bd09) => Bd09(p),
        (Datum.Bd09, Datum.Gcj02) => UnBd09(p),
        (Datum.Wgs84, Datum.Bd09) => Bd09(Gcj02(p)),
        (Datum.Bd09, Datum.Wgs84) => Wgs84(UnBd09(p)),
        _ => throw new ArgumentOutOfRangeException(nameof(to), to, null),
    };

    private static bool OutsideChina(double longitude, double latitude) => longitude is < 72.004 or > 137.8347 || latitude is < 0.8293 or > 55.8271;

    private static (double Longitude, double Latitude) Gcj02((double Longitude, double Latitude) p)
    {
        if (OutsideChina(p.Longitude, p.Latitude))
        {
            return p;
        }

        double x = p.Longitude - 105;
        double y = p.Latitude - 35;
        double radians = p.Latitude * Math.PI / 180;
        double magic = 1 - (Ee * Math.Sin(radians) * Math.Sin(radians));
        double root = Math.Sqrt(magic);
        double latitude = LatitudeShift(x, y) * 180 / (A * (1 - Ee) / (magic * root) * Math.PI);
        double longitude = LongitudeShift(x, y) * 180 / (A / root * Math.Cos(radians) * Math.PI);
        return (p.Longitude + longitude, p.Latitude + latitude);
    }

    private static (double Longitude, double Latitude) Wgs84((double Longitude, double Latitude) p)
    {
        var guess = p;
        for (int round = 0; round < 10; round++)
        {
            var back = Gcj02(guess);
            var (east, north) = (p.Longitude - back.Longitude, p.Latitude - back.Latitude);
            guess = (guess.Longitude + east, guess.Latitude + north);
            if (Math.Abs(east) + Math.Abs(north) < 1e-11)
            {
                break;
            }
        }

        return guess;
    }

    private static (double Longitude, double Latitude) Bd09((double Longitude, double Latitude) p)
    {
        double z = Math.Sqrt((p.Longitude * p.Longitude) + (p.Latitude * p.Latitude)) + (0.00002 * Math.Sin(p.Latitude * BaiduPi));
        double theta = Math.Atan2(p.Latitude, p.Longitude) + (0.000003 * Math.Cos(p.Longitude * BaiduPi));
        return ((z * Math.Cos(theta)) + 0.0065, (z * Math.Sin(theta)) + 0.006);
    }

    private static (double Longitude, double Latitude) UnBd09((double Longitude, double Latitude) p)
    {
        double x = p.Longitude - 0.0065;
        double y = p.Latitude - 0.006;
        double z = Math.Sqrt((x * x) + (y * y)) - (0.00002 * Math.Sin(y * BaiduPi));
        double theta = Math.Atan2(y, x) - (0.000003 * Math.Cos(x * BaiduPi));
        return (z * Math.Cos(theta), z * Math.Sin(theta));
    }

    private static double LatitudeShift(double x, double y) =>
        -100 + (2 * x) + (3 * y) + (0.2 * y * y) + (0.1 * x * y) + (0.2 * Math.Sqrt(Math.Abs(x)))
        + (((20 * Math.Sin(6 * x * Math.PI)) + (20 * Math.Sin(2 * x * Math.PI))) * 2 / 3)
        + (((20 * Math.Sin(y * Math.PI)) + (40 * Math.Sin(y / 3 * Math.PI))) * 2 / 3)
        + (((160 * Math.Sin(y / 12 * Math.PI)) + (320 * Math.Sin(y * Math.PI / 30))) * 2 / 3);

    private static double LongitudeShift(double x, double y) =>
        300 + x + (2 * y) + (0.1 * x * x) + (0.1 * x * y) + (0.1 * Math.Sqrt(Math.Abs(x)))
        + (((20 * Math.Sin(6 * x * Math.PI)) + (20 * Math.Sin(2 * x * Math.PI))) * 2 / 3)
        + (((20 * Math.Sin(x * Math.PI)) + (40 * Math.Sin(x / 3 * Math.PI))) * 2 / 3)
        + (((150 * Math.Sin(x / 12 * Math.PI)) + (300 * Math.Sin(x / 30 * Math.PI))) * 2 / 3);
}
