using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Takes a connector (0: the whole charge point) in or out of service (OCPP 1.6 §6.7).</summary>
public sealed record ChangeAvailabilityRequest : IOcppRequest<ChangeAvailabilityRequest, ChangeAvailabilityResponse>
{
    public static string Action => "ChangeAvailability";

    public required int ConnectorId { get; init; }

    public required AvailabilityType Type { get; init; }

    public static ChangeAvailabilityRequest Read(ref OcppReader reader)
    {
        int? connectorId = null;
        AvailabilityType? type = null;
        while (reader.Next())
        {
            if (reader.Is("connectorId"u8))
                connectorId = reader.Integer();
            else if (reader.Is("type"u8))
                type = reader.Word<AvailabilityType>();
            else
                reader.Unknown();
        }
        return new()
        {
            ConnectorId = reader.Required(connectorId, "connectorId"),
            Type = reader.Required(type, "type"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("connectorId"u8, ConnectorId);
        writer.Word("type"u8, Type);
    }
}

/// <summary>Tells whether availability changes now, later or not (OCPP 1.6 §6.8).</summary>
public sealed record ChangeAvailabilityResponse : IOcppPayload<ChangeAvailabilityResponse>
{
    public required AvailabilityStatus Status { get; init; }

    public static ChangeAvailabilityResponse Read(ref OcppReader reader)
    {
        AvailabilityStatus? status = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<AvailabilityStatus>();
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

/// <summary>Availability type (OCPP 1.6 §7.4).</summary>
public enum AvailabilityType : byte
{
    Inoperative,
    Operative,
}

/// <summary>Availability status (OCPP 1.6 §7.3).</summary>
public enum AvailabilityStatus : byte
{
    Accepted,
    Rejected,
    Scheduled,
}
