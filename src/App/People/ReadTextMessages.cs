using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>The local outbox for administrators, newest first. Every reading is in the audit log: the messages hold phones and codes.</summary>
public sealed class ReadTextMessages(IDbContextFactory<DoorstepDb> contexts, GroupCommit writes, AuditStamp stamp)
{
    /// <param name="Phone">Only messages to this number, as typed; null for all.</param>
    /// <param name="Take">1 to 200.</param>
    public sealed record Request(string? Phone = null, int Take = 50);

    public sealed record Line(long Id, string Phone, string Text, DateTimeOffset At);

    /// <summary>The newest message's id, 0 where there is none or the asker may not know; says nothing of anybody, so a page may ask it every second without a line in the log.</summary>
    public async Task<long> Newest(Actor who, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.ReadTextMessages, new()) is not null)
        {
            return 0;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.TextMessages.MaxAsync(m => (long?)m.Id, ct) ?? 0;
    }

    public async Task<Decision<IReadOnlyList<Line>>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.ReadTextMessages, new()) is { } no)
        {
            return no;
        }

        string? phone = null;
        if (request.Phone is not null)
        {
            var parsed = PhoneNumber.Parse(request.Phone);
            if (!parsed.Granted)
            {
                return parsed.Refusal;
            }

            phone = parsed.Value.Value;
        }

        await writes.Run(
            (db, _) =>
            {
                stamp.Note(db, who, "text-message.read", phone is null ? "text-messages" : "text-messages:one", null, new { Phone = phone });
                return Task.CompletedTask;
            },
            ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.TextMessages.AsNoTracking().Where(m => phone == null || m.Phone == phone).OrderByDescending(m => m.Id)
            .Take(Math.Clamp(request.Take, 1, 200)).Select(m => new Line(m.Id, m.Phone, m.Text, m.At)).ToListAsync(ct);
    }
}
