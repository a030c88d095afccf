using System.Globalization;
using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Turns sampled values of OCPP 1.6 into samples of one set of units (§7.31, §7.43, §7.45).</summary>
public static class MeterSamples
{
    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent
        | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <summary>One sample per meter value, or per reading context where one meter value mixes several. Signed values and measurands not kept are passed over; text that is no number, a unit that does not fit, or an impossible value is a fault.</summary>
    public static MeterSampling Of(IReadOnlyList<MeterValue> meterValues)
    {
        var samples = new List<MeterSample>(meterValues.Count);
        List<string>? faults = null;
        foreach (var meterValue in meterValues)
            Add(meterValue, samples, ref faults);
        return new(samples, faults ?? (IReadOnlyList<string>)[]);
    }

    private static void Add(MeterValue meterValue, List<MeterSample> samples, ref List<string>? faults)
    {
        var sampled = meterValue.SampledValue;
        var parts = sampled.Count <= 32 ? stackalloc MeterPart[sampled.Count] : new MeterPart[sampled.Count];
        var count = 0;
        for (var i = 0; i < sampled.Count; i++)
        {
            if (QuantityOf(sampled[i]) is { } quantity)
                parts[count++] = Part(quantity, sampled[i], ref faults);
        }
        MeterComposer.Compose(meterValue.Timestamp, parts[..count], samples);
    }

    private static MeterPart Part(MeterQuantity quantity, SampledValue sampled, ref List<string>? faults)
    {
        var trouble = ToBase(quantity, sampled, out var value);
        if (trouble is not null)
            (faults ??= []).Add($"{sampled.Measurand ?? Measurand.EnergyActiveImportRegister} \"{Shortened(sampled.Value)}\" {trouble}.");
        return new(
            quantity,
            LineOf(sampled.Phase),
            sampled.Location is null or Location.Outlet,
            ContextOf(sampled.Context),
            trouble is null ? value : 0,
            trouble is not null);
    }

    private static string? ToBase(MeterQuantity quantity, SampledValue sampled, out decimal value)
    {
        if (!decimal.TryParse(sampled.Value, Decimal, CultureInfo.InvariantCulture, out value))
            return "is no decimal number";
        // beyond this a unit's factor could overflow
        if (Math.Abs(value) > 1e18m)
            return "is out of range";
        switch (quantity, sampled.Unit)
        {
            case (MeterQuantity.Register, null or UnitOfMeasure.Wh):
            case (MeterQuantity.Power, null or UnitOfMeasure.W):
            case (MeterQuantity.Current, null or UnitOfMeasure.A):
            case (MeterQuantity.Voltage, null or UnitOfMeasure.V):
            case (MeterQuantity.Soc, null or UnitOfMeasure.Percent):
            case (MeterQuantity.Temperature, null or UnitOfMeasure.Celsius or UnitOfMeasure.Celcius):
                break;
            case (MeterQuantity.Register, UnitOfMeasure.KWh):
            case (MeterQuantity.Power, UnitOfMeasure.KW):
                value *= 1000;
                break;
            case (MeterQuantity.Temperature, UnitOfMeasure.K):
                value -= 273.15m;
                break;
            case (MeterQuantity.Temperature, UnitOfMeasure.Fahrenheit):
                value = (value - 32) * 5 / 9;
                break;
            default:
                return $"has a unit that does not fit ({sampled.Unit})";
        }
        return MeterComposer.Impossible(quantity, value);
    }

    private static MeterQuantity? QuantityOf(SampledValue sampled) => sampled.Format == ValueFormat.SignedData ? null : sampled.Measurand switch
    {
        null or Measurand.EnergyActiveImportRegister => MeterQuantity.Register,
        Measurand.PowerActiveImport => MeterQuantity.Power,
        Measurand.CurrentImport => MeterQuantity.Current,
        Measurand.Voltage => MeterQuantity.Voltage,
        Measurand.SoC => MeterQuantity.Soc,
        Measurand.Temperature => MeterQuantity.Temperature,
        _ => null,
    };

    private static MeterLine LineOf(Phase? phase) => phase switch
    {
        null => MeterLine.Total,
        Phase.L1 or Phase.L2 or Phase.L3 or Phase.L1N or Phase.L2N or Phase.L3N => MeterLine.Phase,
        _ => MeterLine.Aside,
    };

    private static MeterContext? ContextOf(ReadingContext? context) => context switch
    {
        null => null,
        ReadingContext.InterruptionBegin => MeterContext.InterruptionBegin,
        ReadingContext.InterruptionEnd => MeterContext.InterruptionEnd,
        ReadingContext.SampleClock => MeterContext.SampleClock,
        ReadingContext.SamplePeriodic => MeterContext.SamplePeriodic,
        ReadingContext.TransactionBegin => MeterContext.TransactionBegin,
        ReadingContext.TransactionEnd => MeterContext.TransactionEnd,
        ReadingContext.Trigger => MeterContext.Trigger,
        _ => MeterContext.Other,
    };

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
