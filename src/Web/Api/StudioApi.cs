using System.Runtime.CompilerServices;
using Doorstep.App.Siting;
using Doorstep.Rules.Siting;
using Doorstep.Web.Live;
using Doorstep.Web.People;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using CallSite = Doorstep.App.Siting.CallSite;

namespace Doorstep.Web.Api;

/// <summary>Siting runs and the calls for projects they end in. Money is in CNY, lengths in metres, times in minutes, shares 0–1, coordinates WGS-84.</summary>
internal static class StudioApi
{
    /// <param name="District">Code of six digits; with `street` and `communities` empty and this one null the whole city is planned for.</param>
    /// <param name="Street">Code of nine digits.</param>
    public sealed record AreaBody(string? District = null, string? Street = null, IReadOnlyList<string>? Communities = null)
    {
        public SitingArea ToArea() => new(District, Street, Communities ?? []);
    }

    /// <param name="Assumptions">Left out: the city's settings in force; `GET /siting/defaults` shows them.</param>
    public sealed record RunBody(string Name, AreaBody? Area = null, Assumptions? Assumptions = null);

    /// <param name="In">Sites that must be built.</param>
    /// <param name="Out">Sites that must not.</param>
    /// <param name="Free">Sites left to the computation again.</param>
    public sealed record LocksBody(string Name, IReadOnlyList<string>? In = null, IReadOnlyList<string>? Out = null, IReadOnlyList<string>? Free = null);

    public sealed record CallBody(string Title, string Text, DateOnly From, DateOnly Until, string? EnglishTitle = null, string? EnglishText = null);

    public sealed record RunDocument(
        string Id, string Name, RunState State, string Stage, AreaBody Area, Assumptions Assumptions, SiteLocks Locks, string? DerivedFrom, int Communities, int Candidates, bool DistancesAreEstimates, string ProblemDigest,
        double? Best, double? Bound, double? Gap, int Resumed, RunFigures? Figures, PlanCheck? Check, string? PlanHash, string? Failure, string By, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt)
    {
        public static RunDocument Of(SitingRunLine r) => new(
            $"{r.Id}", r.Name, r.State, r.Stage, new(r.Area.District, r.Area.Street, r.Area.Communities), r.Assumptions, r.Locks, r.DerivedFrom is { } from ? $"{from}" : null, r.Communities, r.Candidates, r.DistancesAreEstimates, r.ProblemDigest,
            r.Best, r.Bound, r.Gap, r.Resumed, r.Outcome?.Figures, r.Outcome?.Check, r.Outcome?.PlanHash, r.Failure?.ToString(), r.ByName, r.CreatedAt, r.StartedAt, r.EndedAt);
    }

    /// <param name="Verified">True when every claim of the plan recomputes and it is the one the run left.</param>
    /// <param name="Distrust">Why it is not believed.</param>
    public sealed record RunDetailDocument(
        RunDocument Run, bool Verified, string? Distrust, IReadOnlyList<CoursePoint> Course, IReadOnlyList<SiteView> Sites, IReadOnlyList<CommunityView> Communities, IReadOnlyList<DistrictView> Districts, ForecastView? Forecast)
    {
        public static RunDetailDocument Of(SitingRunView v) => new(RunDocument.Of(v.Run), v.Verified, v.Distrust?.ToString(), v.Course, v.Sites, v.Communities, v.Districts, v.Forecast);
    }

    public sealed record MomentDocument(RunState State, string Stage, double? Best, double? Bound, double? Gap, IReadOnlyList<string> Sites);

    public sealed record ColumnDocument(
        RunDocument Run, bool Verified, int InsideSites, IReadOnlyDictionary<string, int> Piles, double MeanWalk, double WorstDistrict, double Gini, double WorstWithinWait,
        IReadOnlyDictionary<string, double> WaitP95, IReadOnlyDictionary<string, double> ServedByDistrict)
    {
        public static ColumnDocument Of(RunColumn c) => new(RunDocument.Of(c.Run), c.Verified, c.InsideSites, c.Piles, c.MeanWalk, c.WorstDistrict, c.Gini, c.WorstWithinWait, c.WaitP95, c.ServedByDistrict);
    }

    public sealed record ComparisonDocument(ColumnDocument A, ColumnDocument B, bool SamePeople, IReadOnlyList<Difference> Differences, IReadOnlyList<string> OnlyA, IReadOnlyList<string> OnlyB)
    {
        public static ComparisonDocument Of(RunComparison c) => new(ColumnDocument.Of(c.A), ColumnDocument.Of(c.B), c.SamePeople, c.Differences, c.OnlyA, c.OnlyB);
    }

    public sealed record CallDocument(
        string Id, string Run, string Title, string EnglishTitle, string Text, string EnglishText, DateOnly From, DateOnly Until, DateTimeOffset PublishedAt, DateTimeOffset? ClosedAt, bool Demonstration, RunFigures Figures, IReadOnlyList<CallSite> Sites)
    {
        public static CallDocument Of(CallView c) => new($"{c.Id}", $"{c.Run}", c.Title, c.EnglishTitle, c.Text, c.EnglishText, c.From, c.Until, c.PublishedAt, c.ClosedAt, c.Demonstration, c.Figures, c.Sites);
    }

    public sealed record DefaultsDocument(Assumptions Assumptions, IReadOnlyList<PlanArea> Areas);

    public static void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/siting").WithTags("Siting studio");
        group.MapGet("/defaults", Defaults).WithSummary("What a new run begins with: the city's settings in force, and the areas one may plan for");
        group.MapGet("/areas", Areas).WithSummary("The divisions one may plan for, with how many communities lie in each");
        group.MapGet("/runs", List).WithSummary("All siting runs one may see, newest first");
        group.MapPost("/runs", Start).WithSummary("Starts a run on the census of today; its inputs are frozen beside its result");
        group.MapGet("/runs/{id:long}", Read).WithSummary("A run with its plan, its check and its forecast");
        group.MapPost("/runs/{id:long}/stop", Stop).WithSummary("Ends a run early; it keeps its best plan");
        group.MapPost("/runs/{id:long}/locks", Lock).WithSummary("A new run on the same inputs with sites taken in or out");
        group.MapGet("/runs/{id:long}/events", Events).WithSummary("Follows a run as server-sent events until it is over").Produces<MomentDocument>(StatusCodes.Status200OK, "text/event-stream");
        group.MapGet("/runs/{id:long}/files/{file}", File).WithSummary("planJson, geoJson, xlsx, report, forecast or inputs (a problem folder for the command line)").Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream");
        group.MapPost("/runs/{id:long}/call", Publish).WithSummary("Makes a verified plan a call for projects");
        group.MapGet("/compare", Compare).WithSummary("Two plans side by side");
        group.MapGet("/calls", Calls).WithSummary("The calls for projects, newest first; open to everybody");
        group.MapGet("/calls/{id:long}", Call).WithSummary("One call with its sites; open to everybody");
        group.MapPost("/calls/{id:long}/close", Close).WithSummary("Closes a call before its last day");
    }

    private static async Task<Results<Ok<DefaultsDocument>, ProblemHttpResult>> Defaults(ReadRunDefaults read, HttpContext http, CancellationToken ct) =>
        (await read.Run(http.Actor(), ct)).Answer(http, d => new DefaultsDocument(d.Assumptions, d.Areas));

    private static async Task<Ok<IReadOnlyList<PlanArea>>> Areas(ListPlanAreas areas, CancellationToken ct) => TypedResults.Ok(await areas.Run(ct));

    private static async Task<Results<Ok<List<RunDocument>>, ProblemHttpResult>> List(ListSitingRuns list, HttpContext http, CancellationToken ct) =>
        (await list.Run(http.Actor(), ct)).Answer(http, runs => runs.Select(RunDocument.Of).ToList());

    private static async Task<Results<Ok<RunDocument>, ProblemHttpResult>> Start(RunBody body, StartSitingRun start, ReadRunDefaults defaults, HttpContext http, CancellationToken ct)
    {
        var usual = await defaults.Run(http.Actor(), ct);
        return usual.Granted
            ? (await start.Run(http.Actor(), new(body.Name, (body.Area ?? new()).ToArea(), body.Assumptions ?? usual.Value.Assumptions), ct)).Answer(http, RunDocument.Of)
            : usual.Refusal.Problem(http);
    }

    private static async Task<Results<Ok<RunDetailDocument>, ProblemHttpResult>> Read(long id, ReadSitingRun read, HttpContext http, CancellationToken ct) =>
        (await read.Run(http.Actor(), id, ct)).Answer(http, RunDetailDocument.Of);

    private static async Task<Results<NoContent, ProblemHttpResult>> Stop(long id, StopSitingRun stop, HttpContext http, CancellationToken ct) =>
        (await stop.Run(http.Actor(), id, ct)).Done(http);

    private static async Task<Results<Ok<RunDocument>, ProblemHttpResult>> Lock(long id, LocksBody body, LockSite lockSite, HttpContext http, CancellationToken ct) =>
        (await lockSite.Run(http.Actor(), new(id, body.Name, new(body.In ?? [], body.Out ?? []), body.Free ?? []), ct)).Answer(http, RunDocument.Of);

    private static async Task<IResult> Events(long id, WatchSitingRun watch, HttpContext http, CancellationToken ct)
    {
        var moments = await watch.Run(http.Actor(), id, ct);
        return moments.Granted ? EventStream.Of(http, Told(moments.Value, ct), "run") : moments.Refusal.Problem(http);
    }

    private static async IAsyncEnumerable<MomentDocument> Told(IAsyncEnumerable<RunMoment> moments, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var moment in moments.WithCancellation(ct))
        {
            yield return new(moment.Line.State, moment.Line.Stage, moment.Line.Best, moment.Line.Bound, moment.Line.Gap, moment.Sites);
        }
    }

    private static async Task<IResult> File(long id, Word<PlanFile> file, ExportPlan export, HttpContext http, CancellationToken ct)
    {
        var made = await export.Run(http.Actor(), id, file, !Cultures.IsEnglish, ct);
        return made.Granted ? TypedResults.File(made.Value.Bytes, made.Value.ContentType, made.Value.Name) : made.Refusal.Problem(http);
    }

    private static async Task<Results<Ok<CallDocument>, ProblemHttpResult>> Publish(long id, CallBody body, PublishPlan publish, HttpContext http, CancellationToken ct) =>
        (await publish.Run(http.Actor(), id, new(body.Title, body.Text, body.From, body.Until) { EnglishTitle = body.EnglishTitle ?? "", EnglishText = body.EnglishText ?? "" }, ct)).Answer(http, CallDocument.Of);

    private static async Task<Results<Ok<ComparisonDocument>, ProblemHttpResult>> Compare(long a, long b, CompareSitingRuns compare, HttpContext http, CancellationToken ct) =>
        (await compare.Run(http.Actor(), a, b, ct)).Answer(http, ComparisonDocument.Of);

    private static async Task<Results<Ok<List<CallDocument>>, ProblemHttpResult>> Calls(ReadCalls read, HttpContext http, CancellationToken ct) =>
        (await read.Run(http.Actor(), ct)).Answer(http, calls => calls.Select(CallDocument.Of).ToList());

    private static async Task<Results<Ok<CallDocument>, ProblemHttpResult>> Call(long id, ReadCalls read, HttpContext http, CancellationToken ct) =>
        (await read.Run(http.Actor(), id, ct)).Answer(http, CallDocument.Of);

    private static async Task<Results<Ok<CallDocument>, ProblemHttpResult>> Close(long id, CloseCall close, HttpContext http, CancellationToken ct) =>
        (await close.Run(http.Actor(), id, ct)).Answer(http, CallDocument.Of);
}
