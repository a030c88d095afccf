using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Installs a charging profile on a connector (OCPP 1.6 §6.43).</summary>
public sealed record SetChargingProfileRequest : IOcppRequest<SetChargingProfileRequest, SetChargingProfileResponse>
{
    public static string Action => "SetChargingProfile";

    public required int ConnectorId { get; init; }

    public required ChargingProfile CsChargingProfiles { get; init; }

    public static SetChargingProfileRequest Read(ref OcppReader reader)
    {
        int? connectorId = null;
        ChargingProfile? csChargingProfiles = null;
        while (reader.Next())
        {
            if (reader.Is("connectorId"u8))
                connectorId = reader.Integer();
            else if (reader.Is("csChargingProfiles"u8))
                csChargingProfiles = reader.Part<ChargingProfile>();
            else
                reader.Unknown();
        }
        return new()
        {
            ConnectorId = reader.Required(connectorId, "connectorId"),
            CsChargingProfiles = reader.Required(csChargingProfiles, "csChargingProfiles"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("connectorId"u8, ConnectorId);
        writer.Part("csChargingProfiles"u8, CsChargingProfiles);
    }
}

/// <summary>Tells whether the profile was accepted (OCPP 1.6 §6.44).</summary>
public sealed record SetChargingProfileResponse : IOcppPayload<SetChargingProfileResponse>
{
    public required ChargingProfileStatus Status { get; init; }

    public static SetChargingProfileResponse Read(ref OcppReader reader)
    {
        ChargingProfileStatus? status = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<ChargingProfileStatus>();
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

/// <summary>Charging profile status (OCPP 1.6 §7.11).</summary>
public enum ChargingProfileStatus : byte
{
    Accepted,
    Rejected,
    NotSupported,
}
