using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Periods of a limit; duration in seconds (OCPP 2.0.1 part 2 §2).</summary>
public sealed record ChargingScheduleType : IOcppPayload<ChargingScheduleType>
{
    public required int Id { get; init; }

    public DateTimeOffset? StartSchedule { get; init; }

    public int? Duration { get; init; }

    public required ChargingRateUnitEnumType ChargingRateUnit { get; init; }

    public required IReadOnlyList<ChargingSchedulePeriodType> ChargingSchedulePeriod { get; init; }

    public decimal? MinChargingRate { get; init; }

    public SalesTariffType? SalesTariff { get; init; }

    public static ChargingScheduleType Read(ref OcppReader reader)
    {
        int? id = null;
        DateTimeOffset? startSchedule = null;
        int? duration = null;
        ChargingRateUnitEnumType? chargingRateUnit = null;
        IReadOnlyList<ChargingSchedulePeriodType>? chargingSchedulePeriod = null;
        decimal? minChargingRate = null;
        SalesTariffType? salesTariff = null;
        while (reader.Next())
        {
            if (reader.Is("id"u8))
                id = reader.Integer();
            else if (reader.Is("startSchedule"u8))
                startSchedule = reader.Time();
            else if (reader.Is("duration"u8))
                duration = reader.Integer();
            else if (reader.Is("chargingRateUnit"u8))
                chargingRateUnit = reader.Word<ChargingRateUnitEnumType>();
            else if (reader.Is("chargingSchedulePeriod"u8))
                chargingSchedulePeriod = reader.List<ChargingSchedulePeriodType>(1, 1024);
            else if (reader.Is("minChargingRate"u8))
                minChargingRate = reader.Number();
            else if (reader.Is("salesTariff"u8))
                salesTariff = reader.Part<SalesTariffType>();
            else
                reader.Unknown();
        }
        return new()
        {
            Id = reader.Required(id, "id"),
            StartSchedule = startSchedule,
            Duration = duration,
            ChargingRateUnit = reader.Required(chargingRateUnit, "chargingRateUnit"),
            ChargingSchedulePeriod = reader.Required(chargingSchedulePeriod, "chargingSchedulePeriod"),
            MinChargingRate = minChargingRate,
            SalesTariff = salesTariff,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("id"u8, Id);
        writer.Time("startSchedule"u8, StartSchedule);
        writer.Number("duration"u8, Duration);
        writer.Word("chargingRateUnit"u8, ChargingRateUnit);
        writer.List("chargingSchedulePeriod"u8, ChargingSchedulePeriod);
        writer.Number("minChargingRate"u8, MinChargingRate);
        writer.Part("salesTariff"u8, SalesTariff);
    }
}

/// <summary>From this second of the schedule on, at most this much (OCPP 2.0.1 part 2 §2).</summary>
public sealed record ChargingSchedulePeriodType : IOcppPayload<ChargingSchedulePeriodType>
{
    public required int StartPeriod { get; init; }

    public required decimal Limit { get; init; }

    public int? NumberPhases { get; init; }

    public int? PhaseToUse { get; init; }

    public static ChargingSchedulePeriodType Read(ref OcppReader reader)
    {
        int? startPeriod = null;
        decimal? limit = null;
        int? numberPhases = null;
        int? phaseToUse = null;
        while (reader.Next())
        {
            if (reader.Is("startPeriod"u8))
                startPeriod = reader.Integer();
            else if (reader.Is("limit"u8))
                limit = reader.Number();
            else if (reader.Is("numberPhases"u8))
                numberPhases = reader.Integer();
            else if (reader.Is("phaseToUse"u8))
                phaseToUse = reader.Integer();
            else
                reader.Unknown();
        }
        return new()
        {
            StartPeriod = reader.Required(startPeriod, "startPeriod"),
            Limit = reader.Required(limit, "limit"),
            NumberPhases = numberPhases,
            PhaseToUse = phaseToUse,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("startPeriod"u8, StartPeriod);
        writer.Number("limit"u8, Limit);
        writer.Number("numberPhases"u8, NumberPhases);
        writer.Number("phaseToUse"u8, PhaseToUse);
    }
}

/// <summary>Charging rate unit (OCPP 2.0.1 part 2 §3).</summary>
public enum ChargingRateUnitEnumType : byte
{
    W,
    A,
}
