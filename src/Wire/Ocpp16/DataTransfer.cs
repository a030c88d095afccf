using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Carries a vendor's own message, either way (OCPP 1.6 §6.15).</summary>
public sealed record DataTransferRequest : IOcppRequest<DataTransferRequest, DataTransferResponse>
{
    public static string Action => "DataTransfer";

    public required string VendorId { get; init; }

    public string? MessageId { get; init; }

    public string? Data { get; init; }

    public static DataTransferRequest Read(ref OcppReader reader)
    {
        string? vendorId = null;
        string? messageId = null;
        string? data = null;
        while (reader.Next())
        {
            if (reader.Is("vendorId"u8))
                vendorId = reader.Text(255);
            else if (reader.Is("messageId"u8))
                messageId = reader.Text(50);
            else if (reader.Is("data"u8))
                data = reader.Text();
            else
                reader.Unknown();
        }
        return new()
        {
            VendorId = reader.Required(vendorId, "vendorId"),
            MessageId = messageId,
            Data = data,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("vendorId"u8, VendorId);
        writer.Text("messageId"u8, MessageId);
        writer.Text("data"u8, Data);
    }
}

/// <summary>Answers a vendor's own message (OCPP 1.6 §6.16).</summary>
public sealed record DataTransferResponse : IOcppPayload<DataTransferResponse>
{
    public required DataTransferStatus Status { get; init; }

    public string? Data { get; init; }

    public static DataTransferResponse Read(ref OcppReader reader)
    {
        DataTransferStatus? status = null;
        string? data = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<DataTransferStatus>();
            else if (reader.Is("data"u8))
                data = reader.Text();
            else
                reader.Unknown();
        }
        return new()
        {
            Status = reader.Required(status, "status"),
            Data = data,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("status"u8, Status);
        writer.Text("data"u8, Data);
    }
}

/// <summary>Data transfer status (OCPP 1.6 §7.23).</summary>
public enum DataTransferStatus : byte
{
    Accepted,
    Rejected,
    UnknownMessageId,
    UnknownVendorId,
}
