using Doorstep.App.Siting;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.Siting;
using Doorstep.Rules.Stations;
using Doorstep.Web.City.Census;
using Doorstep.Web.People;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Doorstep.Web.Api;

/// <summary>The census with its gaps, its surveys and its files. Shares are 0–1, arrivals per hour, coordinates WGS-84 going out.</summary>
internal static class CensusApi
{
    public sealed record SurveyDocument(
        string Id, string Community, DateOnly On, string Source, int Households, int ParkingSpaces, int Vehicles, int PrivatePiles, string Note, SurveyState State, string EnteredBy,
        DateTimeOffset EnteredAt, DateTimeOffset? SubmittedAt, string? JudgedBy, DateTimeOffset? JudgedAt, string? JudgedWhy)
    {
        public static SurveyDocument Of(SurveyRow s) => new(
            $"{s.Id}", s.Community, s.On, s.Source, s.Households, s.ParkingSpaces, s.Vehicles, s.PrivatePiles, s.Note, s.State, s.EnteredBy, s.EnteredAt, s.SubmittedAt, s.JudgedBy, s.JudgedAt, s.JudgedWhy);
    }

    public sealed record GapWindowDocument(string Window, PileKind Kind, double Arrivals, double Share, double Missing);

    public sealed record GapDocument(
        double? PrivateShare, int VehiclesWithoutPile, int FastPiles, int SlowPiles, double VehiclesLeftOut, bool FirstBatch, ScenarioReason Reason, IReadOnlyList<GapWindowDocument> Windows)
    {
        public static GapDocument Of(CommunityGap g) => new(
            g.PrivateShare, g.Demand.VehiclesWithoutPile, g.FastPiles, g.SlowPiles, g.VehiclesLeftOut, g.FirstBatch, g.Reason,
            [.. g.Windows.Select(w => new GapWindowDocument(w.Window.Id, w.Window.Class, w.Arrivals, w.Share, w.Missing))]);
    }

    public sealed record CommunityDocument(
        string Code, string Name, string EnglishName, string Division, string? District, double Longitude, double Latitude, int Gates, SurveyDocument? Survey, SurveyDocument? Open, GapDocument? Gap, bool Demonstration)
    {
        public static CommunityDocument Of(CensusLine l) => new(
            l.Community.Code, l.Community.Name, l.Community.EnglishName, l.Community.Division, l.District?.Code, l.Community.Longitude, l.Community.Latitude, l.Gates,
            l.Survey is { } s ? SurveyDocument.Of(s) : null, l.Open is { } o ? SurveyDocument.Of(o) : null, l.Gap is { } g ? GapDocument.Of(g) : null, l.Community.Demonstration);
    }

    /// <param name="WalksEstimated">True where no network is loaded: straight lines times the detour factor.</param>
    public sealed record CensusDocument(CensusFigures Figures, bool WalksEstimated, IReadOnlyList<string> Warnings, IReadOnlyList<CommunityDocument> Communities);

    public sealed record GateDocument(string Label, double Longitude, double Latitude);

    public sealed record NearDocument(string Code, string Name, double WalkMetres, int FastPiles, int SlowPiles, double FastArrivals, double SlowArrivals, int Sharers);

    public sealed record CommunityDetailDocument(CommunityDocument Community, IReadOnlyList<GateDocument> Gates, IReadOnlyList<NearDocument> Near, IReadOnlyList<SurveyDocument> History, bool WalksEstimated);

    public sealed record SurveyBody(DateOnly On, int Households, int ParkingSpaces, int Vehicles, int PrivatePiles, string Source = "", string Note = "", bool Submit = true);

    public sealed record JudgementBody(bool Confirmed, string Why = "");

    /// <param name="Bad">Every bad row; while there is one, nothing is written.</param>
    /// <param name="Odd">Rows that are taken but worth a second look.</param>
    public sealed record CensusReportDocument(int Rows, int New, int Changed, bool Written, IReadOnlyList<FilesApi.BadRowDocument> Bad, IReadOnlyList<FilesApi.BadRowDocument> Odd);

    /// <param name="Format">How the file travels; a shapefile comes as a zip.</param>
    /// <param name="Datum">What its coordinates are in; there is no default, because a wrong guess moves every place by half a kilometre.</param>
    public sealed record CensusFileQuery(Word<CensusFormat> Format, Word<Datum>? Datum, bool? DryRun);

    public sealed record Wanted(string? Q, string? Division, Word<CensusNeed>? Need)
    {
        public CensusFilter Filter => new(Division, Q, Need?.Value ?? CensusNeed.All);
    }

    public static void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/census").WithTags("Census");
        group.MapGet("/", List).WithSummary("Communities with their newest confirmed survey and what is missing near them");
        group.MapGet("/{community}", Read).WithSummary("One community: gates, stations within reach, every survey");
        group.MapPost("/{community}/surveys", Enter).WithSummary("Fills in a survey; with `submit` it goes to the street");
        group.MapPost("/surveys/{survey:long}/judgement", Judge).WithSummary("The street confirms a submitted survey, or returns it with a reason");
        group.MapPost("/files/{kind}", Import).Accepts<Stream>("text/csv", CensusFiles.TypeOf(CensusFormat.Xlsx), "application/geo+json", "application/zip")
            .WithSummary("Takes a file in as the request's body: all of it or nothing. Bad rows of a dry run are in the report, else in the problem's `report`");
        group.MapGet("/files/{kind}", Export).Produces<Stream>(contentType: "text/csv").WithSummary("The census, candidate sites, others' stations or feeders as csv, xlsx or geoJson");
    }

    private static async Task<Results<Ok<CensusDocument>, ProblemHttpResult>> List([AsParameters] Wanted wanted, ReadCensus read, RefusalSentences say, HttpContext http, CancellationToken ct) =>
        (await read.Run(http.Actor(), wanted.Filter, ct)).Answer(http, sheet =>
            new CensusDocument(sheet.Figures, sheet.Estimated, [.. sheet.Warnings.Select(say.Say)], [.. sheet.Lines.Select(CommunityDocument.Of)]));

    private static async Task<Results<Ok<CommunityDetailDocument>, ProblemHttpResult>> Read(string community, ReadCommunity read, HttpContext http, CancellationToken ct) =>
        (await read.Run(http.Actor(), community, ct)).Answer(http, c => new CommunityDetailDocument(
            CommunityDocument.Of(c.Line),
            [.. c.Gates.Select(g => new GateDocument(g.Label, g.Longitude, g.Latitude))],
            [.. c.Near.Select(n => new NearDocument(n.Code, n.Name, Math.Round(n.Walk.Value, 1), n.FastPiles, n.SlowPiles, n.FastArrivals, n.SlowArrivals, n.Sharers))],
            [.. c.History.Select(SurveyDocument.Of)],
            c.Estimated));

    private static async Task<Results<Ok<SurveyDocument>, ProblemHttpResult>> Enter(string community, SurveyBody body, EnterSurvey enter, HttpContext http, CancellationToken ct) =>
        (await enter.Run(http.Actor(), new(community, new(body.On, body.Source, body.Households, body.ParkingSpaces, body.Vehicles, body.PrivatePiles) { Note = body.Note }, body.Submit), ct))
            .Answer(http, SurveyDocument.Of);

    private static async Task<Results<Ok<SurveyDocument>, ProblemHttpResult>> Judge(long survey, JudgementBody body, JudgeSurvey judge, HttpContext http, CancellationToken ct) =>
        (await judge.Run(http.Actor(), new(survey, body.Confirmed, body.Why), ct)).Answer(http, SurveyDocument.Of);

    private static async Task<Results<Ok<CensusReportDocument>, ProblemHttpResult>> Import(
        Word<CensusKind> kind, [AsParameters] CensusFileQuery query, Stream body, ImportCensus import, RefusalSentences say, HttpContext http, CancellationToken ct)
    {
        var done = await import.Run(http.Actor(), new(body, query.Format, kind, query.Datum?.Value, query.DryRun ?? false), ct);
        if (!done.Granted)
        {
            return done.Refusal.Problem(http);
        }

        var report = new CensusReportDocument(done.Value.Rows, done.Value.New, done.Value.Changed, done.Value.Written, FilesApi.Rows(done.Value.Bad, say), FilesApi.Rows(done.Value.Odd, say));
        if (report.Bad.Count > 0 && query.DryRun is not true)
        {
            var problem = new Refusal("import.bad-rows", ("rows", $"{report.Bad.Count}")).Problem(http);
            problem.ProblemDetails.Extensions["report"] = report;
            return problem;
        }

        return TypedResults.Ok(report);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Export(Word<CensusKind> kind, Word<CensusFormat> format, [AsParameters] Wanted wanted, ExportCensus export, HttpContext http, CancellationToken ct)
    {
        var made = await export.Run(http.Actor(), kind, wanted.Filter, format, chinese: false, ct);
        return made.Granted ? TypedResults.File(made.Value, CensusFiles.TypeOf(format), $"{kind.Value}.{format.Value}".ToLowerInvariant()) : made.Refusal.Problem(http);
    }
}
