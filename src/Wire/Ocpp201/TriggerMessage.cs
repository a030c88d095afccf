using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Asks the station to send a message now (OCPP 2.0.1 part 2, use case F06).</summary>
public sealed record TriggerMessageRequest : IOcppRequest<TriggerMessageRequest, TriggerMessageResponse>
{
    public static string Action => "TriggerMessage";

    public EVSEType? Evse { get; init; }

    public required MessageTriggerEnumType RequestedMessage { get; init; }

    public static TriggerMessageRequest Read(ref OcppReader reader)
    {
        EVSEType? evse = null;
        MessageTriggerEnumType? requestedMessage = null;
        while (reader.Next())
        {
            if (reader.Is("evse"u8))
                evse = reader.Part<EVSEType>();
            else if (reader.Is("requestedMessage"u8))
                requestedMessage = reader.Word<MessageTriggerEnumType>();
            else
                reader.Unknown();
        }
        return new()
        {
            Evse = evse,
            RequestedMessage = reader.Required(requestedMessage, "requestedMessage"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Part("evse"u8, Evse);
        writer.Word("requestedMessage"u8, RequestedMessage);
    }
}

/// <summary>Tells whether the message will come (OCPP 2.0.1 part 2, use case F06).</summary>
public sealed record TriggerMessageResponse : IOcppPayload<TriggerMessageResponse>
{
    public required TriggerMessageStatusEnumType Status { get; init; }

    public StatusInfoType? StatusInfo { get; init; }

    public static TriggerMessageResponse Read(ref OcppReader reader)
    {
        TriggerMessageStatusEnumType? status = null;
        StatusInfoType? statusInfo = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<TriggerMessageStatusEnumType>();
            else if (reader.Is("statusInfo"u8))
                statusInfo = reader.Part<StatusInfoType>();
            else
                reader.Unknown();
        }
        return new()
        {
            Status = reader.Required(status, "status"),
            StatusInfo = statusInfo,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("status"u8, Status);
        writer.Part("statusInfo"u8, StatusInfo);
    }
}

/// <summary>Message trigger (OCPP 2.0.1 part 2 §3).</summary>
public enum MessageTriggerEnumType : byte
{
    BootNotification,
    LogStatusNotification,
    FirmwareStatusNotification,
    Heartbeat,
    MeterValues,
    SignChargingStationCertificate,
    SignV2GCertificate,
    StatusNotification,
    TransactionEvent,
    SignCombinedCertificate,
    PublishFirmwareStatusNotification,
}

/// <summary>Trigger message status (OCPP 2.0.1 part 2 §3).</summary>
public enum TriggerMessageStatusEnumType : byte
{
    Accepted,
    Rejected,
    NotImplemented,
}
