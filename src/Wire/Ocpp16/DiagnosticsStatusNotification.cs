using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Reports the progress of a diagnostics upload (OCPP 1.6 §6.17).</summary>
public sealed record DiagnosticsStatusNotificationRequest : IOcppRequest<DiagnosticsStatusNotificationRequest, DiagnosticsStatusNotificationResponse>
{
    public static string Action => "DiagnosticsStatusNotification";

    public required DiagnosticsStatus Status { get; init; }

    public static DiagnosticsStatusNotificationRequest Read(ref OcppReader reader)
    {
        DiagnosticsStatus? status = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<DiagnosticsStatus>();
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

/// <summary>Acknowledges the progress of a diagnostics upload (OCPP 1.6 §6.18).</summary>
public sealed record DiagnosticsStatusNotificationResponse : IOcppPayload<DiagnosticsStatusNotificationResponse>
{
    public static DiagnosticsStatusNotificationResponse Read(ref OcppReader reader)
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

/// <summary>Diagnostics status (OCPP 1.6 §7.24).</summary>
public enum DiagnosticsStatus : byte
{
    Idle,
    Uploaded,
    UploadFailed,
    Uploading,
}
