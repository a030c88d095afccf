using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Whether an id tag may charge, until when, and its group (OCPP 1.6 §7.27).</summary>
public sealed record IdTagInfo : IOcppPayload<IdTagInfo>
{
    public DateTimeOffset? ExpiryDate { get; init; }

    public string? ParentIdTag { get; init; }

    public required AuthorizationStatus Status { get; init; }

    public static IdTagInfo Read(ref OcppReader reader)
    {
        DateTimeOffset? expiryDate = null;
        string? parentIdTag = null;
        AuthorizationStatus? status = null;
        while (reader.Next())
        {
            if (reader.Is("expiryDate"u8))
                expiryDate = reader.Time();
            else if (reader.Is("parentIdTag"u8))
                parentIdTag = reader.Text(20);
            else if (reader.Is("status"u8))
                status = reader.Word<AuthorizationStatus>();
            else
                reader.Unknown();
        }
        return new()
        {
            ExpiryDate = expiryDate,
            ParentIdTag = parentIdTag,
            Status = reader.Required(status, "status"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Time("expiryDate"u8, ExpiryDate);
        writer.Text("parentIdTag"u8, ParentIdTag);
        writer.Word("status"u8, Status);
    }
}

/// <summary>Authorization status (OCPP 1.6 §7.2).</summary>
public enum AuthorizationStatus : byte
{
    Accepted,
    Blocked,
    Expired,
    Invalid,
    ConcurrentTx,
}
