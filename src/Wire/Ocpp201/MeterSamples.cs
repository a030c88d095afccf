using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Turns sampled values of OCPP 2.0.1 into samples of one set of units (part 2 §2, SampledValueType and UnitOfMeasureType).</summary>
public static class MeterSamples
{
    private const int LargestMultiplier = 12;

    /// <summary>One sample per meter value, or per reading context where one meter value mixes several. Signatures and measurands not kept are passed over; a unit that does not fit or an impossible value is a fault.</summary>
    public static MeterSampling Of(IReadOnlyList<MeterValueType> meterValues)
    {
        var samples = new List<MeterSample>(meterValues.Count);
        List<string>? faults = null;
        foreach (var meterValue in meterValues)
            Add(meterValue, samples, ref faults);
        return new(samples, faults ?? (IReadOnlyList<string>)[]);
    }

    private static void Add(MeterValueType meterValue, List<MeterSample> samples, ref List<string>? faults)
    {
        var sampled = meterValue.SampledValue;
        var parts = sampled.Count <= 32 ? stackalloc MeterPart[sampled.Count] : new MeterPart[sampled.Count];
        var count = 0;
        for (var i = 0; i < sampled.Count; i++)
        {
            if (QuantityOf(sampled[i].Measurand) is { } quantity)
                parts[count++] = Part(quantity, sampled[i], ref faults);
        }
        MeterComposer.Compose(meterValue.Timestamp, parts[..count], samples);
    }

    private static MeterPart Part(MeterQuantity quantity, SampledValueType sampled, ref List<string>? faults)
    {
        var trouble = ToBase(quantity, sampled, out var value);
        if (trouble is not null)
            (faults ??= []).Add($"{sampled.Measurand ?? MeasurandEnumType.EnergyActiveImportRegister} {sampled.Value} {trouble}.");
        return new(
            quantity,
            LineOf(sampled.Phase),
            sampled.Location is null or LocationEnumType.Outlet,
            ContextOf(sampled.Context),
            trouble is null ? value : 0,
            trouble is not null);
    }

    private static string? ToBase(MeterQuantity quantity, SampledValueType sampled, out decimal value)
    {
        value = sampled.Value;
        // beyond these a multiplier could overflow
        if (Math.Abs(value) > 1e12m)
            return "is out of range";
        var multiplier = sampled.UnitOfMeasure?.Multiplier ?? 0;
        if (multiplier is < -LargestMultiplier or > LargestMultiplier)
            return $"has the multiplier {multiplier}";
        for (; multiplier > 0; multiplier--)
            value *= 10;
        for (; multiplier < 0; multiplier++)
            value /= 10;
        switch (quantity, sampled.UnitOfMeasure?.Unit)
        {
            // the schema's default Wh stands for "the usual unit" when the measurand is no energy
            case (_, null):
            case (MeterQuantity.Register, "Wh"):
            case (MeterQuantity.Power, "W"):
            case (MeterQuantity.Current, "A"):
            case (MeterQuantity.Voltage, "V"):
            case (MeterQuantity.Soc, "Percent" or "%"):
                break;
            case (MeterQuantity.Register, "kWh"):
            case (MeterQuantity.Power, "kW"):
                value *= 1000;
                break;
            default:
                return $"has a unit that does not fit ({sampled.UnitOfMeasure?.Unit})";
        }
        return MeterComposer.Impossible(quantity, value);
    }

    private static MeterQuantity? QuantityOf(MeasurandEnumType? measurand) => measurand switch
    {
        null or MeasurandEnumType.EnergyActiveImportRegister => MeterQuantity.Register,
        MeasurandEnumType.PowerActiveImport => MeterQuantity.Power,
        MeasurandEnumType.CurrentImport => MeterQuantity.Current,
        MeasurandEnumType.Voltage => MeterQuantity.Voltage,
        MeasurandEnumType.SoC => MeterQuantity.Soc,
        _ => null,
    };

    private static MeterLine LineOf(PhaseEnumType? phase) => phase switch
    {
        null => MeterLine.Total,
        PhaseEnumType.L1 or PhaseEnumType.L2 or PhaseEnumType.L3 or PhaseEnumType.L1N or PhaseEnumType.L2N or PhaseEnumType.L3N => MeterLine.Phase,
        _ => MeterLine.Aside,
    };

    private static MeterContext? ContextOf(ReadingContextEnumType? context) => context switch
    {
        null => null,
        ReadingContextEnumType.InterruptionBegin => MeterContext.InterruptionBegin,
        ReadingContextEnumType.InterruptionEnd => MeterContext.InterruptionEnd,
        ReadingContextEnumType.SampleClock => MeterContext.SampleClock,
        ReadingContextEnumType.SamplePeriodic => MeterContext.SamplePeriodic,
        ReadingContextEnumType.TransactionBegin => MeterContext.TransactionBegin,
        ReadingContextEnumType.TransactionEnd => MeterContext.TransactionEnd,
        ReadingContextEnumType.Trigger => MeterContext.Trigger,
        _ => MeterContext.Other,
    };
}
