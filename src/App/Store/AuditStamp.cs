using Doorstep.Rules.People;

namespace Doorstep.App.Store;

/// <summary>One deed: `station.change` to `station:EZ0001`.</summary>
public sealed record AuditLine(Actor Who, string Action, string Subject);

/// <summary>The machine's time and the source of ids: what every use case that writes needs.</summary>
public sealed record AuditStamp(IdSource Ids, TimeProvider Clock)
{
    public DateTimeOffset Now => Clock.GetUtcNow();
}

/// <summary>The audit log for use cases that stamp more than its lines.</summary>
public static class AuditNotes
{
    /// <inheritdoc cref="AuditTrail.Note"/>
    public static void Note(this DoorstepDb db, AuditLine line, object? before, object? after, AuditStamp stamp) =>
        new AuditTrail(stamp.Ids, stamp.Clock).Note(db, line.Who, line.Action, line.Subject, before, after);
}
