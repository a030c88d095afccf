using Doorstep.App.Pricing;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Rules.Stations;

namespace Doorstep.App.Charging;

/// <summary>Somebody asks for a start: the session and its money are on disk before the pile hears of it.</summary>
public sealed class OpenSession(SessionBook book, TermsFor terms)
{
    public async Task<Decision<SessionId>> Run(LiveStation station, LivePile pile, StartOrder order, CancellationToken ct)
    {
        var price = await terms.Run(station.Id, order.Payer, book.Now, ct);
        if (!price.Granted)
        {
            return price.Refusal;
        }

        if (order.By == StartedBy.App && Mine(pile, order) is { } mine)
        {
            // The same person asked twice: a double tap or a lost answer.
            await book.Settled(ct);
            return mine.State.Id;
        }

        if (station.Entry.Opening.WhyNot(agreement: price.Value.ServiceCeiling is not null || order.By == StartedBy.Operator, book.Now) is { } closed)
        {
            return closed;
        }

        if (StartRule.Refuses(pile.Facts(order.Connector)) is { } refusal)
        {
            return refusal;
        }

        var id = book.NewId();
        var connector = new ConnectorId(pile.Id, order.Connector);
        var session = new Session
        {
            Id = id,
            Connector = connector,
            StartedBy = order.By,
            RequestedAt = book.Now,
            Payer = order.Payer,
            PileTransaction = pile.Entry.Protocol == PileProtocol.Ykc ? TransactionNames.Ykc(connector, id, book.Now, pile) : null,
        };
        var live = new LiveSession(session, price.Value, station.Entry.Provider) { Demonstration = station.Entry.Demonstration, Remark = order.Free ?? order.Remark };
        var held = await book.Open(station, pile, live, evenUnpaid: false, ct);
        if (!held.Granted)
        {
            return held.Refusal;
        }

        var command = new PileCommand.StartCharging(id.Value, id, order.Connector, SessionToken.Of(id), session.PileTransaction ?? "", held.Value);
        if (pile.Link is { } link && await PileLink.Send(pile, link, command))
        {
            await book.Note(pile, order.Connector, "command", $"start {id}", ct);
            return id;
        }

        await book.Apply(station, pile, live, new SessionEvent.StartAnswered(false, "pile.offline"), ct);
        return new Refusal("pile.offline", ("pile", pile.Id.Value));
    }

    private static LiveSession? Mine(LivePile pile, StartOrder order) =>
        pile.OpenOn(order.Connector) is { } open && open.State.Payer is { } payer && payer == order.Payer && open.State.State == SessionState.Starting ? open : null;
}
