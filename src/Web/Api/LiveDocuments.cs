using Doorstep.App.Charging;
using Doorstep.Rules.Charging;
using Doorstep.Rules.Stations;

namespace Doorstep.Web.Api;

/// <summary>What is live, as programs read it.</summary>
internal static class LiveDocuments
{
    public sealed record Station(string Id, long Version, DateTimeOffset At, long PowerW, IReadOnlyList<Pile> Piles)
    {
        public static Station Of(StationSnapshot s) => new(s.Station.Value, s.Version, s.At, s.Power.Watts, [.. s.Piles.Select(Pile.Of)]);
    }

    /// <param name="LinkedSince">Since when its link is up; null while it is down, and for those who do not run the station.</param>
    public sealed record Pile(string Number, string Label, PileKind Kind, PileProtocol Protocol, bool OutOfService, DateTimeOffset? LinkedSince, IReadOnlyList<Connector> Connectors)
    {
        public static Pile Of(PileSnapshot p) => new(p.Pile.Value, p.Label, p.Kind, p.Protocol, p.OutOfService, p.LinkedSince, [.. p.Connectors.Select(Connector.Of)]);
    }

    /// <param name="Fault">The pile's own word for it; like `statusAt` only for those who run the station.</param>
    /// <param name="OutOfService">Ordered out of service; while somebody still charges there, from when he has done.</param>
    public sealed record Connector(int Number, ConnectorState State, ReportedStatus Status, string Fault, DateTimeOffset? StatusAt, long PowerW, bool OutOfService, Session? Session)
    {
        public static Connector Of(ConnectorSnapshot c) => new(c.Number, c.State, c.Status, c.Fault, c.StatusAt, c.Power.Watts, c.OutOfService, c.Session is null ? null : LiveDocuments.Session.Of(c.Session));
    }

    /// <param name="StateOfChargePercent">Where the car says it.</param>
    public sealed record Session(
        string Id, string Pile, int Connector, SessionState State, StartedBy StartedBy, string? Resident, DateTimeOffset RequestedAt, DateTimeOffset? StartedAt, DateTimeOffset? FullAt, DateTimeOffset? StoppedAt,
        long EnergyWh, long PowerW, long CostFen, long HeldFen, decimal? StateOfChargePercent, decimal? TemperatureCelsius, DateTimeOffset? ReadAt, string? FailReason, string? StopReason, string? Dispute, bool LinkLost)
    {
        public static Session Of(SessionSnapshot s) => new(
            s.Id.ToString(), s.Connector.Pile.Value, s.Connector.Number, s.State, s.StartedBy, s.Payer?.ToString(), s.RequestedAt, s.StartedAt, s.FullAt, s.StoppedAt,
            s.Energy.WattHours, s.Power.Watts, s.Cost.Fen, s.Held.Fen, s.StateOfCharge / 10m, s.Temperature / 10m, s.ReadAt, s.FailReason, s.StopReason, s.Dispute, s.LinkLost);
    }
}
