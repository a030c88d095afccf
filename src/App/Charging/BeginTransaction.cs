using Doorstep.App.Pricing;
using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Rules.Pricing;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Charging;

/// <summary>A pile says it began: the session somebody asked for, a card's, a repeat, or one from a time when it could not reach us.</summary>
public sealed class BeginTransaction(SessionBook book, CardBook cards, TransactionNames names, TermsFor terms, IDbContextFactory<DoorstepDb> contexts)
{
    public async Task<BeganAnswer> Run(LiveStation station, LivePile pile, TransactionBegan began, CancellationToken ct)
    {
        if (await Plugs(pile, began, ct) is { } waiting)
        {
            return waiting;
        }

        began = pile.TakeBegan(began);
        var now = book.Now;
        var at = PileTime.Believed(began.At, now, book.Rules);
        bool kept = began.Offline || PileTime.KeptByPile(at, now, book.Rules);
        // Everything that waits is asked before the state is judged.
        var name = began.Transaction ?? await names.Next(ct);
        var card = began.Token is { } token && !SessionToken.IsOne(token) ? await cards.Find(token, ct) : null;
        var price = await terms.Run(station.Id, card?.Resident, at, ct);
        var start = new PileStart(began.Connector, began.Token, began.Transaction, began.Key, at, ClockWrong: at != began.At);
        if (kept && await Stored(pile, start, ct) is { } stored)
        {
            return new(stored, CardVerdict.Accepted);
        }

        // A name we gave ourselves, or that waits for its beginning, is nobody else's.
        var ours = began.Transaction is null || pile.Sessions.Exists(s => s.State.PileTransaction == name && !s.State.BeginSeen);
        var taken = ours ? [] : await Taken(pile, name, ct);
        var begin = new SessionEvent.Began(name, at, began.Implied ? null : began.Register, began.Implied);
        switch (StartMatch.Of(start, pile.Known, SessionToken.Of))
        {
            case StartMatch.Repeat repeat:
                // On disk already, or in a group queued before this answer: an empty change waits for it.
                await book.Settled(ct);
                // What was to stop when it began is not welcome when it says so again.
                return new(repeat.Session.PileTransaction!, repeat.Session.State == SessionState.Stopping ? CardVerdict.Blocked : CardVerdict.Accepted);
            case StartMatch.Awaited awaited:
                var live = station.Find(awaited.Session.Id)!;
                live.State = live.State with { StartKey = began.Key };
                if (pile.Sessions.FindLast(s => s != live && s.State.Open && s.State.Connector.Number == began.Connector) is { } before && TransactionName.Means(before.State.PileTransaction, name))
                {
                    // The pile has begun something else under the name of what we took for running.
                    await book.Apply(station, pile, before, new SessionEvent.Displaced(), ct);
                }

                await book.Apply(station, pile, live, Free(begin, pile, taken, live), ct);
                return new(name, CardVerdict.Accepted);
            case StartMatch.GivenUp when pile.Sessions.Exists(s => s.State.PileTransaction == $"{name}+"):
                return new(name, CardVerdict.Blocked);
            case StartMatch.GivenUp given:
                if (pile.Sessions.Exists(s => s.State.PileTransaction == name))
                {
                    // The number belongs to the session that was given up; a finished session never opens again.
                    begin = begin with { Transaction = $"{name}+" };
                }

                return await Fresh(station, pile, began, begin, given.Session.Payer, given.Session.StartedBy, CardVerdict.Blocked, "start.late", price, kept, ct);
            case StartMatch.Fresh when began.OnlyAsked:
                await book.Note(pile, began.Connector, "charge.unknown", name, ct);
                return new(name, CardVerdict.Unknown, Nothing: true);
            case StartMatch.Fresh fresh:
                if (fresh.Displaces is { } displaced)
                {
                    await book.Apply(station, pile, station.Find(displaced.Id)!, new SessionEvent.Displaced(), ct);
                }

                var verdict = card is null ? CardVerdict.Unknown : card.Blocked ? CardVerdict.Blocked : CardVerdict.Accepted;
                return await Fresh(station, pile, began, Free(begin, pile, taken, null), card?.Resident, kept ? StartedBy.Pile : StartedBy.Card, verdict, "", price, kept, ct);
            default:
                throw new InvalidOperationException("A start matches nothing known");
        }
    }

    /// <summary>An answer at once where there is nothing to begin: a plug without a person, or a transaction that has begun already.</summary>
    private async Task<BeganAnswer?> Plugs(LivePile pile, TransactionBegan began, CancellationToken ct)
    {
        if (began.Transaction is not { } name)
        {
            return null;
        }

        if (began.Implied && !pile.IsPlugged(name) && pile.Named(name) is { State.StartedAt: not null })
        {
            return new(name, CardVerdict.Accepted);
        }

        var at = PileTime.Believed(began.At, book.Now, book.Rules);
        var start = new PileStart(began.Connector, null, name, null, at, ClockWrong: at != began.At);
        if (!began.Plugged || (pile.Named(name) is { } known && (began.Implied || !StartMatch.GivenTwice(known.State, start, null))))
        {
            return null;
        }

        if (began.Implied)
        {
            return pile.WasOnlyPlugged(name, began.Register) ? new(name, CardVerdict.Accepted, Nothing: true) : null;
        }

        pile.Plugged(began);
        await book.KeepPlug(pile, began, ct);
        return new(name, CardVerdict.Accepted);
    }

    private async Task<BeganAnswer> Fresh(
        LiveStation station, LivePile pile, TransactionBegan began, SessionEvent.Began begin, ResidentId? payer, StartedBy by, CardVerdict verdict, string remark,
        Decision<Terms> price, bool kept, CancellationToken ct)
    {
        // A car may stand at a connector nobody recorded: what it takes is kept for a person to judge, and no live charge goes on there.
        bool lacks = pile.Entry.Lacks(began.Connector);
        if (lacks)
        {
            await book.Note(pile, began.Connector, "alert", $"connector.unknown {begin.Transaction}", ct);
        }

        var asked = new Session
        {
            Id = book.NewId(),
            Connector = new(pile.Id, began.Connector),
            StartedBy = by,
            RequestedAt = begin.At,
            Payer = payer,
            Card = began.Token,
            StartKey = began.Key,
            Offline = kept,
            Dispute = payer is null ? "payer.unknown" : lacks ? "connector.unknown" : null,
        };
        var state = SessionLife.Apply(asked, begin, book.Now, book.Rules).Next;
        var live = new LiveSession(state, price.Granted ? price.Value : null, station.Entry.Provider) { Demonstration = station.Entry.Demonstration, Remark = remark };
        if (state.First is { } first)
        {
            live.Points.Add(first);
            live.Latest = new Reading(first.At, first.Register);
        }

        var shut = kept || verdict != CardVerdict.Accepted ? null : AuthoriseCard.Shut(station, pile, price.Granted && price.Value.ServiceCeiling is not null, begin.At);
        var held = await book.Open(station, pile, live, evenUnpaid: true, ct);
        var why = held.Refusal?.Code ?? shut?.Code ?? (lacks ? "connector.unknown" : $"card.{verdict}".ToLowerInvariant());
        verdict = verdict != CardVerdict.Accepted ? verdict : !held.Granted ? CardVerdict.Short : lacks || shut is not null ? CardVerdict.Blocked : CardVerdict.Accepted;
        // What the pile kept is over or has its card's word; a live start that nobody pays for is stopped.
        if (verdict != CardVerdict.Accepted && !kept)
        {
            await book.Apply(station, pile, live, new SessionEvent.StopAsked(why), ct);
        }

        return new(begin.Transaction, verdict);
    }

    /// <summary>A start from long ago may be a repeat of one this memory no longer holds.</summary>
    private async Task<string?> Stored(LivePile pile, PileStart start, CancellationToken ct)
    {
        if (StartMatch.Of(start, pile.Known, SessionToken.Of) is not StartMatch.Fresh)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Sessions.AsNoTracking()
            .Where(s => s.Pile == pile.Id && (start.Transaction != null ? s.PileTransaction == start.Transaction : s.StartKey == start.Key))
            .Select(s => new { s.PileTransaction, s.StoppedAt })
            .ToListAsync(ct);
        return rows.Find(r => start.Transaction is null || start.ClockWrong || r.StoppedAt is null || start.At <= r.StoppedAt)?.PileTransaction;
    }

    /// <summary>The names among this one's that sessions of this pile bear on disk; this memory holds only the latest.</summary>
    private async Task<HashSet<string>> Taken(LivePile pile, string name, CancellationToken ct)
    {
        HashSet<string> taken = [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        while (await db.Sessions.AnyAsync(s => s.Pile == pile.Id && s.PileTransaction == name, ct))
        {
            taken.Add(name);
            name = TransactionName.Next(name);
        }

        return taken;
    }

    /// <summary>The beginning under a name no other session of the pile bears.</summary>
    private static SessionEvent.Began Free(SessionEvent.Began begin, LivePile pile, HashSet<string> taken, LiveSession? own)
    {
        var name = begin.Transaction;
        while (name != own?.State.PileTransaction && (taken.Contains(name) || pile.Sessions.Exists(s => s != own && s.State.PileTransaction == name)))
        {
            name = TransactionName.Next(name);
        }

        return begin with { Transaction = name };
    }
}
