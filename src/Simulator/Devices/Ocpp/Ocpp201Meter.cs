using Doorstep.Wire.Ocpp201;

namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>Meter values of 2.0.1 as different firmware dresses them.</summary>
internal static class Ocpp201Meter
{
    public static MeterValueType Of(ChargeReading reading, PileSpec spec, MeterStyle style, ReadingContextEnumType context) => new()
    {
        Timestamp = reading.At,
        SampledValue = style switch
        {
            MeterStyle.Bare => [new SampledValueType { Value = Whole(reading.RegisterWh) }],
            MeterStyle.KilowattHours => [Register(reading.RegisterWh, style, context)],
            MeterStyle.PerPhase => [.. Phases(reading, spec.Phases, context)],
            _ => [.. Full(reading, context)],
        },
    };

    /// <summary>The register alone, for a session's begin or end.</summary>
    public static MeterValueType Of(DateTimeOffset at, double wh, MeterStyle style, ReadingContextEnumType context) => new()
    {
        Timestamp = at,
        SampledValue = [Register(wh, style, context)],
    };

    private static SampledValueType Register(double wh, MeterStyle style, ReadingContextEnumType context) => style == MeterStyle.KilowattHours
        ? Value(Whole(wh) / 1000, MeasurandEnumType.EnergyActiveImportRegister, "kWh", context)
        : Value(Whole(wh), MeasurandEnumType.EnergyActiveImportRegister, "Wh", context);

    private static IEnumerable<SampledValueType> Full(ChargeReading reading, ReadingContextEnumType context)
    {
        yield return Register(reading.RegisterWh, MeterStyle.Full, context);
        yield return Value(Rounded(reading.Watts, 0), MeasurandEnumType.PowerActiveImport, "W", context);
        yield return Value(Rounded(reading.Amperes, 1), MeasurandEnumType.CurrentImport, "A", context);
        yield return Value(Rounded(reading.Volts, 1), MeasurandEnumType.Voltage, "V", context);
        if (reading.Battery is { } battery)
            yield return Value(Rounded(battery.SocPercent, 0), MeasurandEnumType.SoC, "Percent", context) with { Location = LocationEnumType.EV };
    }

    private static IEnumerable<SampledValueType> Phases(ChargeReading reading, int phases, ReadingContextEnumType context)
    {
        var total = Whole(reading.RegisterWh);
        for (var i = 0; i < phases; i++)
        {
            var phase = i switch { 0 => PhaseEnumType.L1, 1 => PhaseEnumType.L2, _ => PhaseEnumType.L3 };
            // whole watt hours per phase that add up to the whole register
            var share = decimal.Floor(total / phases) + (i < total % phases ? 1 : 0);
            yield return Value(share, MeasurandEnumType.EnergyActiveImportRegister, "Wh", context) with { Phase = phase };
            yield return Value(Rounded(reading.Watts / phases, 0), MeasurandEnumType.PowerActiveImport, "W", context) with { Phase = phase };
        }
    }

    private static SampledValueType Value(decimal value, MeasurandEnumType measurand, string unit, ReadingContextEnumType context) =>
        new() { Value = value, Context = context, Measurand = measurand, UnitOfMeasure = new() { Unit = unit } };

    private static decimal Whole(double wh) => decimal.Floor((decimal)wh);

    private static decimal Rounded(double value, int decimals) => decimal.Round((decimal)value, decimals);
}
