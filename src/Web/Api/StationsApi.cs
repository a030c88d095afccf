using Doorstep.App.Charging;
using Doorstep.App.Pricing;
using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Rules.Stations;
using Doorstep.Web.Live;
using Doorstep.Web.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Doorstep.Web.Api;

/// <summary>Stations, their bays, what is near, what is live.</summary>
internal static class StationsApi
{
    public sealed record StationBody(
        string Provider, string Name, double Longitude, double Latitude, long GridLimitW, Datum Datum = Datum.Wgs84, string EnglishName = "", string Address = "", string Directions = "",
        string? Division = null, TimeOnly? OpensAt = null, TimeOnly? ClosesAt = null, bool OpenToPublic = true, bool Sheltered = false, string? Phone = null);

    public sealed record StationDocument(
        string Id, string Provider, string Name, string EnglishName, string Address, string Directions, double Longitude, double Latitude, Datum Datum, string? Division,
        long GridLimitW, StationState State, TimeOnly? OpensAt, TimeOnly? ClosesAt, bool OpenToPublic, bool Sheltered, string? Phone, bool Demonstration)
    {
        public static StationDocument Of(StationEntry s) => new(
            s.Id.Value, s.Provider.Value, s.Name, s.EnglishName, s.Address, s.Directions, s.At.Longitude, s.At.Latitude, s.At.Datum, s.Division,
            s.GridLimit.Watts, s.Opening.State, s.Opening.OpensAt, s.Opening.ClosesAt, s.Opening.ToPublic, s.Sheltered, s.Phone, s.Demonstration);
    }

    public sealed record StateBody(StationState State);

    public sealed record BayBody(string Label, BayZone Zone = BayZone.Public, bool HasLock = false, bool HasCamera = false, IReadOnlyList<string>? Connectors = null);

    /// <param name="Connectors">Which connectors reach it, `14 digits-gun`.</param>
    public sealed record BayDocument(string Label, BayZone Zone, bool HasLock, bool HasCamera, IReadOnlyList<string> Connectors);

    public sealed record CommunityDocument(string Code, string Name, string EnglishName, string Division, double Longitude, double Latitude, bool Demonstration);

    public sealed record SheetDocument(StationDocument Station, IReadOnlyList<PilesApi.PileDocument> Piles, IReadOnlyList<BayDocument> Bays, StationSummary? Connectors);

    public sealed record PriceDocument(string Period, decimal ElectricityYuanPerKwh, decimal ServiceYuanPerKwh, decimal MarketServiceYuanPerKwh, decimal TotalYuanPerKwh, DateTimeOffset? Until);

    public sealed record FoundDocument(StationDocument Station, double StraightMetres, double WalkMetres, bool WalkEstimated, bool OpenNow, StationSummary? Connectors, PriceDocument? Price);

    public sealed record Search(
        double? Longitude, double? Latitude, Word<Datum>? Datum, string? Community, double? RadiusMetres, int? Most, bool? OnlyFree, bool? OnlyFast, bool? OnlySlow, bool? OnlyOpenNow, bool? OnlySheltered);

    public static void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/stations").WithTags("Stations");
        group.MapGet("/", List).WithSummary("All stations, or those of one provider");
        group.MapGet("/nearby", Nearby).WithSummary("Stations near a position or a community's gates, nearest first, with free connectors and the asker's price now");
        group.MapGet("/{id}", Read).WithSummary("One station with its piles and bays");
        group.MapPut("/{id}", Record).WithSummary("Records a new station, or changes the one with that code; the same body twice changes nothing");
        group.MapPut("/{id}/state", SetState).WithSummary("Opens, pauses or closes a station; closing is for good");
        group.MapPut("/{id}/bays", RecordBays).WithSummary("Records all bays; what is not named is gone");
        group.MapGet("/{id}/events", Watch).WithSummary("The station as server-sent events, at most one a second").ExcludeFromDescription();
        v1.MapGet("/communities", Communities).WithTags("Stations").WithSummary("The city's communities, by which stations are found and residents say where they live");
        group.MapGet("/{id}/live", Live).WithSummary("Piles, connectors and sessions as they stand now");
    }

    private static Ok<List<StationDocument>> List(StationDirectory stations, string? provider) =>
        TypedResults.Ok(stations.All.Where(s => provider is null || s.Provider.Value == provider).OrderBy(s => s.Id.Value, StringComparer.Ordinal).Select(StationDocument.Of).ToList());

    private static async Task<Results<Ok<List<FoundDocument>>, ProblemHttpResult>> Nearby([AsParameters] Search search, FindPricedStations find, HttpContext http, CancellationToken ct)
    {
        var found = await find.Run(
            http.Actor(),
            new StationSearch
            {
                At = search.Longitude is { } longitude && search.Latitude is { } latitude ? new GeoPoint(longitude, latitude, search.Datum ?? Rules.Datum.Wgs84) : null,
                Community = search.Community,
                Radius = new Metres(search.RadiusMetres ?? 3000),
                Most = search.Most ?? 30,
                OnlyFree = search.OnlyFree ?? false,
                OnlyFast = search.OnlyFast ?? false,
                OnlySlow = search.OnlySlow ?? false,
                OnlyOpenNow = search.OnlyOpenNow ?? false,
                OnlySheltered = search.OnlySheltered ?? false,
            },
            ct);
        return found.Answer(http, list => list.Select(Found).ToList());
    }

    private static async Task<Results<Ok<SheetDocument>, ProblemHttpResult>> Read(string id, ReadStation read, HttpContext http, CancellationToken ct) =>
        (await read.Run(new StationId(id), ct)).Answer(http, sheet => new SheetDocument(
            StationDocument.Of(sheet.Station),
            [.. sheet.Piles.Select(p => PilesApi.PileDocument.For(http.Actor(), sheet.Station, p))],
            [.. sheet.Bays.Select(b => new BayDocument(b.Label, b.Zone, b.HasLock, b.HasCamera, [.. sheet.Piles.SelectMany(p => p.Connectors.Where(c => c.Bay == b.Id).Select(c => $"{p.Pile}-{c.Number}"))]))],
            sheet.Status));

    private static async Task<Results<Ok<StationDocument>, ProblemHttpResult>> Record(string id, StationBody body, RecordStation record, HttpContext http, CancellationToken ct) =>
        (await record.Run(
            http.Actor(),
            new StationDraft
            {
                Id = new StationId(id),
                Provider = new OrganisationId(body.Provider),
                Name = body.Name,
                EnglishName = body.EnglishName,
                Address = body.Address,
                Directions = body.Directions,
                At = new GeoPoint(body.Longitude, body.Latitude, body.Datum),
                Division = body.Division,
                GridLimit = new Power(body.GridLimitW),
                OpensAt = body.OpensAt,
                ClosesAt = body.ClosesAt,
                ToPublic = body.OpenToPublic,
                Sheltered = body.Sheltered,
                Phone = body.Phone,
            },
            ct)).Answer(http, StationDocument.Of);

    private static async Task<Results<Ok<StationDocument>, ProblemHttpResult>> SetState(string id, StateBody body, SetStationState set, HttpContext http, CancellationToken ct) =>
        (await set.Run(http.Actor(), new StationId(id), body.State, ct)).Answer(http, StationDocument.Of);

    private static async Task<Results<Ok<List<BayDocument>>, ProblemHttpResult>> RecordBays(string id, IReadOnlyList<BayBody> bays, RecordBays record, HttpContext http, CancellationToken ct)
    {
        var drafts = new List<BayDraft>();
        foreach (var bay in bays)
        {
            var serves = new List<ConnectorId>();
            foreach (var connector in bay.Connectors ?? [])
            {
                if (PileCode.Read(connector) is not { Granted: true, Value: { Gun: { } gun } code })
                {
                    return new Refusal("bay.connector-unknown", ("bay", bay.Label), ("connector", connector)).Problem(http);
                }

                serves.Add(new ConnectorId(code.Pile, gun));
            }

            drafts.Add(new BayDraft(bay.Label, bay.Zone, bay.HasLock, bay.HasCamera, serves));
        }

        return (await record.Run(http.Actor(), new StationId(id), drafts, ct)).Answer(http, rows => rows.Zip(drafts, (b, d) => new BayDocument(b.Label, b.Zone, b.HasLock, b.HasCamera, [.. d.Serves.Select(c => $"{c.Pile}-{c.Number}")])).ToList());
    }

    private static async Task<Results<Ok<LiveDocuments.Station>, ProblemHttpResult>> Live(string id, ReadLiveStation read, HttpContext http, CancellationToken ct) =>
        (await read.Run(http.Actor(), new StationId(id), ct)).Answer(http, LiveDocuments.Station.Of);

    private static async Task<Ok<List<CommunityDocument>>> Communities(CityMap map, CancellationToken ct) =>
        TypedResults.Ok((await map.Communities(ct)).Select(c => new CommunityDocument(c.Code, c.Name, c.EnglishName, c.Division, c.Centre.Longitude, c.Centre.Latitude, c.Demonstration)).ToList());

    private static async Task<IResult> Watch(string id, WatchStation watch, HttpContext http, CancellationToken ct)
    {
        var watched = await watch.Run(http.Actor(), new StationId(id), ct);
        return watched.Granted ? EventStream.Of(http, Documents(watched.Value, ct)) : watched.Refusal.Problem(http);
    }

    private static async IAsyncEnumerable<LiveDocuments.Station> Documents(IAsyncEnumerable<StationSnapshot> snapshots, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var snapshot in snapshots.WithCancellation(ct))
        {
            yield return LiveDocuments.Station.Of(snapshot);
        }
    }

    private static FoundDocument Found(PricedStation priced) => new(
        StationDocument.Of(priced.Found.Station),
        Math.Round(priced.Found.Straight.Value, 1),
        Math.Round(priced.Found.Walk.Length.Value, 1),
        priced.Found.Walk.Estimated,
        priced.Found.OpenNow,
        priced.Found.Status,
        priced.Price is { } price ? PricingApi.Price(price) : null);
}
