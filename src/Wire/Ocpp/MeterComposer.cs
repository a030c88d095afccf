namespace Doorstep.Wire.Ocpp;

internal enum MeterQuantity : byte
{
    Register,
    Power,
    Current,
    Voltage,
    Soc,
    Temperature,
}

internal enum MeterLine : byte
{
    Total,
    Phase,
    Aside,
}

/// <summary>One sampled value in base units; <paramref name="Bad"/> when it was refused, which also spoils a sum over phases.</summary>
internal readonly record struct MeterPart(MeterQuantity Quantity, MeterLine Line, bool AtOutlet, MeterContext? Context, decimal Value, bool Bad);

/// <summary>Puts the sampled values of one meter value together into samples.</summary>
internal static class MeterComposer
{
    private const decimal Largest = MeterSample.LargestRegisterWh;

    /// <summary>One sample per reading context that occurs; values without a context belong to the first one named, or are periodic.</summary>
    public static void Compose(DateTimeOffset at, ReadOnlySpan<MeterPart> parts, List<MeterSample> samples)
    {
        var usual = MeterContext.SamplePeriodic;
        foreach (var part in parts)
        {
            if (part.Context is { } named)
            {
                usual = named;
                break;
            }
        }
        var done = 0;
        foreach (var part in parts)
        {
            var context = part.Context ?? usual;
            if ((done & (1 << (int)context)) != 0)
                continue;
            done |= 1 << (int)context;
            samples.Add(new MeterSample
            {
                At = at,
                Context = context,
                RegisterWh = Whole(Combine(parts, MeterQuantity.Register, context, usual)),
                PowerW = Whole(Combine(parts, MeterQuantity.Power, context, usual)),
                CurrentA = Combine(parts, MeterQuantity.Current, context, usual),
                VoltageV = Combine(parts, MeterQuantity.Voltage, context, usual),
                SocPercent = Combine(parts, MeterQuantity.Soc, context, usual),
                TemperatureC = Combine(parts, MeterQuantity.Temperature, context, usual),
            });
        }
        if (parts.IsEmpty)
            samples.Add(new MeterSample { At = at, Context = usual });
    }

    /// <summary>Null when the value is possible for the quantity, otherwise what is wrong with it.</summary>
    public static string? Impossible(MeterQuantity quantity, decimal value) => quantity switch
    {
        MeterQuantity.Register when value is < 0 or > Largest => "is outside 0 to 10^12 Wh",
        MeterQuantity.Soc when value is < 0 or > 100 => "is outside 0 to 100 percent",
        MeterQuantity.Temperature when value is < -274 or > 10_000 => "is no temperature",
        _ when value is < -Largest or > Largest => "is out of range",
        _ => null,
    };

    private static long? Whole(decimal? value) =>
        value is { } exact ? (long)decimal.Round(exact, 0, MidpointRounding.AwayFromZero) : null;

    private static decimal? Combine(ReadOnlySpan<MeterPart> parts, MeterQuantity quantity, MeterContext context, MeterContext usual)
    {
        // a value at the inlet or in the car does not count when the outlet is metered too
        var anywhere = quantity is MeterQuantity.Soc or MeterQuantity.Temperature || !HasOutlet(parts, quantity, context, usual);
        decimal? total = null;
        decimal sum = 0, highest = decimal.MinValue;
        var phases = 0;
        var spoiled = false;
        foreach (var part in parts)
        {
            if (part.Quantity != quantity || (part.Context ?? usual) != context || !(anywhere || part.AtOutlet))
                continue;
            if (part.Line == MeterLine.Phase)
            {
                spoiled |= part.Bad;
                sum += part.Value;
                highest = Math.Max(highest, part.Value);
                phases++;
            }
            else if (part.Line == MeterLine.Total && !part.Bad)
            {
                total = quantity == MeterQuantity.Temperature ? Math.Max(total ?? part.Value, part.Value) : part.Value;
            }
        }
        if (total is not null || phases == 0 || spoiled)
            return total;
        return quantity switch
        {
            MeterQuantity.Register or MeterQuantity.Power => sum,
            MeterQuantity.Current or MeterQuantity.Temperature => highest,
            _ => sum / phases,
        };
    }

    private static bool HasOutlet(ReadOnlySpan<MeterPart> parts, MeterQuantity quantity, MeterContext context, MeterContext usual)
    {
        foreach (var part in parts)
        {
            if (part.Quantity == quantity && part.AtOutlet && !part.Bad && (part.Context ?? usual) == context)
                return true;
        }
        return false;
    }
}
