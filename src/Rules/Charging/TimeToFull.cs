namespace Doorstep.Rules.Charging;

/// <summary>How long a car that tells its charge still needs, by how fast it rose lately; an estimate, for a car slows down near full.</summary>
public static class TimeToFull
{
    private const int Full = 1000;

    /// <summary>What lies further back says little of the rate now.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(15);

    /// <summary>A state of charge comes in whole percents: over less the rate is mostly rounding.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(2);

    /// <summary>More than a day is no estimate any more.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromHours(24);

    /// <summary>Time from the last reading until full; null where the rate is not known, did not rise, or would need more than 24 h.</summary>
    /// <param name="told">When the car told what, in tenths of a percent (0 to 1000), oldest first.</param>
    public static TimeSpan? Estimate(IReadOnlyList<(DateTimeOffset At, int Charge)> told)
    {
        ArgumentNullException.ThrowIfNull(told);
        if (told.Count < 2)
        {
            return null;
        }

        var last = told[^1];
        var first = told.First(t => last.At - t.At <= Lately);
        var (time, risen) = (last.At - first.At, last.Charge - first.Charge);
        if (time < Least || risen <= 0)
        {
            return null;
        }

        var left = time * ((double)Math.Max(0, Full - last.Charge) / risen);
        return left > Most ? null : left;
    }
}
