namespace Doorstep.Rules.Pricing;

/// <summary>What a kilowatt-hour costs somebody at a moment, and until when.</summary>
/// <param name="Until">The next change of price within a day; null when none comes.</param>
public sealed record PriceNow(PricedRate Rate, DateTimeOffset? Until)
{
    /// <summary>Looks ahead over the half-hours of one day.</summary>
    public static PriceNow Of(Terms terms, DateTimeOffset now)
    {
        var rate = terms.RateAt(now);
        var change = LocalClock.NextHalfHour(now);
        for (int ahead = 0; ahead < 48; ahead++, change = change.AddMinutes(30))
        {
            if (terms.RateAt(change) != rate)
            {
                return new(rate, change);
            }
        }

        return new(rate, null);
    }
}
