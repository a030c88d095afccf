using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Asks the station to stop a transaction (OCPP 2.0.1 part 2, use case F03).</summary>
public sealed record RequestStopTransactionRequest : IOcppRequest<RequestStopTransactionRequest, RequestStopTransactionResponse>
{
    public static string Action => "RequestStopTransaction";

    public required string TransactionId { get; init; }

    public static RequestStopTransactionRequest Read(ref OcppReader reader)
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
            TransactionId = reader.Required(transactionId, "transactionId"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("transactionId"u8, TransactionId);
    }
}

/// <summary>Tells whether the station will stop (OCPP 2.0.1 part 2, use case F03).</summary>
public sealed record RequestStopTransactionResponse : IOcppPayload<RequestStopTransactionResponse>
{
    public required RequestStartStopStatusEnumType Status { get; init; }

    public StatusInfoType? StatusInfo { get; init; }

    public static RequestStopTransactionResponse Read(ref OcppReader reader)
    {
        RequestStartStopStatusEnumType? status = null;
        StatusInfoType? statusInfo = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<RequestStartStopStatusEnumType>();
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
