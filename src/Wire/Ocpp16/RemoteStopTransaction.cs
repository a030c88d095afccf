using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Asks the charge point to stop a transaction (OCPP 1.6 §6.35).</summary>
public sealed record RemoteStopTransactionRequest : IOcppRequest<RemoteStopTransactionRequest, RemoteStopTransactionResponse>
{
    public static string Action => "RemoteStopTransaction";

    public required int TransactionId { get; init; }

    public static RemoteStopTransactionRequest Read(ref OcppReader reader)
    {
        int? transactionId = null;
        while (reader.Next())
        {
            if (reader.Is("transactionId"u8))
                transactionId = reader.Integer();
            else
                reader.Unknown();
        }
        return new()
        {
            TransactionId = reader.Required(transactionId, "transactionId"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("transactionId"u8, TransactionId);
    }
}

/// <summary>Tells whether the charge point will stop (OCPP 1.6 §6.36).</summary>
public sealed record RemoteStopTransactionResponse : IOcppPayload<RemoteStopTransactionResponse>
{
    public required RemoteStartStopStatus Status { get; init; }

    public static RemoteStopTransactionResponse Read(ref OcppReader reader)
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
