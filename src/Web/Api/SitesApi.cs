using Doorstep.App.Siting;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.Siting;
using Doorstep.Web.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Doorstep.Web.Api;

/// <summary>Candidate sites, the feeders they hang on, and public stations that others run.</summary>
internal static class SitesApi
{
    public sealed record SiteBody(
        string Name, SiteKind Kind, double Longitude, double Latitude, int Bays, double FreeKva, Datum Datum = Datum.Wgs84, string Owner = "", LandRight LandRight = LandRight.NotAsked, string? Division = null,
        double ExtraKva = 0, long ExtraKvaCostFen = 0, long FixedCostFen = 0, IReadOnlyDictionary<string, double>? PileCostsYuan = null, bool Inside = false, string? Feeder = null, string Source = "");

    public sealed record SiteDocument(
        string Code, string Name, SiteKind Kind, string Owner, LandRight LandRight, string? Division, double Longitude, double Latitude, int Bays, double FreeKva, double ExtraKva, long ExtraKvaCostFen,
        long FixedCostFen, IReadOnlyDictionary<string, double> PileCostsYuan, bool Inside, string? Feeder, string Source, bool Withdrawn, bool Demonstration)
    {
        public static SiteDocument Of(SiteRow s) => new(
            s.Code, s.Name, s.Kind, s.Owner, s.LandRight, s.Division, s.Longitude, s.Latitude, s.Bays, s.FreeKva, s.ExtraKva, s.ExtraKvaCost.Fen, s.FixedCost.Fen,
            SiteCosts.Read(s.PileCosts), s.Inside, s.Feeder, s.Source, s.WithdrawnAt is not null, s.Demonstration);
    }

    public sealed record FeederBody(string Name, double LimitKva, string? Division = null, string Source = "");

    public sealed record PublicStationBody(
        string Name, double Longitude, double Latitude, Datum Datum = Datum.Wgs84, string Operator = "", string? Division = null, int FastPiles = 0, int SlowPiles = 0,
        long FastPowerW = 60_000, long SlowPowerW = 7_000, bool OpenToPublic = true, string Source = "");

    public sealed record FeederDocument(string Code, string Name, string? Division, double LimitKva, string Source)
    {
        public static FeederDocument Of(FeederRow f) => new(f.Code, f.Name, f.Division, f.LimitKva, f.Source);
    }

    public sealed record PublicStationDocument(
        string Code, string Name, string Operator, string? Division, double Longitude, double Latitude, int FastPiles, int SlowPiles, long FastPowerW, long SlowPowerW, bool OpenToPublic, string Source)
    {
        public static PublicStationDocument Of(PublicStationRow s) => new(
            s.Code, s.Name, s.Operator, s.Division, s.Longitude, s.Latitude, s.FastPiles, s.SlowPiles, s.FastPower.Watts, s.SlowPower.Watts, s.OpenToPublic, s.Source);
    }

    public sealed record SitesDocument(IReadOnlyList<SiteDocument> Sites, IReadOnlyList<FeederDocument> Feeders, IReadOnlyList<PublicStationDocument> PublicStations);

    public static void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/sites").WithTags("Census");
        group.MapGet("/", List).WithSummary("Candidate sites, feeders and others' public stations");
        group.MapPut("/{code}", Record).WithSummary("Records a new candidate site, or changes the one with that code");
        group.MapDelete("/{code}", (string code, RecordSite record, HttpContext http, CancellationToken ct) => Withdraw(code, true, record, http, ct)).WithSummary("The site can no longer be had; its record stays");
        group.MapPost("/{code}/offer", (string code, RecordSite record, HttpContext http, CancellationToken ct) => Withdraw(code, false, record, http, ct)).WithSummary("The site can be had again");
        v1.MapPut("/feeders/{code}", RecordFeeder).WithTags("Census").WithSummary("Records a new feeder, or changes the one with that code");
        v1.MapDelete("/feeders/{code}", RemoveFeeder).WithTags("Census").WithSummary("Takes a feeder out that no site hangs on");
        v1.MapPut("/public-stations/{code}", RecordStation).WithTags("Census").WithSummary("Records a new public station that others run, or changes the one with that code");
        v1.MapDelete("/public-stations/{code}", Remove).WithTags("Census").WithSummary("A station that others run was closed, or is on the platform now");
    }

    private static async Task<Results<Ok<SitesDocument>, ProblemHttpResult>> List(ReadSites read, HttpContext http, CancellationToken ct) =>
        (await read.Run(http.Actor(), ct)).Answer(http, sheet => new SitesDocument(
            [.. sheet.Sites.Select(SiteDocument.Of)],
            [.. sheet.Feeders.Select(FeederDocument.Of)],
            [.. sheet.PublicStations.Select(PublicStationDocument.Of)]));

    private static async Task<Results<Ok<SiteDocument>, ProblemHttpResult>> Record(string code, SiteBody body, RecordSite record, HttpContext http, CancellationToken ct) =>
        (await record.Run(
            http.Actor(),
            new CandidateDraft
            {
                Code = code,
                Name = body.Name,
                Kind = body.Kind,
                Owner = body.Owner,
                LandRight = body.LandRight,
                Division = body.Division,
                At = new(body.Longitude, body.Latitude, body.Datum),
                Bays = body.Bays,
                FreeKva = body.FreeKva,
                ExtraKva = body.ExtraKva,
                ExtraKvaCost = new(body.ExtraKvaCostFen),
                FixedCost = new(body.FixedCostFen),
                PileCosts = body.PileCostsYuan ?? new Dictionary<string, double>(),
                Inside = body.Inside,
                Feeder = body.Feeder,
                Source = body.Source,
            },
            ct)).Answer(http, SiteDocument.Of);

    private static async Task<Results<NoContent, ProblemHttpResult>> Withdraw(string code, bool withdrawn, RecordSite record, HttpContext http, CancellationToken ct) =>
        (await record.Withdraw(http.Actor(), code, withdrawn, ct)).Done(http);

    private static async Task<Results<Ok<FeederDocument>, ProblemHttpResult>> RecordFeeder(string code, FeederBody body, RecordFeeder record, HttpContext http, CancellationToken ct) =>
        (await record.Run(http.Actor(), new(code, body.Name, body.Division, body.LimitKva, body.Source), ct)).Answer(http, FeederDocument.Of);

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveFeeder(string code, RecordFeeder record, HttpContext http, CancellationToken ct) =>
        (await record.Remove(http.Actor(), code, ct)).Done(http);

    private static async Task<Results<Ok<PublicStationDocument>, ProblemHttpResult>> RecordStation(string code, PublicStationBody body, RecordPublicStation record, HttpContext http, CancellationToken ct) =>
        (await record.Run(
            http.Actor(),
            new PublicStationDraft
            {
                Code = code,
                Name = body.Name,
                Operator = body.Operator,
                Division = body.Division,
                At = new(body.Longitude, body.Latitude, body.Datum),
                FastPiles = body.FastPiles,
                SlowPiles = body.SlowPiles,
                FastPower = new(body.FastPowerW),
                SlowPower = new(body.SlowPowerW),
                OpenToPublic = body.OpenToPublic,
                Source = body.Source,
            },
            ct)).Answer(http, PublicStationDocument.Of);

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(string code, RemovePublicStation remove, HttpContext http, CancellationToken ct) =>
        (await remove.Run(http.Actor(), code, ct)).Done(http);
}
