using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Installs a charging profile on an EVSE (0: the whole station) (OCPP 2.0.1 part 2, use case K01).</summary>
public sealed record SetChargingProfileRequest : IOcppRequest<SetChargingProfileRequest, SetChargingProfileResponse>
{
    public static string Action => "SetChargingProfile";

    public required int EvseId { get; init; }

    public required ChargingProfileType ChargingProfile { get; init; }

    public static SetChargingProfileRequest Read(ref OcppReader reader)
    {
        int? evseId = null;
        ChargingProfileType? chargingProfile = null;
        while (reader.Next())
        {
            if (reader.Is("evseId"u8))
                evseId = reader.Integer();
            else if (reader.Is("chargingProfile"u8))
                chargingProfile = reader.Part<ChargingProfileType>();
            else
                reader.Unknown();
        }
        return new()
        {
            EvseId = reader.Required(evseId, "evseId"),
            ChargingProfile = reader.Required(chargingProfile, "chargingProfile"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("evseId"u8, EvseId);
        writer.Part("chargingProfile"u8, ChargingProfile);
    }
}

/// <summary>Tells whether the profile was accepted (OCPP 2.0.1 part 2, use case K01).</summary>
public sealed record SetChargingProfileResponse : IOcppPayload<SetChargingProfileResponse>
{
    public required ChargingProfileStatusEnumType Status { get; init; }

    public StatusInfoType? StatusInfo { get; init; }

    public static SetChargingProfileResponse Read(ref OcppReader reader)
    {
        ChargingProfileStatusEnumType? status = null;
        StatusInfoType? statusInfo = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<ChargingProfileStatusEnumType>();
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

/// <summary>Charging profile status (OCPP 2.0.1 part 2 §3).</summary>
public enum ChargingProfileStatusEnumType : byte
{
    Accepted,
    Rejected,
}
