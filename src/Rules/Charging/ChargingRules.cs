namespace Doorstep.Rules.Charging;

/// <summary>The thresholds of charging; the city may date and change each (city settings `charging.…`).</summary>
public sealed record ChargingRules
{
    public static readonly ChargingRules Default = new();

    /// <summary>From the request until the pile must have begun (YKC §2.4: 90 s; OCPP piles wait for the plug about as long).</summary>
    public TimeSpan StartPatience { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How long a pile that seems idle may owe us the end of a session (YKC retries its record after 5 minutes).</summary>
    public TimeSpan RecordPatience { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>How long a session is left open behind a lost link.</summary>
    public TimeSpan LinkPatience { get; init; } = TimeSpan.FromHours(24);

    public TimeSpan StopRepeat { get; init; } = TimeSpan.FromSeconds(60);

    public int StopsSentAtMost { get; init; } = 5;

    /// <summary>A pile's clock this far ahead of ours is wrong.</summary>
    public TimeSpan ClockAhead { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A start or end older than this when it arrives was kept by a pile that could not reach us.</summary>
    public TimeSpan OfflineAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// A pile's clock may have lost this much of a session: an energy beyond what its rated power delivers in the session and this time more is no
    /// measurement, whatever the register says.
    /// </summary>
    public TimeSpan ClockDoubt { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Below this power a car counts as not charging.</summary>
    public Power FullBelow { get; init; } = new(50);

    public TimeSpan FullAfter { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Pile and we may differ by the larger of these two without a dispute.</summary>
    public Energy DisputeEnergy { get; init; } = new(100);

    public int DisputePermille { get; init; } = 10;

    /// <summary>The same for the pile's amount against ours before agreement.</summary>
    public Money DisputeAmount { get; init; } = new(100);

    public int DisputeAmountPermille { get; init; } = 50;

    /// <summary>Money set aside at start: wanted on an AC pile, wanted on a DC pile, and the least that starts at all.</summary>
    public Money HoldWantedAc { get; init; } = new(10_000);

    public Money HoldWantedDc { get; init; } = new(30_000);

    public Money HoldAtLeast { get; init; } = new(500);

    /// <summary>How long a stop may take to act; the money for it is kept in reserve.</summary>
    public TimeSpan StopReaction { get; init; } = TimeSpan.FromSeconds(45);
}
