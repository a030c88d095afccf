using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Removes charging profiles by id or by criteria (OCPP 1.6 §6.13).</summary>
public sealed record ClearChargingProfileRequest : IOcppRequest<ClearChargingProfileRequest, ClearChargingProfileResponse>
{
    public static string Action => "ClearChargingProfile";

    public int? Id { get; init; }

    public int? ConnectorId { get; init; }

    public ChargingProfilePurposeType? ChargingProfilePurpose { get; init; }

    public int? StackLevel { get; init; }

    public static ClearChargingProfileRequest Read(ref OcppReader reader)
    {
        int? id = null;
        int? connectorId = null;
        ChargingProfilePurposeType? chargingProfilePurpose = null;
        int? stackLevel = null;
        while (reader.Next())
        {
            if (reader.Is("id"u8))
                id = reader.Integer();
            else if (reader.Is("connectorId"u8))
                connectorId = reader.Integer();
            else if (reader.Is("chargingProfilePurpose"u8))
                chargingProfilePurpose = reader.Word<ChargingProfilePurposeType>();
            else if (reader.Is("stackLevel"u8))
                stackLevel = reader.Integer();
            else
                reader.Unknown();
        }
        return new()
        {
            Id = id,
            ConnectorId = connectorId,
            ChargingProfilePurpose = chargingProfilePurpose,
            StackLevel = stackLevel,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("id"u8, Id);
        writer.Number("connectorId"u8, ConnectorId);
        writer.Word("chargingProfilePurpose"u8, ChargingProfilePurpose);
        writer.Number("stackLevel"u8, StackLevel);
    }
}

/// <summary>Tells whether any profile matched (OCPP 1.6 §6.14).</summary>
public sealed record ClearChargingProfileResponse : IOcppPayload<ClearChargingProfileResponse>
{
    public required ClearChargingProfileStatus Status { get; init; }

    public static ClearChargingProfileResponse Read(ref OcppReader reader)
    {
        ClearChargingProfileStatus? status = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<ClearChargingProfileStatus>();
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

/// <summary>Clear charging profile status (OCPP 1.6 §7.21).</summary>
public enum ClearChargingProfileStatus : byte
{
    Accepted,
    Unknown,
}
