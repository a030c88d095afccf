using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Reports the state of a connector (0: the whole charge point) (OCPP 1.6 §6.47).</summary>
public sealed record StatusNotificationRequest : IOcppRequest<StatusNotificationRequest, StatusNotificationResponse>
{
    public static string Action => "StatusNotification";

    public required int ConnectorId { get; init; }

    public required ChargePointErrorCode ErrorCode { get; init; }

    public string? Info { get; init; }

    public required ChargePointStatus Status { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    public string? VendorId { get; init; }

    public string? VendorErrorCode { get; init; }

    public static StatusNotificationRequest Read(ref OcppReader reader)
    {
        int? connectorId = null;
        ChargePointErrorCode? errorCode = null;
        string? info = null;
        ChargePointStatus? status = null;
        DateTimeOffset? timestamp = null;
        string? vendorId = null;
        string? vendorErrorCode = null;
        while (reader.Next())
        {
            if (reader.Is("connectorId"u8))
                connectorId = reader.Integer(least: 0);
            else if (reader.Is("errorCode"u8))
                errorCode = reader.Word<ChargePointErrorCode>();
            else if (reader.Is("info"u8))
                info = reader.Text(50);
            else if (reader.Is("status"u8))
                status = reader.Word<ChargePointStatus>();
            else if (reader.Is("timestamp"u8))
                timestamp = reader.Time();
            else if (reader.Is("vendorId"u8))
                vendorId = reader.Text(255);
            else if (reader.Is("vendorErrorCode"u8))
                vendorErrorCode = reader.Text(50);
            else
                reader.Unknown();
        }
        return new()
        {
            ConnectorId = reader.Required(connectorId, "connectorId"),
            ErrorCode = reader.Required(errorCode, "errorCode"),
            Info = info,
            Status = reader.Required(status, "status"),
            Timestamp = timestamp,
            VendorId = vendorId,
            VendorErrorCode = vendorErrorCode,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("connectorId"u8, ConnectorId);
        writer.Word("errorCode"u8, ErrorCode);
        writer.Text("info"u8, Info);
        writer.Word("status"u8, Status);
        writer.Time("timestamp"u8, Timestamp);
        writer.Text("vendorId"u8, VendorId);
        writer.Text("vendorErrorCode"u8, VendorErrorCode);
    }
}

/// <summary>Acknowledges a state (OCPP 1.6 §6.48).</summary>
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

/// <summary>Charge point error code (OCPP 1.6 §7.6).</summary>
public enum ChargePointErrorCode : byte
{
    ConnectorLockFailure,
    EVCommunicationError,
    GroundFailure,
    HighTemperature,
    InternalError,
    LocalListConflict,
    NoError,
    OtherError,
    OverCurrentFailure,
    PowerMeterFailure,
    PowerSwitchFailure,
    ReaderFailure,
    ResetFailure,
    UnderVoltage,
    OverVoltage,
    WeakSignal,
}

/// <summary>Charge point status (OCPP 1.6 §7.7).</summary>
public enum ChargePointStatus : byte
{
    Available,
    Preparing,
    Charging,
    SuspendedEVSE,
    SuspendedEV,
    Finishing,
    Reserved,
    Unavailable,
    Faulted,
}
