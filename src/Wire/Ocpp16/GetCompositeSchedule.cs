using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Asks for the schedule in force on a connector for a number of seconds (OCPP 1.6 §6.21).</summary>
public sealed record GetCompositeScheduleRequest : IOcppRequest<GetCompositeScheduleRequest, GetCompositeScheduleResponse>
{
    public static string Action => "GetCompositeSchedule";

    public required int ConnectorId { get; init; }

    public required int Duration { get; init; }

    public ChargingRateUnitType? ChargingRateUnit { get; init; }

    public static GetCompositeScheduleRequest Read(ref OcppReader reader)
    {
        int? connectorId = null;
        int? duration = null;
        ChargingRateUnitType? chargingRateUnit = null;
        while (reader.Next())
        {
            if (reader.Is("connectorId"u8))
                connectorId = reader.Integer();
            else if (reader.Is("duration"u8))
                duration = reader.Integer();
            else if (reader.Is("chargingRateUnit"u8))
                chargingRateUnit = reader.Word<ChargingRateUnitType>();
            else
                reader.Unknown();
        }
        return new()
        {
            ConnectorId = reader.Required(connectorId, "connectorId"),
            Duration = reader.Required(duration, "duration"),
            ChargingRateUnit = chargingRateUnit,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("connectorId"u8, ConnectorId);
        writer.Number("duration"u8, Duration);
        writer.Word("chargingRateUnit"u8, ChargingRateUnit);
    }
}

/// <summary>Gives the schedule in force (OCPP 1.6 §6.22).</summary>
public sealed record GetCompositeScheduleResponse : IOcppPayload<GetCompositeScheduleResponse>
{
    public required GetCompositeScheduleStatus Status { get; init; }

    public int? ConnectorId { get; init; }

    public DateTimeOffset? ScheduleStart { get; init; }

    public ChargingSchedule? ChargingSchedule { get; init; }

    public static GetCompositeScheduleResponse Read(ref OcppReader reader)
    {
        GetCompositeScheduleStatus? status = null;
        int? connectorId = null;
        DateTimeOffset? scheduleStart = null;
        ChargingSchedule? chargingSchedule = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<GetCompositeScheduleStatus>();
            else if (reader.Is("connectorId"u8))
                connectorId = reader.Integer();
            else if (reader.Is("scheduleStart"u8))
                scheduleStart = reader.Time();
            else if (reader.Is("chargingSchedule"u8))
                chargingSchedule = reader.Part<ChargingSchedule>();
            else
                reader.Unknown();
        }
        return new()
        {
            Status = reader.Required(status, "status"),
            ConnectorId = connectorId,
            ScheduleStart = scheduleStart,
            ChargingSchedule = chargingSchedule,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("status"u8, Status);
        writer.Number("connectorId"u8, ConnectorId);
        writer.Time("scheduleStart"u8, ScheduleStart);
        writer.Part("chargingSchedule"u8, ChargingSchedule);
    }
}

/// <summary>Get composite schedule status (OCPP 1.6 §7.26).</summary>
public enum GetCompositeScheduleStatus : byte
{
    Accepted,
    Rejected,
}
