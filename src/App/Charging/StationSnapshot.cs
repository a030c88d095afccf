using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Rules.Stations;

namespace Doorstep.App.Charging;

/// <summary>A station as it stands at one moment.</summary>
/// <param name="Version">Grows with every change.</param>
[GenerateSerializer, Immutable]
public sealed record StationSnapshot(StationId Station, long Version, DateTimeOffset At, IReadOnlyList<PileSnapshot> Piles)
{
    public Power Power => new(Piles.Sum(p => p.Connectors.Sum(c => c.Power.Watts)));
}

/// <param name="LinkedSince">Since when its link is up; null while it is down.</param>
[GenerateSerializer, Immutable]
public sealed record PileSnapshot(
    PileId Pile, string Label, PileKind Kind, PileProtocol Protocol, bool OutOfService, DateTimeOffset? LinkedSince, IReadOnlyList<ConnectorSnapshot> Connectors);

/// <param name="OutOfService">Ordered out of service; while somebody still charges there, from when he has done.</param>
[GenerateSerializer, Immutable]
public sealed record ConnectorSnapshot(
    int Number, ConnectorState State, ReportedStatus Status, string Fault, DateTimeOffset? StatusAt, Power Power, SessionSnapshot? Session, bool OutOfService);

/// <summary>A session as it stands at one moment.</summary>
/// <param name="Cost">So far by our readings; the bill once it is made.</param>
/// <param name="StateOfCharge">Tenths of a percent.</param>
/// <param name="Temperature">Tenths of a degree Celsius.</param>
[GenerateSerializer, Immutable]
public sealed record SessionSnapshot(
    SessionId Id,
    ConnectorId Connector,
    SessionState State,
    StartedBy StartedBy,
    ResidentId? Payer,
    DateTimeOffset RequestedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FullAt,
    DateTimeOffset? StoppedAt,
    Energy Energy,
    Power Power,
    Money Cost,
    Money Held,
    int? StateOfCharge,
    int? Temperature,
    DateTimeOffset? ReadAt,
    string? FailReason,
    string? StopReason,
    string? Dispute,
    bool LinkLost);
