using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Removes charging profiles by id or by criteria (OCPP 2.0.1 part 2, use case K10).</summary>
public sealed record ClearChargingProfileRequest : IOcppRequest<ClearChargingProfileRequest, ClearChargingProfileResponse>
{
    public static string Action => "ClearChargingProfile";

    public int? ChargingProfileId { get; init; }

    public ClearChargingProfileType? ChargingProfileCriteria { get; init; }

    public static ClearChargingProfileRequest Read(ref OcppReader reader)
    {
        int? chargingProfileId = null;
        ClearChargingProfileType? chargingProfileCriteria = null;
        while (reader.Next())
        {
            if (reader.Is("chargingProfileId"u8))
                chargingProfileId = reader.Integer();
            else if (reader.Is("chargingProfileCriteria"u8))
                chargingProfileCriteria = reader.Part<ClearChargingProfileType>();
            else
                reader.Unknown();
        }
        return new()
        {
            ChargingProfileId = chargingProfileId,
            ChargingProfileCriteria = chargingProfileCriteria,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("chargingProfileId"u8, ChargingProfileId);
        writer.Part("chargingProfileCriteria"u8, ChargingProfileCriteria);
    }
}

/// <summary>Tells whether any profile matched (OCPP 2.0.1 part 2, use case K10).</summary>
public sealed record ClearChargingProfileResponse : IOcppPayload<ClearChargingProfileResponse>
{
    public required ClearChargingProfileStatusEnumType Status { get; init; }

    public StatusInfoType? StatusInfo { get; init; }

    public static ClearChargingProfileResponse Read(ref OcppReader reader)
    {
        ClearChargingProfileStatusEnumType? status = null;
        StatusInfoType? statusInfo = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<ClearChargingProfileStatusEnumType>();
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

/// <summary>Which profiles to remove (OCPP 2.0.1 part 2 §2).</summary>
public sealed record ClearChargingProfileType : IOcppPayload<ClearChargingProfileType>
{
    public int? EvseId { get; init; }

    public ChargingProfilePurposeEnumType? ChargingProfilePurpose { get; init; }

    public int? StackLevel { get; init; }

    public static ClearChargingProfileType Read(ref OcppReader reader)
    {
        int? evseId = null;
        ChargingProfilePurposeEnumType? chargingProfilePurpose = null;
        int? stackLevel = null;
        while (reader.Next())
        {
            if (reader.Is("evseId"u8))
                evseId = reader.Integer();
            else if (reader.Is("chargingProfilePurpose"u8))
                chargingProfilePurpose = reader.Word<ChargingProfilePurposeEnumType>();
            else if (reader.Is("stackLevel"u8))
                stackLevel = reader.Integer();
            else
                reader.Unknown();
        }
        return new()
        {
            EvseId = evseId,
            ChargingProfilePurpose = chargingProfilePurpose,
            StackLevel = stackLevel,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("evseId"u8, EvseId);
        writer.Word("chargingProfilePurpose"u8, ChargingProfilePurpose);
        writer.Number("stackLevel"u8, StackLevel);
    }
}

/// <summary>Clear charging profile status (OCPP 2.0.1 part 2 §3).</summary>
public enum ClearChargingProfileStatusEnumType : byte
{
    Accepted,
    Unknown,
}
