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
        return new(connector.Number, State(pile, connector, session), connector.Status, connector.Fault, connector.StatusAt, session?.Power ?? Power.Zero, session);
    }

    /// <summary>One word for people, from what the pile says and what we know.</summary>
    public static ConnectorState State(LivePile pile, LiveConnector connector, SessionSnapshot? session) =>
        pile.Link is null ? (connector.StatusAt is null ? ConnectorState.Unknown : ConnectorState.Offline)
        : pile.Entry.OutOfService ? ConnectorState.Unavailable
        : connector.Status switch
        {
            ConnectorStatus.Faulted => ConnectorState.Faulted,
            ConnectorStatus.Unavailable => ConnectorState.Unavailable,
            ConnectorStatus.SuspendedByCar or ConnectorStatus.SuspendedByPile => ConnectorState.Suspended,
            _ when session is { State: SessionState.Charging or SessionState.Stopping, FullAt: not null } => ConnectorState.Suspended,
            _ when session is { State: SessionState.Charging or SessionState.Stopping } => ConnectorState.Charging,
            ConnectorStatus.Charging => ConnectorState.Charging,
            ConnectorStatus.Preparing or ConnectorStatus.Occupied => ConnectorState.Plugged,
            _ when session is { State: SessionState.Starting } => ConnectorState.Plugged,
            ConnectorStatus.Finishing => ConnectorState.Finishing,
            ConnectorStatus.Reserved => ConnectorState.Reserved,
            ConnectorStatus.Available => ConnectorState.Free,
            _ => ConnectorState.Unknown,
        };
}
