namespace Doorstep.Rules;

/// <summary>The datum of a coordinate. Around Ezhou GCJ-02 lies about 570 m from WGS-84: more than the service radius, so no point goes without one.</summary>
public enum Datum
{
    /// <summary>What satellites and phones give.</summary>
    Wgs84,

    /// <summary>What Chinese maps and T/CEC 102 exchange.</summary>
    Gcj02,

    /// <summary>What Baidu maps give.</summary>
    Bd09,
}

/// <summary>A place on the earth: longitude and latitude in degrees, in a named datum.</summary>
public readonly record struct GeoPoint(double Longitude, double Latitude, Datum Datum);
