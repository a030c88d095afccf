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

    public void Forget(ResidentId resident)
    {
        Interlocked.Increment(ref changes);
        known.TryRemove(resident, out _);
    }

    private async ValueTask<(DateOnly? From, DateOnly? Until)> Find(ResidentId resident, CancellationToken ct)
    {
        long now = clock.GetTimestamp();
        if (known.TryGetValue(resident, out var entry) && entry.Fresh > now)
        {
            return (entry.From, entry.Until);
        }

        long before = Interlocked.Read(ref changes);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Residents.AsNoTracking().Where(r => r.Id == resident).Select(r => new { r.AgreementFrom, r.AgreementUntil }).FirstOrDefaultAsync(ct);
        if (known.Count >= MostRemembered)
        {
            known.Clear();
        }

        known[resident] = (row?.AgreementFrom, row?.AgreementUntil, now + (long)(Remembered.TotalSeconds * clock.TimestampFrequency));
        if (Interlocked.Read(ref changes) != before)
        {
            // It was read before somebody changed it.
            known.TryRemove(resident, out _);
        }

        return (row?.AgreementFrom, row?.AgreementUntil);
    }
}
