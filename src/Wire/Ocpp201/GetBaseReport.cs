using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Asks for a report of the device model (OCPP 2.0.1 part 2, use case B07).</summary>
public sealed record GetBaseReportRequest : IOcppRequest<GetBaseReportRequest, GetBaseReportResponse>
{
    public static string Action => "GetBaseReport";

    public required int RequestId { get; init; }

    public required ReportBaseEnumType ReportBase { get; init; }

    public static GetBaseReportRequest Read(ref OcppReader reader)
    {
        int? requestId = null;
        ReportBaseEnumType? reportBase = null;
        while (reader.Next())
        {
            if (reader.Is("requestId"u8))
                requestId = reader.Integer();
            else if (reader.Is("reportBase"u8))
                reportBase = reader.Word<ReportBaseEnumType>();
            else
                reader.Unknown();
        }
        return new()
        {
            RequestId = reader.Required(requestId, "requestId"),
            ReportBase = reader.Required(reportBase, "reportBase"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("requestId"u8, RequestId);
        writer.Word("reportBase"u8, ReportBase);
    }
}

/// <summary>Tells whether the report will come (OCPP 2.0.1 part 2, use case B07).</summary>
public sealed record GetBaseReportResponse : IOcppPayload<GetBaseReportResponse>
{
    public required GenericDeviceModelStatusEnumType Status { get; init; }

    public StatusInfoType? StatusInfo { get; init; }

    public static GetBaseReportResponse Read(ref OcppReader reader)
    {
        GenericDeviceModelStatusEnumType? status = null;
        StatusInfoType? statusInfo = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<GenericDeviceModelStatusEnumType>();
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

/// <summary>Report base (OCPP 2.0.1 part 2 §3).</summary>
public enum ReportBaseEnumType : byte
{
    ConfigurationInventory,
    FullInventory,
    SummaryInventory,
}

/// <summary>Generic device model status (OCPP 2.0.1 part 2 §3).</summary>
public enum GenericDeviceModelStatusEnumType : byte
{
    Accepted,
    Rejected,
    NotSupported,
    EmptyResultSet,
}
