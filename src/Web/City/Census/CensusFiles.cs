using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.App.Siting;
using Doorstep.App.Stations;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.Siting;
using Doorstep.Rules.Stations;
using Doorstep.Web.People;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.City.Census;

/// <summary>What the census's maps draw, and its tables as files.</summary>
internal static class CensusFiles
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/city/census").RequireAuthorization().ExcludeFromDescription();
        group.MapGet("/map.json", Whole);
        group.MapGet("/{code}/map.json", One);
        group.MapGet("/export/{kind}.{format}", Export);
        routes.MapGet("/city/sites/map.json", Sites).RequireAuthorization().ExcludeFromDescription();
    }

    /// <summary>True for a candidate site that the page of sites lists under this filter.</summary>
    public static bool Shows(SiteRow site, string? text, string? kind) =>
        (string.IsNullOrWhiteSpace(text) || new[] { site.Code, site.Name, site.Owner }.Any(t => t.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase)))
        && (!Enum.TryParse<SiteKind>(kind, out var wanted) || site.Kind == wanted);

    /// <summary>The filter of a page's address.</summary>
    public static CensusFilter Filter(string? q, string? division, string? need) =>
        new(string.IsNullOrEmpty(division) ? null : division, q, Enum.TryParse<CensusNeed>(need, out var wanted) ? wanted : CensusNeed.All);

    private static async Task<IResult> Whole(
        string? q, string? division, string? need, ReadCensus census, ReadSites sites, StationDirectory stations, IStringLocalizer<CensusWords> words, HttpContext http, CancellationToken ct)
    {
        var read = await census.Run(http.Actor(), Filter(q, division, need), ct);
        var places = await sites.Run(http.Actor(), ct);
        if (!read.Granted && !places.Granted)
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        return Features(
        [
            .. read.Granted ? read.Value.Lines.Select(line => Community(line, words)) : [],
            .. stations.All.Where(s => s.Opening is { State: StationState.Open, ToPublic: true }).Select(s => Point("station", s.Id.Value, Names.Of(s), "", s.At)),
            .. places.Granted ? places.Value.PublicStations.Select(s => Point("station", s.Code, s.Name, s.Operator, At(s.Longitude, s.Latitude))) : [],
            .. places.Granted ? places.Value.Sites.Where(s => s.WithdrawnAt is null).Select(s => Site(s, words)) : [],
        ]);
    }

    /// <summary>The sites a page lists, withdrawn ones too, and the stations that stand.</summary>
    private static async Task<IResult> Sites(string? q, string? kind, ReadSites sites, StationDirectory stations, IStringLocalizer<CensusWords> words, HttpContext http, CancellationToken ct)
    {
        var places = await sites.Run(http.Actor(), ct);
        return !places.Granted ? Results.StatusCode(StatusCodes.Status403Forbidden) : Features(
        [
            .. stations.All.Where(s => s.Opening is { State: StationState.Open, ToPublic: true }).Select(s => Point("station", s.Id.Value, Names.Of(s), "", s.At)),
            .. places.Value.PublicStations.Select(s => Point("station", s.Code, s.Name, s.Operator, At(s.Longitude, s.Latitude))),
            .. places.Value.Sites.Where(s => Shows(s, q, kind)).Select(s => Site(s, words)),
        ]);
    }

    private static async Task<IResult> One(string code, ReadCommunity read, IStringLocalizer<CensusWords> words, HttpContext http, CancellationToken ct)
    {
        var found = await read.Run(http.Actor(), code, ct);
        return !found.Granted ? Results.NotFound() : Features(
        [
            Community(found.Value.Line, words),
            .. found.Value.Gates.Select((gate, i) => Point("gate", $"{gate.Id}", gate.Label, found.Value.Unreached.Contains(i) ? words["GateUnreached"] : "", At(gate.Longitude, gate.Latitude))),
            .. found.Value.Near.Select(s => Point("station", s.Code, s.Name, words["Station.Detail", s.FastPiles, s.SlowPiles], s.At)),
        ]);
    }

    private static async Task<IResult> Export(string kind, string format, string? q, string? division, string? need, ExportCensus export, HttpContext http, CancellationToken ct)
    {
        if (!Enum.TryParse<CensusKind>(kind, ignoreCase: true, out var what) || !Enum.TryParse<CensusFormat>(format, ignoreCase: true, out var how) || !Enum.IsDefined(what) || !Enum.IsDefined(how))
        {
            return Results.NotFound();
        }

        var made = await export.Run(http.Actor(), what, Filter(q, division, need), how, !Cultures.IsEnglish, ct);
        return made.Granted ? Results.File(made.Value, TypeOf(how), $"{kind}.{format}") : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    internal static string TypeOf(CensusFormat format) => format switch
    {
        CensusFormat.Csv => "text/csv; charset=utf-8",
        CensusFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/geo+json",
    };

    private static JsonObject Community(CensusLine line, IStringLocalizer<CensusWords> words)
    {
        CommunityRow row = line.Community;
        var at = At(row.Longitude, row.Latitude);
        return new()
        {
            ["type"] = "Feature",
            ["properties"] = new JsonObject
            {
                ["layer"] = "community",
                ["id"] = row.Code,
                ["name"] = Names.Choose(row.Name, row.EnglishName),
                ["mark"] = Mark(line.Gap),
                ["detail"] = line.Gap is { } gap ? words["Community.Detail", line.Survey!.Vehicles, Math.Round(gap.VehiclesLeftOut)].Value : words["Reason.NotSurveyed"].Value,
                ["left"] = Math.Round(line.Gap?.VehiclesLeftOut ?? 0, 1),
                ["lon"] = Math.Round(at.Longitude, 6),
                ["lat"] = Math.Round(at.Latitude, 6),
            },
            ["geometry"] = JsonNode.Parse(row.Boundary ?? GeoJson.Point(at)),
        };
    }

    private static string Mark(CommunityGap? gap) => gap switch { null => "unknown", { FirstBatch: true } => "first", { Missing: > 0 } => "gap", _ => "enough" };

    private static JsonObject Site(SiteRow site, IStringLocalizer<CensusWords> words) =>
        Point("site", site.Code, site.Name, words["Site.Detail", words[$"SiteKind.{site.Kind}"].Value, site.Bays, site.FreeKva], At(site.Longitude, site.Latitude));

    private static JsonObject Point(string layer, string id, string name, string detail, GeoPoint at) => new()
    {
        ["type"] = "Feature",
        ["properties"] = new JsonObject { ["layer"] = layer, ["id"] = id, ["name"] = name, ["detail"] = detail },
        ["geometry"] = JsonNode.Parse(GeoJson.Point(at)),
    };

    private static GeoPoint At(double longitude, double latitude) => new(longitude, latitude, Datum.Wgs84);

    private static IResult Features(IEnumerable<JsonObject> features) =>
        Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["type"] = "FeatureCollection", ["features"] = new JsonArray([.. features]) }), "application/geo+json");
}
