using System.Globalization;
using Doorstep.App.People;
using Doorstep.App.Pricing;
using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Web.People;
using Doorstep.Web.Provider;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Doorstep.Web.Api;

/// <summary>What comes in and goes out as tables: stations, piles, tariffs, the audit log.</summary>
internal static class FilesApi
{
    private const string CsvType = "text/csv; charset=utf-8";

    private const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const int AuditPage = 500;

    // A file somebody opens in a spreadsheet, not an archive: /audit pages through everything.
    private const int MostAuditLines = 100_000;

    public sealed record ReasonDocument(string Code, string Sentence, IReadOnlyDictionary<string, string> Facts);

    /// <param name="Row">As a spreadsheet counts.</param>
    public sealed record BadRowDocument(int Row, string Code, IReadOnlyList<ReasonDocument> Reasons);

    /// <param name="Bad">Every bad row; while there is one, nothing is written.</param>
    /// <param name="Written">False for a dry run.</param>
    /// <param name="NewSecrets">Secrets made for new piles, by their number; answered this once.</param>
    public sealed record ImportDocument(int Rows, int New, int Changed, IReadOnlyList<BadRowDocument> Bad, bool Written, IReadOnlyDictionary<string, string> NewSecrets);

    /// <param name="Format">`csv` or `xlsx`; by the content's type when left out.</param>
    /// <param name="Datum">What the file's coordinates are in.</param>
    /// <param name="DryRun">True to hear what would happen.</param>
    public sealed record ImportQuery(Word<SheetFormat>? Format, Word<Datum>? Datum, bool? DryRun);

    public sealed record AuditQuery(DateTimeOffset? From, DateTimeOffset? Until, string? Actor, string? Action, string? Subject, string? Organisation);

    public static void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/files").WithTags("Files");
        foreach (var kind in Enum.GetValues<ImportKind>())
        {
            var name = $"{kind}".ToLowerInvariant();
            group.MapPost($"/{name}", ([AsParameters] ImportQuery query, Stream body, ImportStations import, RefusalSentences say, HttpContext http, CancellationToken ct) => Import(kind, query, body, import, say, http, ct))
                .Accepts<Stream>("text/csv", XlsxType)
                .WithSummary($"Takes {name} in from a CSV (UTF-8 or GB18030) or XLSX file: all of it or nothing. Bad rows of a dry run are in the report, else in the problem's `report`");
            group.MapGet($"/{name}.{{format}}", (Word<SheetFormat> format, Word<Datum>? datum, ExportStations export, HttpContext http) => Export(kind, format, datum, export, http))
                .WithSummary($"The {name} as the file the import reads, in the language asked for").Produces<Stream>(contentType: "text/csv");
        }

        group.MapGet("/tariffs.{format}", Tariffs).WithSummary("All published tariffs, one row per stretch of equal price").Produces<Stream>(contentType: "text/csv");
        group.MapGet("/audit.csv", Audit).WithSummary("The audit log under the same filters as /audit, newest first, at most 100,000 lines; reading it is a line of it").Produces<Stream>(contentType: "text/csv");
    }

    private static async Task<Results<Ok<ImportDocument>, ProblemHttpResult>> Import(
        ImportKind kind, ImportQuery query, Stream body, ImportStations import, RefusalSentences say, HttpContext http, CancellationToken ct)
    {
        if (http.Actor() is { Role: Rules.People.Role.Public })
        {
            return new Refusal("people.sign-in-needed").Problem(http);
        }

        var format = query.Format ?? (http.Request.ContentType?.StartsWith(XlsxType, StringComparison.OrdinalIgnoreCase) == true ? SheetFormat.Xlsx : SheetFormat.Csv);
        var done = await import.Run(http.Actor(), new ImportRequest(body, format, kind, query.Datum ?? Datum.Wgs84, query.DryRun ?? false), ct);
        if (!done.Granted)
        {
            return done.Refusal.Problem(http);
        }

        var report = Document(done.Value, say);
        if (report.Bad.Count > 0 && query.DryRun is not true)
        {
            var problem = new Refusal("import.bad-rows", ("rows", report.Bad.Count.ToString(CultureInfo.InvariantCulture))).Problem(http);
            problem.ProblemDetails.Extensions["report"] = report;
            return problem;
        }

        return TypedResults.Ok(report);
    }

    private static Results<FileContentHttpResult, ProblemHttpResult> Export(ImportKind kind, Word<SheetFormat> format, Word<Datum>? datum, ExportStations export, HttpContext http)
    {
        var made = export.Run(http.Actor(), kind, format, datum ?? Datum.Wgs84, !Cultures.IsEnglish);
        return made.Granted ? File(made.Value, format, $"{kind}".ToLowerInvariant()) : made.Refusal.Problem(http);
    }

    private static FileContentHttpResult Tariffs(Word<SheetFormat> format, ExportTariffs export) => File(export.Run(format, !Cultures.IsEnglish), format, "tariffs");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Audit([AsParameters] AuditQuery query, ReadAudit read, HttpContext http, CancellationToken ct)
    {
        List<string[]> rows = [["id", "at", "actor", "role", "organisation", "from", "action", "subject", "before", "after"]];
        long? before = null;
        do
        {
            var page = await read.Run(
                http.Actor(),
                new(query.From, query.Until, query.Actor, query.Action, query.Subject, query.Organisation is null ? null : new OrganisationId(query.Organisation), before, AuditPage),
                ct);
            if (!page.Granted)
            {
                return page.Refusal.Problem(http);
            }

            rows.AddRange(page.Value.Select(l => (string[])[$"{l.Id}", $"{l.At:O}", l.ActorName, $"{l.ActorRole}", l.Organisation ?? "", l.From, l.Action, l.Subject, l.Before ?? "", l.After ?? ""]));
            before = page.Value.Count == AuditPage ? page.Value[^1].Id : null;
        }
        while (before is not null && rows.Count <= MostAuditLines);
        return File(Csv.Of(rows), SheetFormat.Csv, "audit");
    }

    internal static IReadOnlyList<BadRowDocument> Rows(IReadOnlyList<BadRow> rows, RefusalSentences say) =>
        [.. rows.Select(b => new BadRowDocument(b.Row, b.Code, [.. b.Reasons.Select(r => new ReasonDocument(r.Code, say.Say(r), r.Facts.ToDictionary(f => f.Name, f => f.Value)))]))];

    private static ImportDocument Document(ImportReport report, RefusalSentences say) => new(
        report.Rows,
        report.New,
        report.Changed,
        Rows(report.Bad, say),
        report.Written,
        report.NewSecrets);

    private static FileContentHttpResult File(byte[] content, SheetFormat format, string name) =>
        TypedResults.File(content, format is SheetFormat.Csv ? CsvType : XlsxType, $"doorstep-{name}.{$"{format}".ToLowerInvariant()}");
}
