using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Reports the progress of a firmware update (OCPP 1.6 §6.19).</summary>
public sealed record FirmwareStatusNotificationRequest : IOcppRequest<FirmwareStatusNotificationRequest, FirmwareStatusNotificationResponse>
{
    public static string Action => "FirmwareStatusNotification";

    public required FirmwareStatus Status { get; init; }

    public static FirmwareStatusNotificationRequest Read(ref OcppReader reader)
    {
        FirmwareStatus? status = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<FirmwareStatus>();
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

/// <summary>Acknowledges the progress of a firmware update (OCPP 1.6 §6.20).</summary>
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

/// <summary>Firmware status (OCPP 1.6 §7.25).</summary>
public enum FirmwareStatus : byte
{
    Downloaded,
    DownloadFailed,
    Downloading,
    Idle,
    InstallationFailed,
    Installing,
    Installed,
}
