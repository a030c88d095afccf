using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Cancels a reservation by its number (OCPP 1.6 §6.5).</summary>
public sealed record CancelReservationRequest : IOcppRequest<CancelReservationRequest, CancelReservationResponse>
{
    public static string Action => "CancelReservation";

    public required int ReservationId { get; init; }

    public static CancelReservationRequest Read(ref OcppReader reader)
    {
        int? reservationId = null;
        while (reader.Next())
        {
            if (reader.Is("reservationId"u8))
                reservationId = reader.Integer();
            else
                reader.Unknown();
        }
        return new()
        {
            ReservationId = reader.Required(reservationId, "reservationId"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("reservationId"u8, ReservationId);
    }
}

/// <summary>Tells whether the reservation was known and is cancelled (OCPP 1.6 §6.6).</summary>
public sealed record CancelReservationResponse : IOcppPayload<CancelReservationResponse>
{
    public required CancelReservationStatus Status { get; init; }

    public static CancelReservationResponse Read(ref OcppReader reader)
    {
        CancelReservationStatus? status = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<CancelReservationStatus>();
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

/// <summary>Cancel reservation status (OCPP 1.6 §7.5).</summary>
public enum CancelReservationStatus : byte
{
    Accepted,
    Rejected,
}
