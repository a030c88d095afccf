using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Reports a stopped transaction; the register at stop in Wh (OCPP 1.6 §6.49).</summary>
public sealed record StopTransactionRequest : IOcppRequest<StopTransactionRequest, StopTransactionResponse>
{
    public static string Action => "StopTransaction";

    public string? IdTag { get; init; }

    public required long MeterStop { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required int TransactionId { get; init; }

    public Reason? Reason { get; init; }

    public IReadOnlyList<MeterValue>? TransactionData { get; init; }

    public static StopTransactionRequest Read(ref OcppReader reader)
    {
        string? idTag = null;
        long? meterStop = null;
        DateTimeOffset? timestamp = null;
        int? transactionId = null;
        Reason? reason = null;
        IReadOnlyList<MeterValue>? transactionData = null;
        while (reader.Next())
        {
            if (reader.Is("idTag"u8))
                idTag = reader.Text(20);
            else if (reader.Is("meterStop"u8))
                meterStop = reader.Long();
            else if (reader.Is("timestamp"u8))
                timestamp = reader.Time();
            else if (reader.Is("transactionId"u8))
                transactionId = reader.Integer();
            else if (reader.Is("reason"u8))
                reason = reader.WordOr(Ocpp16.Reason.Other);
            else if (reader.Is("transactionData"u8))
                transactionData = reader.List<MeterValue>();
            else
                reader.Unknown();
        }
        return new()
        {
            IdTag = idTag,
            MeterStop = reader.Required(meterStop, "meterStop"),
            Timestamp = reader.Required(timestamp, "timestamp"),
            TransactionId = reader.Required(transactionId, "transactionId"),
            Reason = reason,
            TransactionData = transactionData,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("idTag"u8, IdTag);
        writer.Number("meterStop"u8, MeterStop);
        writer.Time("timestamp"u8, Timestamp);
        writer.Number("transactionId"u8, TransactionId);
        writer.Word("reason"u8, Reason);
        writer.List("transactionData"u8, TransactionData);
    }
}

/// <summary>Acknowledges the stop (OCPP 1.6 §6.50).</summary>
public sealed record StopTransactionResponse : IOcppPayload<StopTransactionResponse>
{
    public IdTagInfo? IdTagInfo { get; init; }

    public static StopTransactionResponse Read(ref OcppReader reader)
    {
        IdTagInfo? idTagInfo = null;
        while (reader.Next())
        {
            if (reader.Is("idTagInfo"u8))
                idTagInfo = reader.Part<IdTagInfo>();
            else
                reader.Unknown();
        }
        return new()
        {
            IdTagInfo = idTagInfo,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Part("idTagInfo"u8, IdTagInfo);
    }
}

/// <summary>Reason (OCPP 1.6 §7.36).</summary>
public enum Reason : byte
{
    EmergencyStop,
    EVDisconnected,
    HardReset,
    Local,
    Other,
    PowerLoss,
    Reboot,
    Remote,
    SoftReset,
    UnlockCommand,
    DeAuthorized,
}
