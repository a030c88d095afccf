using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Doorstep.App.Store.Rows;
using Doorstep.Rules.People;

namespace Doorstep.App.Store;

/// <summary>Lines of the append-only audit log, written in the same transaction as the change they tell of.</summary>
public static class AuditNotes
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <param name="db">The context of the running work.</param>
    /// <param name="line">Who did what, to which thing.</param>
    /// <param name="before">What it was, personal data and secrets left out by the caller; null when new.</param>
    /// <param name="after">What it is; null when gone.</param>
    /// <param name="stamp">Where ids and the machine's time come from.</param>
    public static void Note(this DoorstepDb db, AuditLine line, object? before, object? after, AuditStamp stamp) => db.Audit.Add(new AuditRow
    {
        Id = stamp.Ids.Next(),
        At = stamp.Clock.GetUtcNow(),
        ActorId = line.Who.Id,
        ActorName = line.Who.Name,
        ActorRole = line.Who.Role,
        Organisation = line.Who.Organisation?.Value,
        From = line.Who.From,
        Action = line.Action,
        Subject = line.Subject,
        Before = before is null ? null : JsonSerializer.Serialize(before, Json),
        After = after is null ? null : JsonSerializer.Serialize(after, Json),
    });
}

/// <summary>One deed: `station.change` to `station:EZ0001`.</summary>
public sealed record AuditLine(Actor Who, string Action, string Subject);

/// <summary>The machine's time and the source of ids: what every use case that writes needs.</summary>
public sealed record AuditStamp(IdSource Ids, TimeProvider Clock)
{
    public DateTimeOffset Now => Clock.GetUtcNow();
}
