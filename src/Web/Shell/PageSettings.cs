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

    /// <summary>What is wrong, each as a sentence that says what to write instead. The address of the tiles goes to browsers alone: this server asks nobody.</summary>
    public IEnumerable<string> Problems()
    {
        if (TileUrl is not null && TileOrigin is null)
        {
            yield return $"Pages:TileUrl={TileUrl} is no address of tiles: write for example Pages:TileUrl=https://tiles.example/{{z}}/{{x}}/{{y}}.png, or leave it out for the city's own map.";
        }

        if (MapLongitude is not (>= -180 and <= 180) || MapLatitude is not (>= -85 and <= 85) || MapZoom is not (>= 1 and <= 22))
        {
            yield return FormattableString.Invariant($"Pages:MapLongitude={MapLongitude}, Pages:MapLatitude={MapLatitude} or Pages:MapZoom={MapZoom} is no place on a map: write degrees (-180 to 180, -85 to 85) and a zoom from 1 to 22.");
        }
    }

    /// <summary>The origin the map may fetch tiles from, or null when all is our own.</summary>
    internal string? TileOrigin => TileUrl is { } url && Uri.TryCreate(url.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal), UriKind.Absolute, out var tiles)
        && (tiles.Scheme == Uri.UriSchemeHttps || tiles.Scheme == Uri.UriSchemeHttp) && tiles.UserInfo.Length == 0
        ? tiles.GetLeftPart(UriPartial.Authority)
        : null;
}
