using System.Globalization;
using Doorstep.Wire.Ocpp16;

namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>Meter values of 1.6 as different firmware dresses them.</summary>
internal static class Ocpp16Meter
{
    /// <summary>What a running session measures.</summary>
    public static MeterValue Of(ChargeReading reading, PileSpec spec, MeterStyle style, ReadingContext context) => new()
    {
        Timestamp = reading.At,
        SampledValue = style switch
        {
            MeterStyle.Bare => [new SampledValue { Value = Whole(reading.RegisterWh) }],
            MeterStyle.KilowattHours => [Register(reading.RegisterWh, style, context)],
            MeterStyle.PerPhase => [.. Phases(reading, spec.Phases, context)],
            _ => [.. Full(reading, context)],
        },
    };

    /// <summary>The register alone, for a session's begin or end.</summary>
    public static MeterValue Of(DateTimeOffset at, double wh, MeterStyle style, ReadingContext context) => new()
    {
        Timestamp = at,
        SampledValue = [Register(wh, style, context)],
    };

    private static SampledValue Register(double wh, MeterStyle style, ReadingContext context) => style == MeterStyle.KilowattHours
        ? new() { Value = (Math.Floor(wh) / 1000).ToString("F3", CultureInfo.InvariantCulture), Context = context, Measurand = Measurand.EnergyActiveImportRegister, Unit = UnitOfMeasure.KWh }
        : new() { Value = Whole(wh), Context = context, Measurand = Measurand.EnergyActiveImportRegister, Unit = UnitOfMeasure.Wh };

    private static IEnumerable<SampledValue> Full(ChargeReading reading, ReadingContext context)
    {
        yield return Register(reading.RegisterWh, MeterStyle.Full, context);
        yield return Value(reading.Watts, "F0", Measurand.PowerActiveImport, UnitOfMeasure.W, context);
        yield return Value(reading.Amperes, "F1", Measurand.CurrentImport, UnitOfMeasure.A, context);
        yield return Value(reading.Volts, "F1", Measurand.Voltage, UnitOfMeasure.V, context);
        yield return Value(reading.CableCelsius, "F1", Measurand.Temperature, UnitOfMeasure.Celsius, context) with { Location = Location.Cable };
        if (reading.Battery is { } battery)
            yield return Value(battery.SocPercent, "F0", Measurand.SoC, UnitOfMeasure.Percent, context) with { Location = Location.EV };
    }

    private static IEnumerable<SampledValue> Phases(ChargeReading reading, int phases, ReadingContext context)
    {
        var total = (long)Math.Floor(reading.RegisterWh);
        for (var i = 0; i < phases; i++)
        {
            var phase = i switch { 0 => Phase.L1, 1 => Phase.L2, _ => Phase.L3 };
            // whole watt hours per phase that add up to the whole register
            var share = (total / phases) + (i < total % phases ? 1 : 0);
            yield return Value(share, "F0", Measurand.EnergyActiveImportRegister, UnitOfMeasure.Wh, context) with { Phase = phase };
            yield return Value(reading.Watts / phases, "F0", Measurand.PowerActiveImport, UnitOfMeasure.W, context) with { Phase = phase };
        }
    }

    private static SampledValue Value(double value, string format, Measurand measurand, UnitOfMeasure unit, ReadingContext context) =>
        new() { Value = value.ToString(format, CultureInfo.InvariantCulture), Context = context, Measurand = measurand, Unit = unit };

    private static string Whole(double wh) => Math.Floor(wh).ToString("F0", CultureInfo.InvariantCulture);
}
