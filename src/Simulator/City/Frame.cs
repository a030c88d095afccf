using Doorstep.Rules;

namespace Doorstep.Simulator.City;

/// <summary>Metres east and north of a centre, turned by an angle, as places on the earth; good to a metre over ten kilometres.</summary>
internal sealed class Frame(double longitude, double latitude, double degrees)
{
    public const double MetresPerDegree = 111_195;

    private readonly double cos = Math.Cos(degrees * Math.PI / 180);
    private readonly double sin = Math.Sin(degrees * Math.PI / 180);
    private readonly double narrow = Math.Cos(latitude * Math.PI / 180);

    public GeoPoint At(double east, double north)
    {
        double x = (east * cos) - (north * sin);
        double y = (east * sin) + (north * cos);
        return new(longitude + (x / MetresPerDegree / narrow), latitude + (y / MetresPerDegree), Datum.Wgs84);
    }
}
