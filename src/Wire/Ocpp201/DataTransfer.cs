using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Carries a vendor's own message, either way; data is any JSON value as its own text (OCPP 2.0.1 part 2, use cases P01, P02).</summary>
public sealed record DataTransferRequest : IOcppRequest<DataTransferRequest, DataTransferResponse>
{
    public static string Action => "DataTransfer";

    public string? MessageId { get; init; }

    public string? Data { get; init; }

    public required string VendorId { get; init; }

    public static DataTransferRequest Read(ref OcppReader reader)
    {
        string? messageId = null;
        string? data = null;
        string? vendorId = null;
        while (reader.Next())
        {
            if (reader.Is("messageId"u8))
                messageId = reader.Text(50);
            else if (reader.Is("data"u8))
                data = reader.Raw();
            else if (reader.Is("vendorId"u8))
                vendorId = reader.Text(255);
            else
                reader.Unknown();
        }
        return new()
        {
            MessageId = messageId,
            Data = data,
            VendorId = reader.Required(vendorId, "vendorId"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("messageId"u8, MessageId);
        writer.Raw("data"u8, Data);
        writer.Text("vendorId"u8, VendorId);
    }
}

/// <summary>Answers a vendor's own message; data is any JSON value as its own text (OCPP 2.0.1 part 2, use cases P01, P02).</summary>
public sealed record DataTransferResponse : IOcppPayload<DataTransferResponse>
{
    public required DataTransferStatusEnumType Status { get; init; }

    public StatusInfoType? StatusInfo { get; init; }

    public string? Data { get; init; }

    public static DataTransferResponse Read(ref OcppReader reader)
    {
        DataTransferStatusEnumType? status = null;
        StatusInfoType? statusInfo = null;
        string? data = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<DataTransferStatusEnumType>();
            else if (reader.Is("statusInfo"u8))
                statusInfo = reader.Part<StatusInfoType>();
            else if (reader.Is("data"u8))
                data = reader.Raw();
            else
                reader.Unknown();
        }
        return new()
        {
            Status = reader.Required(status, "status"),
            StatusInfo = statusInfo,
            Data = data,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("status"u8, Status);
        writer.Part("statusInfo"u8, StatusInfo);
        writer.Raw("data"u8, Data);
    }
}

/// <summary>Data transfer status (OCPP 2.0.1 part 2 §3).</summary>
public enum DataTransferStatusEnumType : byte
{
    Accepted,
    Rejected,
    UnknownMessageId,
    UnknownVendorId,
}
