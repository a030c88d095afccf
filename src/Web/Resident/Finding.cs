using System.Globalization;
using Doorstep.Rules;
using Microsoft.AspNetCore.WebUtilities;

namespace Doorstep.Web.Resident;

/// <summary>What the address of the find page says: where from, and which stations. Every filter is a link to another of these.</summary>
internal sealed record Finding
{
    public double? Longitude { get; init; }

    public double? Latitude { get; init; }

    /// <summary>A community's code.</summary>
    public string? Community { get; init; }

    public bool Free { get; init; }

    public bool Fast { get; init; }

    public bool Slow { get; init; }

    public bool Sheltered { get; init; }

    /// <summary>Cheapest first instead of nearest first.</summary>
    public bool Cheap { get; init; }

    /// <summary>The position, when the address names one on earth.</summary>
    public GeoPoint? At => Longitude is >= -180 and <= 180 && Latitude is >= -90 and <= 90 ? new GeoPoint(Longitude.Value, Latitude.Value, Datum.Wgs84) : null;

    public bool Filtered => Free || Fast || Slow || Sheltered;

    public string Address(string path = "/")
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (At is { } at)
        {
            query["lat"] = at.Latitude.ToString("0.####", CultureInfo.InvariantCulture);
            query["lon"] = at.Longitude.ToString("0.####", CultureInfo.InvariantCulture);
        }
        else if (Community is not null)
        {
            query["community"] = Community;
        }

        foreach (var (name, on) in new[] { ("free", Free), ("fast", Fast), ("slow", Slow), ("sheltered", Sheltered), ("cheap", Cheap) })
        {
            if (on)
            {
                query[name] = "1";
            }
        }

        return QueryHelpers.AddQueryString(path, query);
    }
}
