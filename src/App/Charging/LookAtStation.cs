using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Rules.Stations;

namespace Doorstep.App.Charging;

/// <summary>A picture of a station for pages and other nodes.</summary>
public sealed class LookAtStation(CityClock clock)
{
    public StationSnapshot? At(LiveStation station, long since)
    {
        return station.Version == since
            ? null
            : new(station.Id, station.Version, clock.GetUtcNow(), [.. station.Piles.OrderBy(p => p.Id.Value, StringComparer.Ordinal).Select(Pile)]);
    }

    private static PileSnapshot Pile(LivePile pile)
    {
        foreach (var listed in pile.Entry.Connectors)
        {
            pile.Connector(listed.Number);
        }

        return new(
            pile.Id, pile.Entry.Label, pile.Entry.Kind, pile.Entry.Protocol, pile.Entry.OutOfService, pile.LinkedSince,
            [.. pile.Connectors.Where(c => c.Number > 0).Select(c => Connector(pile, c))]);
    }

    private static ConnectorSnapshot Connector(LivePile pile, LiveConnector connector)
    {
        var live = pile.Sessions.FindLast(s => s.State.Connector.Number == connector.Number && (s.State.Open || !s.State.Over));
        var session = live is null ? null : SessionRows.Snapshot(live);
        var signs = new ConnectorSigns(pile.Link is not null, connector.StatusAt is not null, pile.Entry.OutOfService, connector.OutOfService, connector.Status);
        return new(connector.Number, signs.Judge(live?.State), connector.Status, connector.Fault, connector.StatusAt, session?.Power ?? Power.Zero, session, connector.OutOfService);
    }
}
