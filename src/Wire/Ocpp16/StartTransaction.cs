using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Reports a started transaction; the register at start in Wh (OCPP 1.6 §6.45).</summary>
public sealed record StartTransactionRequest : IOcppRequest<StartTransactionRequest, StartTransactionResponse>
{
    public static string Action => "StartTransaction";

    public required int ConnectorId { get; init; }

    public required string IdTag { get; init; }

    public required long MeterStart { get; init; }

    public int? ReservationId { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public static StartTransactionRequest Read(ref OcppReader reader)
    {
        int? connectorId = null;
        string? idTag = null;
        long? meterStart = null;
        int? reservationId = null;
        DateTimeOffset? timestamp = null;
        while (reader.Next())
        {
            if (reader.Is("connectorId"u8))
                connectorId = reader.Integer(least: 1);
            else if (reader.Is("idTag"u8))
                idTag = reader.Text(20);
            else if (reader.Is("meterStart"u8))
                meterStart = reader.Long();
            else if (reader.Is("reservationId"u8))
                reservationId = reader.Integer();
            else if (reader.Is("timestamp"u8))
                timestamp = reader.Time();
            else
                reader.Unknown();
        }
        return new()
        {
            ConnectorId = reader.Required(connectorId, "connectorId"),
            IdTag = reader.Required(idTag, "idTag"),
            MeterStart = reader.Required(meterStart, "meterStart"),
            ReservationId = reservationId,
            Timestamp = reader.Required(timestamp, "timestamp"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("connectorId"u8, ConnectorId);
        writer.Text("idTag"u8, IdTag);
        writer.Number("meterStart"u8, MeterStart);
        writer.Number("reservationId"u8, ReservationId);
        writer.Time("timestamp"u8, Timestamp);
    }
}

/// <summary>Gives the transaction its number and tells whether the id tag may charge (OCPP 1.6 §6.46).</summary>
public sealed record StartTransactionResponse : IOcppPayload<StartTransactionResponse>
{
    public required IdTagInfo IdTagInfo { get; init; }

    public required int TransactionId { get; init; }

    public static StartTransactionResponse Read(ref OcppReader reader)
    {
        IdTagInfo? idTagInfo = null;
        int? transactionId = null;
        while (reader.Next())
        {
            if (reader.Is("idTagInfo"u8))
                idTagInfo = reader.Part<IdTagInfo>();
            else if (reader.Is("transactionId"u8))
                transactionId = reader.Integer();
            else
                reader.Unknown();
        }
        return new()
        {
            IdTagInfo = reader.Required(idTagInfo, "idTagInfo"),
            TransactionId = reader.Required(transactionId, "transactionId"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Part("idTagInfo"u8, IdTagInfo);
        writer.Number("transactionId"u8, TransactionId);
    }
}
