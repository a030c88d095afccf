using Doorstep.Rules;
using Doorstep.Rules.Charging;

namespace Doorstep.App.Charging;

/// <summary>
/// A pile's record of a whole charge (YKC 0x3B): known by its 32-digit number alone, however often it comes.
/// A number we never gave was made by a pile that could not reach us: the charge is recorded after the fact.
/// </summary>
public sealed class TakeRecord(SessionBook book, BeginTransaction begin, EndTransaction end)
{
    public async Task<bool> Run(LiveStation station, LivePile pile, TransactionRecorded record, CancellationToken ct)
    {
        var from = PileTime.Believed(record.From, book.Now, book.Rules);
        var to = PileTime.Believed(record.To, book.Now, book.Rules);
        var known = pile.Sessions.FindLast(s => s.State.PileTransaction == record.Transaction);
        bool nothing = (record.Claim.Energy ?? Energy.Zero) == Energy.Zero;
        if (known is null && nothing)
        {
            await book.Note(pile, record.Connector, "record.empty", $"{record.Transaction} {record.Reason}", ct);
            return true;
        }

        if (known?.State is { BeginSeen: false, Over: false } && !nothing)
        {
            await book.Apply(station, pile, known, new SessionEvent.Began(record.Transaction, Earliest(known, from), Energy.Zero), ct);
        }
        else if (known is null || (known.State.State == SessionState.Failed && !nothing))
        {
            // Under a new name when ours was given up: a finished session never opens again.
            var name = known is null ? record.Transaction : $"{record.Transaction}+";
            await begin.Run(station, pile, new TransactionBegan(record.Connector, known is null ? record.Card : SessionToken.Of(known.State.Id), name, null, from, Energy.Zero, Offline: true), ct);
            record = record with { Transaction = name };
        }

        await book.Note(pile, record.Connector, "record", $"{record.Transaction} {record.Meter}", ct);
        await end.Run(station, pile, new TransactionEnded(record.Connector, record.Transaction, record.Card, to, record.Claim, record.Reason, []), ct);
        return true;
    }

    /// <summary>The pile's clock may be off; what we asked for cannot have begun before we asked.</summary>
    private static DateTimeOffset Earliest(LiveSession known, DateTimeOffset from) => from < known.State.RequestedAt ? known.State.RequestedAt : from;
}
