using System.Collections.Concurrent;
using Doorstep.App.People;
using Doorstep.App.Store;
using Doorstep.Rules;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Charging;

/// <summary>What is known of a card; blocked also when its holder is.</summary>
public sealed record CardEntry(string Uid, ResidentId Resident, bool Blocked);

/// <summary>Cards by number, remembered for a short while so that a rush of starts does not ask the store each time.</summary>
public sealed class CardBook(IDbContextFactory<DoorstepDb> contexts, AgreementBook agreements, TimeProvider clock)
{
    /// <summary>How long a blocked card may still start.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    /// <summary>Strangers trying numbers must not fill the memory.</summary>
    private const int MostRemembered = 200_000;

    private readonly ConcurrentDictionary<string, (CardEntry? Card, long Until)> known = new(StringComparer.Ordinal);

    public async ValueTask<CardEntry?> Find(string uid, CancellationToken ct)
    {
        var key = uid.ToUpperInvariant();
        long now = clock.GetTimestamp();
        if (known.TryGetValue(key, out var entry) && entry.Until > now)
        {
            return entry.Card;
        }

        long changes = agreements.Changes;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await (
            from c in db.Cards.AsNoTracking()
            join r in db.Residents.AsNoTracking() on c.Resident equals r.Id
            where c.Uid == key
            select new
            {
                Card = new CardEntry(c.Uid, c.Resident, c.BlockedAt != null || r.BlockedAt != null || r.DeletedAt != null),
                r.AgreementFrom,
                r.AgreementUntil,
            }).FirstOrDefaultAsync(ct);
        var card = found?.Card;
        if (found is not null)
        {
            // The next question is what its holder pays: the start that follows is answered without asking the store.
            agreements.Remember(found.Card.Resident, found.AgreementFrom, found.AgreementUntil, changes);
        }

        if (known.Count > MostRemembered)
        {
            known.Clear();
        }

        // An unknown card is asked for again soon: it may have been given out a moment ago.
        known[key] = (card, now + (long)((card is null ? Remembered / 10 : Remembered).TotalSeconds * clock.TimestampFrequency));
        return card;
    }
}
