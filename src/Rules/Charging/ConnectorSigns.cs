using Doorstep.Rules.Stations;

namespace Doorstep.Rules.Charging;

/// <summary>
/// What is known of a connector: whether its pile is linked, was ever heard about it, is out of service by our record, was ordered to take this connector out of
/// service and agreed, and what it last reported.
/// </summary>
public sealed record ConnectorSigns(bool Linked, bool Heard, bool OutOfService, bool TakenOut, ReportedStatus Reported)
{
    /// <summary>
    /// One word for people. A missing link stands above all, then our own record, then a fault; an open session is believed over a pile that still says
    /// it is free, because status and transaction travel as two messages. Many piles call a connector that was taken out plugged until its car has left, and one
    /// that speaks YKC calls it idle for ever; nobody can charge there, so it is unavailable from the moment nobody does.
    /// </summary>
    /// <param name="session">The session on the connector; null when there is none.</param>
    public ConnectorState Judge(Session? session) =>
        !Linked ? (Heard ? ConnectorState.Offline : ConnectorState.Unknown)
        : OutOfService ? ConnectorState.Unavailable
        : Reported switch
        {
            ReportedStatus.Faulted => ConnectorState.Faulted,
            ReportedStatus.Unavailable => ConnectorState.Unavailable,
            ReportedStatus.SuspendedByCar or ReportedStatus.SuspendedByPile => ConnectorState.Suspended,
            _ when session is { State: SessionState.Charging or SessionState.Stopping, FullAt: not null } => ConnectorState.Suspended,
            _ when session is { State: SessionState.Charging or SessionState.Stopping } => ConnectorState.Charging,
            ReportedStatus.Charging => ConnectorState.Charging,
            _ when TakenOut && session is not { State: SessionState.Starting } => ConnectorState.Unavailable,
            ReportedStatus.Preparing or ReportedStatus.Occupied => ConnectorState.Plugged,
            _ when session is { State: SessionState.Starting } => ConnectorState.Plugged,
            ReportedStatus.Finishing => ConnectorState.Finishing,
            ReportedStatus.Reserved => ConnectorState.Reserved,
            ReportedStatus.Available => ConnectorState.Free,
            _ => ConnectorState.Unknown,
        };
}
