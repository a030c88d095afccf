using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Reserves a connector (0: any) for an id tag (OCPP 1.6 §6.37).</summary>
public sealed record ReserveNowRequest : IOcppRequest<ReserveNowRequest, ReserveNowResponse>
{
    public static string Action => "ReserveNow";

    public required int ConnectorId { get; init; }

    public required DateTimeOffset ExpiryDate { get; init; }

    public required string IdTag { get; init; }

    public string? ParentIdTag { get; init; }

    public required int ReservationId { get; init; }

    public static ReserveNowRequest Read(ref OcppReader reader)
    {
        int? connectorId = null;
        DateTimeOffset? expiryDate = null;
        string? idTag = null;
        string? parentIdTag = null;
        int? reservationId = null;
        while (reader.Next())
        {
            if (reader.Is("connectorId"u8))
                connectorId = reader.Integer();
            else if (reader.Is("expiryDate"u8))
                expiryDate = reader.Time();
            else if (reader.Is("idTag"u8))
                idTag = reader.Text(20);
            else if (reader.Is("parentIdTag"u8))
                parentIdTag = reader.Text(20);
            else if (reader.Is("reservationId"u8))
                reservationId = reader.Integer();
            else
                reader.Unknown();
        }
        return new()
        {
            ConnectorId = reader.Required(connectorId, "connectorId"),
            ExpiryDate = reader.Required(expiryDate, "expiryDate"),
            IdTag = reader.Required(idTag, "idTag"),
            ParentIdTag = parentIdTag,
            ReservationId = reader.Required(reservationId, "reservationId"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("connectorId"u8, ConnectorId);
        writer.Time("expiryDate"u8, ExpiryDate);
        writer.Text("idTag"u8, IdTag);
        writer.Text("parentIdTag"u8, ParentIdTag);
        writer.Number("reservationId"u8, ReservationId);
    }
}

/// <summary>Tells whether the reservation stands (OCPP 1.6 §6.38).</summary>
public sealed record ReserveNowResponse : IOcppPayload<ReserveNowResponse>
{
    public required ReservationStatus Status { get; init; }

    public static ReserveNowResponse Read(ref OcppReader reader)
    {
        ReservationStatus? status = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<ReservationStatus>();
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

/// <summary>Reservation status (OCPP 1.6 §7.40).</summary>
public enum ReservationStatus : byte
{
    Accepted,
    Faulted,
    Occupied,
    Rejected,
    Unavailable,
}
