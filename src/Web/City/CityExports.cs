using Doorstep.App.People;
using Doorstep.Web.People;
using Doorstep.Web.Provider;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.City;

/// <summary>The city's lists as files, under the same filters as the page.</summary>
internal static class CityExports
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/city/export/audit.csv", Audit).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> Audit(string? actor, string? action, string? subject, HttpContext http, ExportAudit export, IStringLocalizer<CityWords> words, Figures say, CancellationToken ct)
    {
        var lines = await export.Run(http.Actor(), AuditFilter.Request(actor, action, subject), ct);
        return lines.Granted
            ? Results.File(
                Csv.Of(
                [
                    [words["When"], words["Actor"], words["Role"], words["Organisation"], words["Action"], words["Subject"], words["Before"], words["After"], words["FromAddress"]],
                    .. lines.Value.Select(l => (string[])[say.Exactly(l.At), l.ActorName, words[$"Role.{l.ActorRole}"], l.Organisation ?? "", l.Action, l.Subject, l.Before ?? "", l.After ?? "", l.From]),
                ]),
                "text/csv; charset=utf-8",
                "doorstep-audit.csv")
            : Results.StatusCode(StatusCodes.Status403Forbidden);
    }
}

/// <summary>The filters of the audit log as they stand in an address; an empty one filters nothing.</summary>
internal static class AuditFilter
{
    public static ReadAudit.Request Request(string? actor, string? action, string? subject, long? before = null, int take = 100) =>
        new(Actor: Given(actor), Action: Given(action), Subject: Given(subject), Before: before, Take: take);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
