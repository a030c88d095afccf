using System.Text.Json;
using Doorstep.App.Stations;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.Siting;

namespace Doorstep.App.Siting;

/// <summary>Places of the census as rows keep them.</summary>
internal static class CensusPlaces
{
    public static Outline? Edge(CommunityRow community)
    {
        if (community.Boundary is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(community.Boundary);
        return new([.. GeoJson.Areas(document.RootElement).SelectMany(area => area)]);
    }

    public static string Text(GeoPoint at) => FormattableString.Invariant($"{at.Longitude:F6} {at.Latitude:F6}");
}
