using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Asks whether a transaction is running and messages are queued (OCPP 2.0.1 part 2, use case E14).</summary>
public sealed record GetTransactionStatusRequest : IOcppRequest<GetTransactionStatusRequest, GetTransactionStatusResponse>
{
    public static string Action => "GetTransactionStatus";

    public string? TransactionId { get; init; }

    public static GetTransactionStatusRequest Read(ref OcppReader reader)
    {
        string? transactionId = null;
        while (reader.Next())
        {
            if (reader.Is("transactionId"u8))
                transactionId = reader.Text(36);
            else
                reader.Unknown();
        }
        return new()
        {
            TransactionId = transactionId,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("transactionId"u8, TransactionId);
    }
}

/// <summary>Tells whether the transaction is running and messages are queued (OCPP 2.0.1 part 2, use case E14).</summary>
public sealed record GetTransactionStatusResponse : IOcppPayload<GetTransactionStatusResponse>
{
    public bool? OngoingIndicator { get; init; }

    public required bool MessagesInQueue { get; init; }

    public static GetTransactionStatusResponse Read(ref OcppReader reader)
    {
        bool? ongoingIndicator = null;
        bool? messagesInQueue = null;
        while (reader.Next())
        {
            if (reader.Is("ongoingIndicator"u8))
                ongoingIndicator = reader.Flag();
            else if (reader.Is("messagesInQueue"u8))
                messagesInQueue = reader.Flag();
            else
                reader.Unknown();
        }
        return new()
        {
            OngoingIndicator = ongoingIndicator,
            MessagesInQueue = reader.Required(messagesInQueue, "messagesInQueue"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Flag("ongoingIndicator"u8, OngoingIndicator);
        writer.Flag("messagesInQueue"u8, MessagesInQueue);
    }
}
