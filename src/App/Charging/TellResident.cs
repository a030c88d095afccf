using System.Text.Json;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;

namespace Doorstep.App.Charging;

/// <summary>An effect waiting in the outbox under `tell-resident`: who is told what about which session.</summary>
public sealed record TellResident(long Resident, string Kind, long Session, string Pile, int Connector, long WattHours, long? TotalFen, string? Reason)
{
    public const string OutboxKind = "tell-resident";

    internal static OutboxRow Row(long id, SessionRow s, string kind, DateTimeOffset now) => new()
    {
        Id = id,
        Kind = OutboxKind,
        Body = JsonSerializer.Serialize(
            new TellResident(s.Resident!.Value.Value, kind, s.Id.Value, s.Pile.Value, s.Connector, s.Energy.WattHours, s.Total?.Fen, s.FailReason),
            JsonSerializerOptions.Web),
        At = now,
    };
}
