using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Reports a security event (OCPP 2.0.1 part 2, use case A04).</summary>
public sealed record SecurityEventNotificationRequest : IOcppRequest<SecurityEventNotificationRequest, SecurityEventNotificationResponse>
{
    public static string Action => "SecurityEventNotification";

    public required string Type { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public string? TechInfo { get; init; }

    public static SecurityEventNotificationRequest Read(ref OcppReader reader)
    {
        string? type = null;
        DateTimeOffset? timestamp = null;
        string? techInfo = null;
        while (reader.Next())
        {
            if (reader.Is("type"u8))
                type = reader.Text(50);
            else if (reader.Is("timestamp"u8))
                timestamp = reader.Time();
            else if (reader.Is("techInfo"u8))
                techInfo = reader.Text(255);
            else
                reader.Unknown();
        }
        return new()
        {
            Type = reader.Required(type, "type"),
            Timestamp = reader.Required(timestamp, "timestamp"),
            TechInfo = techInfo,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("type"u8, Type);
        writer.Time("timestamp"u8, Timestamp);
        writer.Text("techInfo"u8, TechInfo);
    }
}

/// <summary>Acknowledges a security event (OCPP 2.0.1 part 2, use case A04).</summary>
public sealed record SecurityEventNotificationResponse : IOcppPayload<SecurityEventNotificationResponse>
{
    public static SecurityEventNotificationResponse Read(ref OcppReader reader)
    {
        while (reader.Next())
        {
            reader.Unknown();
        }
        return new();
    }

    public void Write(OcppWriter writer)
    {
        // no fields
    }
}
