using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.App.Siting;
using Doorstep.Web.People;
using Doorstep.Web.Provider;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.City.Siting;

/// <summary>What the studio's maps draw and what may be taken away from a run; the public maps of calls beside them.</summary>
internal static class SitingFiles
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/city/siting/{run:long}").RequireAuthorization().ExcludeFromDescription();
        group.MapGet("/map.json", async (long run, ReadSitingRun read, HttpContext http, CancellationToken ct) =>
            await read.Run(http.Actor(), run, ct) is { Granted: true } view ? Features(Drawn(view.Value)) : Results.NotFound());
        group.MapGet("/files/{file}", async (long run, string file, ExportPlan export, HttpContext http, CancellationToken ct) =>
            Enum.TryParse<PlanFile>(file, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && await export.Run(http.Actor(), run, kind, !Cultures.IsEnglish, ct) is { Granted: true } made
                ? Results.File(made.Value.Bytes, made.Value.ContentType, made.Value.Name)
                : Results.NotFound());
        group.MapGet("/report", async (long run, ExportPlan export, HttpContext http, CancellationToken ct) =>
            await export.Run(http.Actor(), run, PlanFile.Report, !Cultures.IsEnglish, ct) is { Granted: true } made ? Read(made.Value, http) : Results.NotFound());
        routes.MapGet("/open/calls/{call:long}/map.json", async (long call, ReadCalls read, HttpContext http, CancellationToken ct) =>
            await read.Run(http.Actor(), call, ct) is { Granted: true } view ? Features(view.Value.Sites.Select(Drawn)) : Results.NotFound()).ExcludeFromDescription();
        routes.MapGet("/open/calls/{call:long}/sites.csv", async (long call, ReadCalls read, StudioFigures plans, IStringLocalizer<StudioWords> words, HttpContext http, CancellationToken ct) =>
            await read.Run(http.Actor(), call, ct) is { Granted: true } view ? Results.File(Listed(view.Value, plans, words), "text/csv; charset=utf-8", $"call-{call}-sites.csv") : Results.NotFound()).ExcludeFromDescription();
    }

    /// <summary>
    /// The report in the browser: one file with its style inside, so that it can be sent on. Its own policy lets it have that very style, known by its hash,
    /// and nothing else: no script, no request, no form.
    /// </summary>
    private static IResult Read(TakenFile report, HttpContext http)
    {
        const string From = "<style>";
        var page = Encoding.UTF8.GetString(report.Bytes);
        var from = page.IndexOf(From, StringComparison.Ordinal) + From.Length;
        var until = page.IndexOf("</style>", from, StringComparison.Ordinal);
        var style = from < From.Length || until < 0 ? "'none'" : $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page[from..until])))}'";
        http.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src {style}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return Results.Bytes(report.Bytes, report.ContentType);
    }

    /// <summary>What the page of a call says of its sites, for those who reckon with it.</summary>
    private static byte[] Listed(CallView call, StudioFigures plans, IStringLocalizer<StudioWords> words)
    {
        var types = call.Sites.SelectMany(s => s.Piles.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return Csv.Of(
        [
            ["id", words["Site"], words["Site.KindHead"], words["Site.PlaceHead"], words["District"], words["Longitude"], words["Latitude"], words["Site.BaysHead"], "kVA", .. types],
            .. call.Sites.Select(s => (string[])[s.Id, s.Name, plans.Kind(s.Kind), words[s.Inside ? "Inside" : "Outside"], s.District, Figure(s.Longitude), Figure(s.Latitude), Figure(s.Bays), Figure(s.Kva), .. types.Select(t => Figure(s.Piles.GetValueOrDefault(t)))]),
        ]);
    }

    private static string Figure(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static IEnumerable<JsonObject> Drawn(SitingRunView view)
    {
        foreach (var community in view.Communities)
        {
            yield return Point(community.Longitude, community.Latitude, new()
            {
                ["layer"] = "community",
                ["id"] = community.Id,
                ["name"] = community.Name,
                ["vehicles"] = community.Vehicles,
                ["served"] = community.ServedShare is { } share ? Math.Round(share, 4) : null,
                ["first"] = community.FirstBatch,
                ["district"] = community.District,
            });
        }

        foreach (var station in view.Stations)
        {
            yield return Point(station.Longitude, station.Latitude, new() { ["layer"] = "station", ["id"] = station.Id, ["name"] = station.Name, ["piles"] = station.Piles });
        }

        foreach (var site in view.Sites)
        {
            yield return Point(site.Longitude, site.Latitude, new()
            {
                ["layer"] = "site",
                ["id"] = site.Id,
                ["name"] = site.Name,
                ["chosen"] = site.Chosen,
                ["district"] = site.District,
                ["inside"] = site.Inside,
                ["piles"] = site.Piles.Values.Sum(),
                ["mix"] = StudioFigures.Piles(site.Piles),
            });
        }
    }

    private static JsonObject Drawn(CallSite site) => Point(site.Longitude, site.Latitude, new()
    {
        ["layer"] = "site",
        ["id"] = site.Id,
        ["name"] = site.Name,
        ["chosen"] = true,
        ["district"] = site.District,
        ["inside"] = site.Inside,
        ["piles"] = site.Piles.Values.Sum(),
        ["mix"] = StudioFigures.Piles(site.Piles),
    });

    private static JsonObject Point(double longitude, double latitude, JsonObject properties) => new()
    {
        ["type"] = "Feature",
        ["geometry"] = new JsonObject { ["type"] = "Point", ["coordinates"] = new JsonArray(Math.Round(longitude, 6), Math.Round(latitude, 6)) },
        ["properties"] = properties,
    };

    private static IResult Features(IEnumerable<JsonObject> features) =>
        Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["type"] = "FeatureCollection", ["features"] = new JsonArray([.. features]) }), "application/geo+json");
}
