namespace Doorstep.Rules.Charging;

/// <summary>Whether a pile's time stamp can be believed.</summary>
public static class PileTime
{
    private static readonly DateTimeOffset FirstPile = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// The instant to work with: the pile's own, unless it lies ahead of ours by more than the rules allow or before there were such piles
    /// (a clock without battery starts in 1970 or 2000); a stamp in the past is believed, because piles upload what they kept.
    /// </summary>
    public static DateTimeOffset Believed(DateTimeOffset stamp, DateTimeOffset now, ChargingRules rules) =>
        stamp > now + rules.ClockAhead || stamp < FirstPile ? now : stamp;

    /// <summary>True when a message tells of something long past: the pile had kept it.</summary>
    public static bool KeptByPile(DateTimeOffset at, DateTimeOffset now, ChargingRules rules) => now - at > rules.OfflineAfter;
}
