using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Clears the authorisation cache (OCPP 1.6 §6.11).</summary>
public sealed record ClearCacheRequest : IOcppRequest<ClearCacheRequest, ClearCacheResponse>
{
    public static string Action => "ClearCache";

    public static ClearCacheRequest Read(ref OcppReader reader)
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

/// <summary>Tells whether the cache was cleared (OCPP 1.6 §6.12).</summary>
public sealed record ClearCacheResponse : IOcppPayload<ClearCacheResponse>
{
    public required ClearCacheStatus Status { get; init; }

    public static ClearCacheResponse Read(ref OcppReader reader)
    {
        ClearCacheStatus? status = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<ClearCacheStatus>();
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

/// <summary>Clear cache status (OCPP 1.6 §7.20).</summary>
public enum ClearCacheStatus : byte
{
    Accepted,
    Rejected,
}
