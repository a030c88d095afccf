using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Reports meter values of a connector, in or outside a transaction (OCPP 1.6 §6.31).</summary>
public sealed record MeterValuesRequest : IOcppRequest<MeterValuesRequest, MeterValuesResponse>
{
    public static string Action => "MeterValues";

    public required int ConnectorId { get; init; }

    public int? TransactionId { get; init; }

    public required IReadOnlyList<MeterValue> MeterValue { get; init; }

    public static MeterValuesRequest Read(ref OcppReader reader)
    {
        int? connectorId = null;
        int? transactionId = null;
        IReadOnlyList<MeterValue>? meterValue = null;
        while (reader.Next())
        {
            if (reader.Is("connectorId"u8))
                connectorId = reader.Integer(least: 0);
            else if (reader.Is("transactionId"u8))
                transactionId = reader.Integer();
            else if (reader.Is("meterValue"u8))
                meterValue = reader.List<MeterValue>(1);
            else
                reader.Unknown();
        }
        return new()
        {
            ConnectorId = reader.Required(connectorId, "connectorId"),
            TransactionId = transactionId,
            MeterValue = reader.Required(meterValue, "meterValue"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("connectorId"u8, ConnectorId);
        writer.Number("transactionId"u8, TransactionId);
        writer.List("meterValue"u8, MeterValue);
    }
}

/// <summary>Acknowledges meter values (OCPP 1.6 §6.32).</summary>
public sealed record MeterValuesResponse : IOcppPayload<MeterValuesResponse>
{
    public static MeterValuesResponse Read(ref OcppReader reader)
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
