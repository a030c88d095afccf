using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>What the asker was told about his charges, newest first, and how much of it he has not read.</summary>
public sealed class ListMyMessages(IDbContextFactory<DoorstepDb> contexts)
{
    private const int MostAtOnce = 200;

    /// <param name="Before">The id of the last message of the page before.</param>
    /// <param name="Take">1 to 200.</param>
    public sealed record Request(long? Before = null, int Take = 50);

    public sealed record Page(int Unread, IReadOnlyList<MessageRow> Messages);

    public async Task<Decision<Page>> Run(Actor who, Request request, CancellationToken ct)
    {
        var owner = MessageOwner.Of(who);
        if (!owner.Granted)
        {
            return owner.Refusal;
        }

        var me = owner.Value;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var mine = db.Messages.AsNoTracking().Where(m => m.Resident == me);
        var before = request.Before ?? long.MaxValue;
        return new Page(
            await mine.CountAsync(m => m.ReadAt == null, ct),
            await mine.Where(m => m.Id < before).OrderByDescending(m => m.Id).Take(Math.Clamp(request.Take, 1, MostAtOnce)).ToListAsync(ct));
    }

    /// <summary>How many messages the asker has not read; 0 for whoever gets none.</summary>
    public async Task<int> Unread(Actor who, CancellationToken ct)
    {
        if (who.Resident is not { } me)
        {
            return 0;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Messages.CountAsync(m => m.Resident == me && m.ReadAt == null, ct);
    }
}
