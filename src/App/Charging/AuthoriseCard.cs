using Doorstep.App.Pricing;
using Doorstep.Rules;
using Doorstep.Rules.Charging;

namespace Doorstep.App.Charging;

/// <summary>A card is shown to a pile: may it charge, and (YKC) begin at once.</summary>
public sealed class AuthoriseCard(SessionBook book, CardBook cards, TermsFor terms)
{
    /// <summary>Why nobody may begin here at that time, whatever his card; null when the station and the pile are in service.</summary>
    internal static Refusal? Shut(LiveStation station, LivePile pile, bool agreement, DateTimeOffset at) =>
        pile.Entry.OutOfService ? new Refusal("pile.out-of-service", ("pile", pile.Id.Value)) : station.Entry.Opening.WhyNot(agreement, at);

    public async Task<CardVerdict> Run(LiveStation station, LivePile pile, CardShown shown, CancellationToken ct)
    {
        if (SessionToken.IsOne(shown.Card))
        {
            // Some piles ask for the word of our own remote start.
            return pile.Sessions.Exists(s => s.State.Open && string.Equals(SessionToken.Of(s.State.Id), shown.Card, StringComparison.OrdinalIgnoreCase))
                ? CardVerdict.Accepted
                : CardVerdict.Unknown;
        }

        var card = await cards.Find(shown.Card, ct);
        if (card is null or { Blocked: true })
        {
            return card is null ? CardVerdict.Unknown : CardVerdict.Blocked;
        }

        if (pile.Sessions.Exists(s => s.State.Open && string.Equals(s.State.Card, shown.Card, StringComparison.OrdinalIgnoreCase)))
        {
            // Shown again to end what it began: a station may close while a car charges.
            return CardVerdict.Accepted;
        }

        var price = await terms.Run(station.Id, card.Resident, book.Now, ct);
        return Shut(station, pile, price.Granted && price.Value.ServiceCeiling is not null, book.Now) is null ? CardVerdict.Accepted : CardVerdict.Blocked;
    }

    /// <summary>The pile asks us to begin (YKC 0x31): we make the session and its number, the pile then says it began.</summary>
    public async Task<CardStartAnswer> Start(LiveStation station, LivePile pile, CardShown shown, CancellationToken ct)
    {
        var card = await cards.Find(shown.Card, ct);
        if (card is null or { Blocked: true })
        {
            return new(card is null ? CardVerdict.Unknown : CardVerdict.Blocked, "", Money.Zero);
        }

        var price = await terms.Run(station.Id, card.Resident, book.Now, ct);
        if (!price.Granted)
        {
            return new(CardVerdict.Blocked, "", Money.Zero, price.Refusal.Code);
        }

        var waiting = pile.OpenOn(shown.Connector);
        if (waiting is { State: { State: SessionState.Starting, StartedBy: StartedBy.Card } same } && string.Equals(same.Card, shown.Card, StringComparison.OrdinalIgnoreCase))
        {
            // The same question again: its answer was lost.
            await book.Settled(ct);
            return new(CardVerdict.Accepted, waiting.State.PileTransaction!, waiting.State.Held);
        }

        if ((station.Entry.Opening.WhyNot(price.Value.ServiceCeiling is not null, book.Now) ?? StartRule.Refuses(pile.Facts(shown.Connector))) is { } refusal)
        {
            return new(refusal.Code == "connector.busy" ? CardVerdict.Busy : CardVerdict.Blocked, "", Money.Zero, refusal.Code);
        }

        var id = book.NewId();
        var connector = new ConnectorId(pile.Id, shown.Connector);
        var session = new Session
        {
            Id = id,
            Connector = connector,
            StartedBy = StartedBy.Card,
            RequestedAt = book.Now,
            Payer = card.Resident,
            Card = shown.Card,
            PileTransaction = TransactionNames.Ykc(connector, id, book.Now, pile),
        };
        var live = new LiveSession(session, price.Value, station.Entry.Provider) { Demonstration = station.Entry.Demonstration };
        var held = await book.Open(station, pile, live, evenUnpaid: false, ct);
        return held.Granted
            ? new(CardVerdict.Accepted, session.PileTransaction, held.Value)
            : new(CardVerdict.Short, "", Money.Zero, held.Refusal.Code);
    }
}
