using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Reports the progress of a firmware update (OCPP 2.0.1 part 2, use case L01).</summary>
public sealed record FirmwareStatusNotificationRequest : IOcppRequest<FirmwareStatusNotificationRequest, FirmwareStatusNotificationResponse>
{
    public static string Action => "FirmwareStatusNotification";

    public required FirmwareStatusEnumType Status { get; init; }

    public int? RequestId { get; init; }

    public static FirmwareStatusNotificationRequest Read(ref OcppReader reader)
    {
        FirmwareStatusEnumType? status = null;
        int? requestId = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<FirmwareStatusEnumType>();
            else if (reader.Is("requestId"u8))
                requestId = reader.Integer();
            else
                reader.Unknown();
        }
        return new()
        {
            Status = reader.Required(status, "status"),
            RequestId = requestId,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("status"u8, Status);
        writer.Number("requestId"u8, RequestId);
    }
}

/// <summary>Acknowledges the progress of a firmware update (OCPP 2.0.1 part 2, use case L01).</summary>
public sealed record FirmwareStatusNotificationResponse : IOcppPayload<FirmwareStatusNotificationResponse>
{
    public static FirmwareStatusNotificationResponse Read(ref OcppReader reader)
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

/// <summary>Firmware status (OCPP 2.0.1 part 2 §3).</summary>
public enum FirmwareStatusEnumType : byte
{
    Downloaded,
    DownloadFailed,
    Downloading,
    DownloadScheduled,
    DownloadPaused,
    Idle,
    InstallationFailed,
    Installing,
    Installed,
    InstallRebooting,
    InstallScheduled,
    InstallVerificationFailed,
    InvalidSignature,
    SignatureVerified,
}
