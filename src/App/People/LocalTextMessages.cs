using Doorstep.App.Store;

namespace Doorstep.App.People;

/// <summary>The embedded sender: no carrier at all; messages lie in a local outbox that only administrators can read.</summary>
public sealed class LocalTextMessages(GroupCommit writes, TimeProvider clock) : ITextMessageSender
{
    public Task Send(long id, string phone, string text, CancellationToken ct) => writes.Run(
        async (db, token) =>
        {
            if (await db.TextMessages.FindAsync([id], token) is null)
            {
                db.TextMessages.Add(new() { Id = id, Phone = phone, Text = text, At = clock.GetUtcNow(), SentAt = clock.GetUtcNow() });
            }
        },
        ct);
}
