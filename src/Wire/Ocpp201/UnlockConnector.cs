using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Asks the station to unlock a connector (OCPP 2.0.1 part 2, use case F05).</summary>
public sealed record UnlockConnectorRequest : IOcppRequest<UnlockConnectorRequest, UnlockConnectorResponse>
{
    public static string Action => "UnlockConnector";

    public required int EvseId { get; init; }

    public required int ConnectorId { get; init; }

    public static UnlockConnectorRequest Read(ref OcppReader reader)
    {
        int? evseId = null;
        int? connectorId = null;
        while (reader.Next())
        {
            if (reader.Is("evseId"u8))
                evseId = reader.Integer();
            else if (reader.Is("connectorId"u8))
                connectorId = reader.Integer();
            else
                reader.Unknown();
        }
        return new()
        {
            EvseId = reader.Required(evseId, "evseId"),
            ConnectorId = reader.Required(connectorId, "connectorId"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("evseId"u8, EvseId);
        writer.Number("connectorId"u8, ConnectorId);
    }
}

/// <summary>Tells whether the connector is unlocked (OCPP 2.0.1 part 2, use case F05).</summary>
public sealed record UnlockConnectorResponse : IOcppPayload<UnlockConnectorResponse>
{
    public required UnlockStatusEnumType Status { get; init; }

    public StatusInfoType? StatusInfo { get; init; }

    public static UnlockConnectorResponse Read(ref OcppReader reader)
    {
        UnlockStatusEnumType? status = null;
        StatusInfoType? statusInfo = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<UnlockStatusEnumType>();
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

/// <summary>Unlock status (OCPP 2.0.1 part 2 §3).</summary>
public enum UnlockStatusEnumType : byte
{
    Unlocked,
    UnlockFailed,
    OngoingAuthorizedTransaction,
    UnknownConnector,
}
