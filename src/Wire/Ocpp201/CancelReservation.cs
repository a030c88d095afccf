using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Cancels a reservation by its number (OCPP 2.0.1 part 2, use case H02).</summary>
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

/// <summary>Tells whether the reservation was known and is cancelled (OCPP 2.0.1 part 2, use case H02).</summary>
public sealed record CancelReservationResponse : IOcppPayload<CancelReservationResponse>
{
    public required CancelReservationStatusEnumType Status { get; init; }

    public StatusInfoType? StatusInfo { get; init; }

    public static CancelReservationResponse Read(ref OcppReader reader)
    {
        CancelReservationStatusEnumType? status = null;
        StatusInfoType? statusInfo = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<CancelReservationStatusEnumType>();
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

/// <summary>Cancel reservation status (OCPP 2.0.1 part 2 §3).</summary>
public enum CancelReservationStatusEnumType : byte
{
    Accepted,
    Rejected,
}
