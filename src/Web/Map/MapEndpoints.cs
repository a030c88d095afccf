using Doorstep.App.Stations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Doorstep.Web.Map;

/// <summary>What the map draws, from our own origin: the city's layers, and the stations as they are now.</summary>
internal static class MapEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/map/city.json", async (CityMap map, CancellationToken ct) => Send(await map.Base(ct))).ExcludeFromDescription();
        routes.MapGet("/map/stations.json", async (StationsOnMap stations, CancellationToken ct) => Send(await stations.Now(ct))).ExcludeFromDescription();
    }

    /// <summary>With its tag, so that an unchanged map is answered with 304 and no body.</summary>
    private static IResult Send(MapText text) => Results.Bytes(text.Json, "application/geo+json", entityTag: new EntityTagHeaderValue($"\"{text.Tag}\""));
}
