using Doorstep.App.Store;
using Doorstep.Rules.Charging;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Charging;

/// <summary>A pile says a session is over; its bill is on disk before that is confirmed.</summary>
public sealed class EndTransaction(SessionBook book, OpenStation stored, IDbContextFactory<DoorstepDb> contexts)
{
    public async Task<CardVerdict> Run(LiveStation station, LivePile pile, TransactionEnded ended, CancellationToken ct)
    {
        var match = StopMatch.Of(ended.Transaction, ended.Token, ended.Claim.Stop, pile.Known);
        var live = match is null ? await FromStore(station, pile, ended.Transaction, ct) : station.Find(match.Id);
        if (live is null)
        {
            // Nobody's session is stopped by a name we never gave to this pile; the figures stay readable in its log.
            await book.Note(pile, ended.Connector, "alert", $"stop.foreign {ended.Transaction} {ended.At:O} {ended.Claim.Stop?.WattHours} Wh {ended.Reason}", ct);
            return CardVerdict.Accepted;
        }

        if (ended.Readings.Count > 0 && !live.State.Over)
        {
            await book.Apply(station, pile, live, new SessionEvent.Read(TakeReadings.Believed(ended.Readings, book)), ct);
        }

        bool repeat = live.State.Over || live.State.Claim is not null;
        await book.Apply(station, pile, live, new SessionEvent.Ended(PileTime.Believed(ended.At, book.Now, book.Rules), ended.Claim, ended.Reason), ct);
        if (repeat)
        {
            await book.Settled(ct);
        }

        return CardVerdict.Accepted;
    }

    /// <summary>A session this memory no longer holds: the pile kept its end for long.</summary>
    private async Task<LiveSession?> FromStore(LiveStation station, LivePile pile, string? transaction, CancellationToken ct)
    {
        if (transaction is null or "" or "0" or "-1")
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Sessions.AsNoTracking().Where(s => s.Pile == pile.Id && (s.PileTransaction == transaction || s.PileTransaction == transaction + "+"))
            .OrderByDescending(s => s.RequestedAt)
            .FirstOrDefaultAsync(ct);
        return row is null ? null : await stored.Remember(station, pile, row, ct);
    }
}
