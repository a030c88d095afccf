namespace Doorstep.Web.Shell;

/// <summary>What the pages need to know of this city and this house; checked by the host at start.</summary>
public sealed record PageSettings
{
    /// <summary>True while the city and its people are generated; every page says so.</summary>
    public bool Demonstration { get; init; }

    /// <summary>Where the map opens, WGS-84 degrees.</summary>
    public double MapLongitude { get; init; } = 114.89;

    public double MapLatitude { get; init; } = 30.39;

    public double MapZoom { get; init; } = 12.5;

    /// <summary>Raster tiles under the stations, `https://tiles.example/{z}/{x}/{y}.png`; null draws the city's own layers and asks nobody.</summary>
    public string? TileUrl { get; init; }

    /// <summary>Whom the tiles thank; required by most sources.</summary>
    public string? TileAttribution { get; init; }

    /// <summary>The origin the map may fetch tiles from, or null when all is our own.</summary>
    internal string? TileOrigin => TileUrl is { } url && Uri.TryCreate(url.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal), UriKind.Absolute, out var tiles)
        ? tiles.GetLeftPart(UriPartial.Authority)
        : null;
}
