using Doorstep.App.People;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Web.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Doorstep.Web.Api;

/// <summary>What administrators read: the audit log and the local outbox of text messages.</summary>
internal static class RecordsApi
{
    public sealed record AuditDocument(
        string Id, DateTimeOffset At, string ActorName, Role ActorRole, string? Organisation, string From, string Action, string Subject, string? Before, string? After);

    public sealed record AuditSearch(DateTimeOffset? From, DateTimeOffset? Until, string? Actor, string? Action, string? Subject, string? Organisation, long? Before, int? Take);

    public sealed record MessageDocument(string Id, string Phone, string Text, DateTimeOffset At);

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/audit", Audit).WithTags("Records").WithSummary("The audit log, newest first; reading it is a line of it");
        v1.MapGet("/messages", Messages).WithTags("Records").WithSummary("Text messages of the local outbox, newest first");
    }

    private static async Task<Results<Ok<List<AuditDocument>>, ProblemHttpResult>> Audit([AsParameters] AuditSearch search, ReadAudit read, HttpContext http, CancellationToken ct) =>
        (await read.Run(
            http.Actor(),
            new(search.From, search.Until, search.Actor, search.Action, search.Subject, search.Organisation is null ? null : new OrganisationId(search.Organisation), search.Before, search.Take ?? 100),
            ct)).Answer(http, lines => lines.Select(l => new AuditDocument($"{l.Id}", l.At, l.ActorName, l.ActorRole, l.Organisation, l.From, l.Action, l.Subject, l.Before, l.After)).ToList());

    private static async Task<Results<Ok<List<MessageDocument>>, ProblemHttpResult>> Messages(string? phone, int? take, ReadTextMessages read, HttpContext http, CancellationToken ct) =>
        (await read.Run(http.Actor(), new(phone, take ?? 50), ct)).Answer(http, lines => lines.Select(m => new MessageDocument($"{m.Id}", m.Phone, m.Text, m.At)).ToList());
}
