using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Asks the charge point to start a transaction (OCPP 1.6 §6.33).</summary>
public sealed record RemoteStartTransactionRequest : IOcppRequest<RemoteStartTransactionRequest, RemoteStartTransactionResponse>
{
    public static string Action => "RemoteStartTransaction";

    public int? ConnectorId { get; init; }

    public required string IdTag { get; init; }

    public ChargingProfile? ChargingProfile { get; init; }

    public static RemoteStartTransactionRequest Read(ref OcppReader reader)
    {
        int? connectorId = null;
        string? idTag = null;
        ChargingProfile? chargingProfile = null;
        while (reader.Next())
        {
            if (reader.Is("connectorId"u8))
                connectorId = reader.Integer();
            else if (reader.Is("idTag"u8))
                idTag = reader.Text(20);
            else if (reader.Is("chargingProfile"u8))
                chargingProfile = reader.Part<ChargingProfile>();
            else
                reader.Unknown();
        }
        return new()
        {
            ConnectorId = connectorId,
            IdTag = reader.Required(idTag, "idTag"),
            ChargingProfile = chargingProfile,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("connectorId"u8, ConnectorId);
        writer.Text("idTag"u8, IdTag);
        writer.Part("chargingProfile"u8, ChargingProfile);
    }
}

/// <summary>Tells whether the charge point will try to start (OCPP 1.6 §6.34).</summary>
public sealed record RemoteStartTransactionResponse : IOcppPayload<RemoteStartTransactionResponse>
{
    public required RemoteStartStopStatus Status { get; init; }

    public static RemoteStartTransactionResponse Read(ref OcppReader reader)
    {
        RemoteStartStopStatus? status = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<RemoteStartStopStatus>();
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
