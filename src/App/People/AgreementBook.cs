using System.Collections.Concurrent;
using Doorstep.App.Store;
using Doorstep.Rules;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>
/// Who has an agreement, remembered for a short while, so that a rush of starts does not ask the store each time. A change on this node is felt
/// at once, one on another node within <see cref="Remembered"/>.
/// </summary>
public sealed class AgreementBook(IDbContextFactory<DoorstepDb> contexts, TimeProvider clock)
{
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    private const int MostRemembered = 200_000;

    private readonly ConcurrentDictionary<ResidentId, (DateOnly? From, DateOnly? Until, long Fresh)> known = new();

    private long changes;

    public async ValueTask<bool> HasOn(ResidentId resident, DateOnly day, CancellationToken ct)
    {
        var (from, until) = await Find(resident, ct);
        return from <= day && (until is null || day <= until);
    }

    /// <summary>How many changes this node has felt; asked before the store is read, so that <see cref="Remember"/> knows what came in between.</summary>
    public long Changes => Interlocked.Read(ref changes);

    /// <summary>What somebody has just read from the store, so that it is not read again.</summary>
    public void Remember(ResidentId resident, DateOnly? from, DateOnly? until, long changesBefore)
    {
        if (known.Count >= MostRemembered)
        {
            known.Clear();
        }

        known[resident] = (from, until, clock.GetTimestamp() + (long)(Remembered.TotalSeconds * clock.TimestampFrequency));
        if (Changes != changesBefore)
        {
            // It was read before somebody changed it.
            known.TryRemove(resident, out _);
        }
    }

    public void Forget(ResidentId resident)
    {
        Interlocked.Increment(ref changes);
        known.TryRemove(resident, out _);
    }

    private async ValueTask<(DateOnly? From, DateOnly? Until)> Find(ResidentId resident, CancellationToken ct)
    {
        if (known.TryGetValue(resident, out var entry) && entry.Fresh > clock.GetTimestamp())
        {
            return (entry.From, entry.Until);
        }

        long before = Changes;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Residents.AsNoTracking().Where(r => r.Id == resident).Select(r => new { r.AgreementFrom, r.AgreementUntil }).FirstOrDefaultAsync(ct);
        Remember(resident, row?.AgreementFrom, row?.AgreementUntil, before);
        return (row?.AgreementFrom, row?.AgreementUntil);
    }
}
