namespace Doorstep.Rules.Pricing;

/// <summary>A stretch of time at one price.</summary>
public sealed record PriceStep(DateTimeOffset From, DateTimeOffset To, PricedRate Rate);

/// <summary>A stretch to charge in, and the mean price of energy taken evenly over it.</summary>
public sealed record PriceWindow(DateTimeOffset From, DateTimeOffset To, UnitPrice Mean);

/// <summary>Prices over the coming hours.</summary>
public static class PriceCurve
{
    /// <summary>The steps of price from <paramref name="from"/> (its half-hour) for <paramref name="hours"/> hours.</summary>
    public static IReadOnlyList<PriceStep> Of(Terms terms, DateTimeOffset from, int hours = 24)
    {
        var steps = new List<PriceStep>();
        var at = LocalClock.HalfHourStart(from);
        for (int half = 0; half < hours * 2; half++, at = at.AddMinutes(30))
        {
            var rate = terms.RateAt(at);
            if (steps.Count > 0 && steps[^1].Rate == rate)
            {
                steps[^1] = steps[^1] with { To = at.AddMinutes(30) };
            }
            else
            {
                steps.Add(new(at, at.AddMinutes(30), rate));
            }
        }

        return steps;
    }

    /// <summary>
    /// The cheapest stretch of <paramref name="length"/> between now and <paramref name="until"/> for a car that charges evenly;
    /// the earliest of equally cheap ones; null when the length does not fit.
    /// </summary>
    public static PriceWindow? CheapestWindow(Terms terms, DateTimeOffset from, DateTimeOffset until, TimeSpan length)
    {
        PriceWindow? best = null;
        foreach (var start in Starts(from, until, length))
        {
            var window = new PriceWindow(start, start + length, Mean(terms, start, start + length));
            best = best is null || window.Mean < best.Mean || (window.Mean == best.Mean && window.From < best.From) ? window : best;
        }

        return best;
    }

    /// <summary>A cheapest stretch begins or ends at a boundary of price, or at an end of the time there is.</summary>
    private static IEnumerable<DateTimeOffset> Starts(DateTimeOffset from, DateTimeOffset until, TimeSpan length)
    {
        var latest = until - length;
        if (length <= TimeSpan.Zero || latest < from)
        {
            yield break;
        }

        yield return from;
        yield return latest;
        for (var boundary = LocalClock.NextHalfHour(from); boundary < until; boundary = boundary.AddMinutes(30))
        {
            if (boundary <= latest)
            {
                yield return boundary;
            }

            if (boundary - length >= from)
            {
                yield return boundary - length;
            }
        }
    }

    private static UnitPrice Mean(Terms terms, DateTimeOffset from, DateTimeOffset to)
    {
        Int128 sum = 0;
        for (var at = from; at < to;)
        {
            var next = LocalClock.NextHalfHour(at) < to ? LocalClock.NextHalfHour(at) : to;
            sum += (Int128)terms.RateAt(at).Total.MicroYuanPerKilowattHour * (next - at).Ticks;
            at = next;
        }

        return new((long)(sum / (to - from).Ticks));
    }
}
