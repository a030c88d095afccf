using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Model;

/// <summary>Straight distance between two places of one datum, in metres on a sphere of 6,371,008.8 m (mean radius, IUGG).</summary>
internal static class GreatCircle
{
    public const double Radius = 6_371_008.8;

    public static double Metres(GeoPoint a, GeoPoint b)
    {
        const double degree = Math.PI / 180;
        var s = Math.Sin((b.Latitude - a.Latitude) * degree / 2);
        var t = Math.Sin((b.Longitude - a.Longitude) * degree / 2);
        var h = (s * s) + (Math.Cos(a.Latitude * degree) * Math.Cos(b.Latitude * degree) * t * t);
        return 2 * Radius * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }
}
