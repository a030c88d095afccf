using Doorstep.Rules.People;

namespace Doorstep.App.Store;

/// <summary>The machine's time, the source of ids and the audit log: what every use case that writes needs.</summary>
public sealed record AuditStamp(IdSource Ids, TimeProvider Clock)
{
    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Adds a line to the audit log, inside the same commit as the change or after the read it tells of.</summary>
    /// <param name="db">The context of the group commit's work.</param>
    /// <param name="who">Who did it.</param>
    /// <param name="action">Verb and object: `tariff.change`, `resident.read`.</param>
    /// <param name="subject">Kind and id of the thing: `station:EZ0001`.</param>
    /// <param name="before">What it was; personal data is masked, secrets are left out.</param>
    /// <param name="after">What it is now.</param>
    public void Note(DoorstepDb db, Actor who, string action, string subject, object? before = null, object? after = null) =>
        db.Audit.Add(new()
        {
            Id = Ids.Next(),
            At = Now,
            ActorId = who.Id,
            ActorName = who.Name,
            ActorRole = who.Role,
            Organisation = who.Organisation?.Value,
            From = who.From,
            Action = action,
            Subject = subject,
            Before = AuditJson.Of(before),
            After = AuditJson.Of(after),
        });
}
