using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Reports the state of a connector (OCPP 2.0.1 part 2, use case G01).</summary>
public sealed record StatusNotificationRequest : IOcppRequest<StatusNotificationRequest, StatusNotificationResponse>
{
    public static string Action => "StatusNotification";

    public required DateTimeOffset Timestamp { get; init; }

    public required ConnectorStatusEnumType ConnectorStatus { get; init; }

    public required int EvseId { get; init; }

    public required int ConnectorId { get; init; }

    public static StatusNotificationRequest Read(ref OcppReader reader)
    {
        DateTimeOffset? timestamp = null;
        ConnectorStatusEnumType? connectorStatus = null;
        int? evseId = null;
        int? connectorId = null;
        while (reader.Next())
        {
            if (reader.Is("timestamp"u8))
                timestamp = reader.Time();
            else if (reader.Is("connectorStatus"u8))
                connectorStatus = reader.Word<ConnectorStatusEnumType>();
            else if (reader.Is("evseId"u8))
                evseId = reader.Integer(least: 0);
            else if (reader.Is("connectorId"u8))
                connectorId = reader.Integer(least: 0);
            else
                reader.Unknown();
        }
        return new()
        {
            Timestamp = reader.Required(timestamp, "timestamp"),
            ConnectorStatus = reader.Required(connectorStatus, "connectorStatus"),
            EvseId = reader.Required(evseId, "evseId"),
            ConnectorId = reader.Required(connectorId, "connectorId"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Time("timestamp"u8, Timestamp);
        writer.Word("connectorStatus"u8, ConnectorStatus);
        writer.Number("evseId"u8, EvseId);
        writer.Number("connectorId"u8, ConnectorId);
    }
}

/// <summary>Acknowledges a state (OCPP 2.0.1 part 2, use case G01).</summary>
public sealed record StatusNotificationResponse : IOcppPayload<StatusNotificationResponse>
{
    public static StatusNotificationResponse Read(ref OcppReader reader)
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

/// <summary>Connector status (OCPP 2.0.1 part 2 §3).</summary>
public enum ConnectorStatusEnumType : byte
{
    Available,
    Occupied,
    Reserved,
    Unavailable,
    Faulted,
}
