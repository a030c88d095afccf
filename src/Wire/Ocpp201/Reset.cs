using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Restarts the station or one EVSE (OCPP 2.0.1 part 2, use cases B11, B12).</summary>
public sealed record ResetRequest : IOcppRequest<ResetRequest, ResetResponse>
{
    public static string Action => "Reset";

    public required ResetEnumType Type { get; init; }

    public int? EvseId { get; init; }

    public static ResetRequest Read(ref OcppReader reader)
    {
        ResetEnumType? type = null;
        int? evseId = null;
        while (reader.Next())
        {
            if (reader.Is("type"u8))
                type = reader.Word<ResetEnumType>();
            else if (reader.Is("evseId"u8))
                evseId = reader.Integer();
            else
                reader.Unknown();
        }
        return new()
        {
            Type = reader.Required(type, "type"),
            EvseId = evseId,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("type"u8, Type);
        writer.Number("evseId"u8, EvseId);
    }
}

/// <summary>Tells whether and when the station restarts (OCPP 2.0.1 part 2, use cases B11, B12).</summary>
public sealed record ResetResponse : IOcppPayload<ResetResponse>
{
    public required ResetStatusEnumType Status { get; init; }

    public StatusInfoType? StatusInfo { get; init; }

    public static ResetResponse Read(ref OcppReader reader)
    {
        ResetStatusEnumType? status = null;
        StatusInfoType? statusInfo = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<ResetStatusEnumType>();
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

/// <summary>Reset (OCPP 2.0.1 part 2 §3).</summary>
public enum ResetEnumType : byte
{
    Immediate,
    OnIdle,
}

/// <summary>Reset status (OCPP 2.0.1 part 2 §3).</summary>
public enum ResetStatusEnumType : byte
{
    Accepted,
    Rejected,
    Scheduled,
}
