using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Reports the progress of a log upload (OCPP 2.0.1 part 2, use case N01).</summary>
public sealed record LogStatusNotificationRequest : IOcppRequest<LogStatusNotificationRequest, LogStatusNotificationResponse>
{
    public static string Action => "LogStatusNotification";

    public required UploadLogStatusEnumType Status { get; init; }

    public int? RequestId { get; init; }

    public static LogStatusNotificationRequest Read(ref OcppReader reader)
    {
        UploadLogStatusEnumType? status = null;
        int? requestId = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<UploadLogStatusEnumType>();
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

/// <summary>Acknowledges the progress of a log upload (OCPP 2.0.1 part 2, use case N01).</summary>
public sealed record LogStatusNotificationResponse : IOcppPayload<LogStatusNotificationResponse>
{
    public static LogStatusNotificationResponse Read(ref OcppReader reader)
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

/// <summary>Upload log status (OCPP 2.0.1 part 2 §3).</summary>
public enum UploadLogStatusEnumType : byte
{
    BadMessage,
    Idle,
    NotSupportedOperation,
    PermissionDenied,
    Uploaded,
    UploadFailure,
    Uploading,
    AcceptedCanceled,
}
