using System.Text.Json;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;

namespace Doorstep.App.Charging;

/// <summary>An effect waiting in the outbox under `tell-resident`: who is told what about which session.</summary>
public sealed record TellResident(long Resident, string Kind, long Session, string Pile, int Connector, long WattHours, long? TotalFen, string? Reason, DateTimeOffset At)
{
    public const string OutboxKind = "tell-resident";

    internal static OutboxRow Row(long id, SessionRow s, string kind, DateTimeOffset now) => new()
    {
        Id = id,
        Kind = OutboxKind,
        Body = JsonSerializer.Serialize(new TellResident(s.Resident!.Value.Value, kind, s.Id.Value, s.Pile.Value, s.Connector, s.Energy.WattHours, s.Total?.Fen, s.FailReason, now)),
        At = now,
    };
}

/// <summary>Performs <see cref="TellResident"/>: puts the message where the resident finds it. The effect's id is the message's, so that one told twice is there once.</summary>
public sealed class LeaveMessage(GroupCommit writes) : IPerform<TellResident>
{
    public Task Perform(TellResident effect, long id, CancellationToken ct) => writes.Run(
        async (db, token) =>
        {
            // Whoever had himself erased in the meantime is told nothing any more.
            if (await db.Messages.FindAsync([id], token) is null && await db.Residents.FindAsync([new ResidentId(effect.Resident)], token) is { DeletedAt: null })
            {
                db.Messages.Add(new()
                {
                    Id = id,
                    Resident = new(effect.Resident),
                    Kind = effect.Kind,
                    Session = new(effect.Session),
                    Pile = new(effect.Pile),
                    Connector = effect.Connector,
                    Energy = new(effect.WattHours),
                    Total = effect.TotalFen is { } fen ? new Money(fen) : null,
                    Reason = effect.Reason,
                    At = effect.At,
                });
            }
        },
        ct);
}
