using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>A line of the audit log.</summary>
public sealed record AuditEntry(
    long Id, DateTimeOffset At, string ActorName, Role ActorRole, string? Organisation, string From, string Action, string Subject, string? Before, string? After);

/// <summary>The audit log, newest first, a page at a time; a manager reads what his own staff did. Reading it is itself a line of it.</summary>
public sealed class ReadAudit(IDbContextFactory<DoorstepDb> contexts, GroupCommit writes, AuditStamp stamp)
{
    /// <param name="Action">Beginning of the action: `staff.`, `resident.read`.</param>
    /// <param name="Subject">Beginning of the subject: `station:EZ0001`.</param>
    /// <param name="Before">The last id of the page before.</param>
    /// <param name="Take">1 to 500.</param>
    public sealed record Request(
        DateTimeOffset? From = null, DateTimeOffset? Until = null, string? Actor = null, string? Action = null, string? Subject = null, OrganisationId? Organisation = null,
        long? Before = null, int Take = 100);

    public async Task<Decision<IReadOnlyList<AuditEntry>>> Run(Actor who, Request request, CancellationToken ct)
    {
        var organisation = AuditQuery.Reach(who, request);
        if (Permissions.Refuses(who, Act.ReadAudit, new(organisation)) is { } no)
        {
            return no;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var page = await AuditQuery.Of(db, request, organisation).Take(Math.Clamp(request.Take, 1, 500)).ToListAsync(ct);
        if (request.Before is null)
        {
            await writes.Run(
                (db, _) =>
                {
                    stamp.Note(db, who, "audit.read", "audit", null, new { request.From, request.Until, request.Actor, request.Action, request.Subject });
                    return Task.CompletedTask;
                },
                ct);
        }

        return page;
    }
}

/// <summary>Which lines a reader asked for and may have.</summary>
internal static class AuditQuery
{
    /// <summary>A manager reads what his own staff did, whatever he asked for.</summary>
    public static OrganisationId? Reach(Actor who, ReadAudit.Request request) =>
        Permissions.Of(who.Role, Act.ReadAudit) == Rules.People.Reach.Organisation ? who.Organisation : request.Organisation;

    /// <summary>Newest first.</summary>
    public static IQueryable<AuditEntry> Of(DoorstepDb db, ReadAudit.Request request, OrganisationId? organisation)
    {
        var lines = db.Audit.AsNoTracking().AsQueryable();
        if (organisation is { Value: var code })
        {
            lines = lines.Where(a => a.Organisation == code);
        }

        if (request.From is { } from)
        {
            lines = lines.Where(a => a.At >= from);
        }

        if (request.Until is { } until)
        {
            lines = lines.Where(a => a.At < until);
        }

        if (request.Actor is { Length: > 0 } actor)
        {
            lines = lines.Where(a => a.ActorName == actor);
        }

        if (request.Action is { Length: > 0 } action)
        {
            lines = lines.Where(a => a.Action.StartsWith(action));
        }

        if (request.Subject is { Length: > 0 } subject)
        {
            lines = lines.Where(a => a.Subject.StartsWith(subject));
        }

        if (request.Before is { } before)
        {
            lines = lines.Where(a => a.Id < before);
        }

        return lines.OrderByDescending(a => a.Id)
            .Select(a => new AuditEntry(a.Id, a.At, a.ActorName, a.ActorRole, a.Organisation, a.From, a.Action, a.Subject, a.Before, a.After));
    }
}
