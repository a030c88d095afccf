using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>The audit log's lines under a filter as a whole, newest first, for a file; taking them out of the house is itself a line of the log.</summary>
public sealed class ExportAudit(IDbContextFactory<DoorstepDb> contexts, GroupCommit writes, AuditStamp stamp)
{
    /// <summary>More than a spreadsheet program opens at ease; who needs more narrows the days.</summary>
    public const int MostLines = 100_000;

    public async Task<Decision<IReadOnlyList<AuditEntry>>> Run(Actor who, ReadAudit.Request request, CancellationToken ct)
    {
        var organisation = AuditQuery.Reach(who, request);
        if (Permissions.Refuses(who, Act.ReadAudit, new(organisation)) is { } no)
        {
            return no;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var lines = await AuditQuery.Of(db, request, organisation).Take(MostLines).ToListAsync(ct);
        // Before the first byte leaves: an export nobody can find in the log would be worse than one that failed.
        await writes.Run(
            (db, _) =>
            {
                stamp.Note(db, who, "audit.export", "audit", null, new { request.From, request.Until, request.Actor, request.Action, request.Subject, Lines = lines.Count });
                return Task.CompletedTask;
            },
            ct);
        return lines;
    }
}
