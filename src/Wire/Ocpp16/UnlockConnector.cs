using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Asks the charge point to unlock a connector (OCPP 1.6 §6.53).</summary>
public sealed record UnlockConnectorRequest : IOcppRequest<UnlockConnectorRequest, UnlockConnectorResponse>
{
    public static string Action => "UnlockConnector";

    public required int ConnectorId { get; init; }

    public static UnlockConnectorRequest Read(ref OcppReader reader)
    {
        int? connectorId = null;
        while (reader.Next())
        {
            if (reader.Is("connectorId"u8))
                connectorId = reader.Integer();
            else
                reader.Unknown();
        }
        return new()
        {
            ConnectorId = reader.Required(connectorId, "connectorId"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("connectorId"u8, ConnectorId);
    }
}

/// <summary>Tells whether the connector is unlocked (OCPP 1.6 §6.54).</summary>
public sealed record UnlockConnectorResponse : IOcppPayload<UnlockConnectorResponse>
{
    public required UnlockStatus Status { get; init; }

    public static UnlockConnectorResponse Read(ref OcppReader reader)
    {
        UnlockStatus? status = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<UnlockStatus>();
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

/// <summary>Unlock status (OCPP 1.6 §7.46).</summary>
public enum UnlockStatus : byte
{
    Unlocked,
    UnlockFailed,
    NotSupported,
}
