using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Takes the station, an EVSE or a connector in or out of service (OCPP 2.0.1 part 2, use cases G03, G04).</summary>
public sealed record ChangeAvailabilityRequest : IOcppRequest<ChangeAvailabilityRequest, ChangeAvailabilityResponse>
{
    public static string Action => "ChangeAvailability";

    public EVSEType? Evse { get; init; }

    public required OperationalStatusEnumType OperationalStatus { get; init; }

    public static ChangeAvailabilityRequest Read(ref OcppReader reader)
    {
        EVSEType? evse = null;
        OperationalStatusEnumType? operationalStatus = null;
        while (reader.Next())
        {
            if (reader.Is("evse"u8))
                evse = reader.Part<EVSEType>();
            else if (reader.Is("operationalStatus"u8))
                operationalStatus = reader.Word<OperationalStatusEnumType>();
            else
                reader.Unknown();
        }
        return new()
        {
            Evse = evse,
            OperationalStatus = reader.Required(operationalStatus, "operationalStatus"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Part("evse"u8, Evse);
        writer.Word("operationalStatus"u8, OperationalStatus);
    }
}

/// <summary>Tells whether availability changes now, later or not (OCPP 2.0.1 part 2, use cases G03, G04).</summary>
public sealed record ChangeAvailabilityResponse : IOcppPayload<ChangeAvailabilityResponse>
{
    public required ChangeAvailabilityStatusEnumType Status { get; init; }

    public StatusInfoType? StatusInfo { get; init; }

    public static ChangeAvailabilityResponse Read(ref OcppReader reader)
    {
        ChangeAvailabilityStatusEnumType? status = null;
        StatusInfoType? statusInfo = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<ChangeAvailabilityStatusEnumType>();
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

/// <summary>Operational status (OCPP 2.0.1 part 2 §3).</summary>
public enum OperationalStatusEnumType : byte
{
    Inoperative,
    Operative,
}

/// <summary>Change availability status (OCPP 2.0.1 part 2 §3).</summary>
public enum ChangeAvailabilityStatusEnumType : byte
{
    Accepted,
    Rejected,
    Scheduled,
}
