using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Asks the charge point to send a message now (OCPP 1.6 §6.51).</summary>
public sealed record TriggerMessageRequest : IOcppRequest<TriggerMessageRequest, TriggerMessageResponse>
{
    public static string Action => "TriggerMessage";

    public required MessageTrigger RequestedMessage { get; init; }

    public int? ConnectorId { get; init; }

    public static TriggerMessageRequest Read(ref OcppReader reader)
    {
        MessageTrigger? requestedMessage = null;
        int? connectorId = null;
        while (reader.Next())
        {
            if (reader.Is("requestedMessage"u8))
                requestedMessage = reader.Word<MessageTrigger>();
            else if (reader.Is("connectorId"u8))
                connectorId = reader.Integer();
            else
                reader.Unknown();
        }
        return new()
        {
            RequestedMessage = reader.Required(requestedMessage, "requestedMessage"),
            ConnectorId = connectorId,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("requestedMessage"u8, RequestedMessage);
        writer.Number("connectorId"u8, ConnectorId);
    }
}

/// <summary>Tells whether the message will come (OCPP 1.6 §6.52).</summary>
public sealed record TriggerMessageResponse : IOcppPayload<TriggerMessageResponse>
{
    public required TriggerMessageStatus Status { get; init; }

    public static TriggerMessageResponse Read(ref OcppReader reader)
    {
        TriggerMessageStatus? status = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<TriggerMessageStatus>();
            else
                reader.Unknown();
        }
        return new()
        {
            Status = reader.Required(status, "status"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("status"u8, Status);
    }
}

/// <summary>Message trigger (OCPP 1.6 §7.32).</summary>
public enum MessageTrigger : byte
{
    BootNotification,
    DiagnosticsStatusNotification,
    FirmwareStatusNotification,
    Heartbeat,
    MeterValues,
    StatusNotification,
}

/// <summary>Trigger message status (OCPP 1.6 §7.44).</summary>
public enum TriggerMessageStatus : byte
{
    Accepted,
    Rejected,
    NotImplemented,
}
