using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>The asker has read his messages up to one of them.</summary>
public sealed class MarkMessagesRead(GroupCommit writes, TimeProvider clock)
{
    /// <param name="UpTo">The id of the newest message he has seen; null for all.</param>
    public sealed record Request(long? UpTo = null);

    /// <summary>Answers how many were new to him.</summary>
    public async Task<Decision<int>> Run(Actor who, Request request, CancellationToken ct)
    {
        var owner = MessageOwner.Of(who);
        if (!owner.Granted)
        {
            return owner.Refusal;
        }

        var (me, last, now) = (owner.Value, request.UpTo ?? long.MaxValue, clock.GetUtcNow());
        return await writes.Run(
            async (db, token) =>
            {
                var unread = await db.Messages.Where(m => m.Resident == me && m.ReadAt == null && m.Id <= last).ToListAsync(token);
                unread.ForEach(m => m.ReadAt = now);
                return unread.Count;
            },
            ct);
    }
}
