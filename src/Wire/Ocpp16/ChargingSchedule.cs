using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Periods of a limit; duration in seconds (OCPP 1.6 §7.13).</summary>
public sealed record ChargingSchedule : IOcppPayload<ChargingSchedule>
{
    public int? Duration { get; init; }

    public DateTimeOffset? StartSchedule { get; init; }

    public required ChargingRateUnitType ChargingRateUnit { get; init; }

    public required IReadOnlyList<ChargingSchedulePeriod> ChargingSchedulePeriod { get; init; }

    public decimal? MinChargingRate { get; init; }

    public static ChargingSchedule Read(ref OcppReader reader)
    {
        int? duration = null;
        DateTimeOffset? startSchedule = null;
        ChargingRateUnitType? chargingRateUnit = null;
        IReadOnlyList<ChargingSchedulePeriod>? chargingSchedulePeriod = null;
        decimal? minChargingRate = null;
        while (reader.Next())
        {
            if (reader.Is("duration"u8))
                duration = reader.Integer();
            else if (reader.Is("startSchedule"u8))
                startSchedule = reader.Time();
            else if (reader.Is("chargingRateUnit"u8))
                chargingRateUnit = reader.Word<ChargingRateUnitType>();
            else if (reader.Is("chargingSchedulePeriod"u8))
                chargingSchedulePeriod = reader.List<ChargingSchedulePeriod>();
            else if (reader.Is("minChargingRate"u8))
                minChargingRate = reader.Number();
            else
                reader.Unknown();
        }
        return new()
        {
            Duration = duration,
            StartSchedule = startSchedule,
            ChargingRateUnit = reader.Required(chargingRateUnit, "chargingRateUnit"),
            ChargingSchedulePeriod = reader.Required(chargingSchedulePeriod, "chargingSchedulePeriod"),
            MinChargingRate = minChargingRate,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("duration"u8, Duration);
        writer.Time("startSchedule"u8, StartSchedule);
        writer.Word("chargingRateUnit"u8, ChargingRateUnit);
        writer.List("chargingSchedulePeriod"u8, ChargingSchedulePeriod);
        writer.Number("minChargingRate"u8, MinChargingRate);
    }
}

/// <summary>From this second of the schedule on, at most this much (OCPP 1.6 §7.14).</summary>
public sealed record ChargingSchedulePeriod : IOcppPayload<ChargingSchedulePeriod>
{
    public required int StartPeriod { get; init; }

    public required decimal Limit { get; init; }

    public int? NumberPhases { get; init; }

    public static ChargingSchedulePeriod Read(ref OcppReader reader)
    {
        int? startPeriod = null;
        decimal? limit = null;
        int? numberPhases = null;
        while (reader.Next())
        {
            if (reader.Is("startPeriod"u8))
                startPeriod = reader.Integer();
            else if (reader.Is("limit"u8))
                limit = reader.Number();
            else if (reader.Is("numberPhases"u8))
                numberPhases = reader.Integer();
            else
                reader.Unknown();
        }
        return new()
        {
            StartPeriod = reader.Required(startPeriod, "startPeriod"),
            Limit = reader.Required(limit, "limit"),
            NumberPhases = numberPhases,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("startPeriod"u8, StartPeriod);
        writer.Number("limit"u8, Limit);
        writer.Number("numberPhases"u8, NumberPhases);
    }
}

/// <summary>Charging rate unit type (OCPP 1.6 §7.12).</summary>
public enum ChargingRateUnitType : byte
{
    A,
    W,
}
