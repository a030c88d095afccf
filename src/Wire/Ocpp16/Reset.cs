using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Restarts the charge point (OCPP 1.6 §6.39).</summary>
public sealed record ResetRequest : IOcppRequest<ResetRequest, ResetResponse>
{
    public static string Action => "Reset";

    public required ResetType Type { get; init; }

    public static ResetRequest Read(ref OcppReader reader)
    {
        ResetType? type = null;
        while (reader.Next())
        {
            if (reader.Is("type"u8))
                type = reader.Word<ResetType>();
            else
                reader.Unknown();
        }
        return new()
        {
            Type = reader.Required(type, "type"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("type"u8, Type);
    }
}

/// <summary>Tells whether the charge point will restart (OCPP 1.6 §6.40).</summary>
public sealed record ResetResponse : IOcppPayload<ResetResponse>
{
    public required ResetStatus Status { get; init; }

    public static ResetResponse Read(ref OcppReader reader)
    {
        ResetStatus? status = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<ResetStatus>();
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

/// <summary>Reset type (OCPP 1.6 §7.42).</summary>
public enum ResetType : byte
{
    Hard,
    Soft,
}

/// <summary>Reset status (OCPP 1.6 §7.41).</summary>
public enum ResetStatus : byte
{
    Accepted,
    Rejected,
}
