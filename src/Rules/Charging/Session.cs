using Doorstep.Rules.Pricing;

namespace Doorstep.Rules.Charging;

/// <summary>One charging session as the rules see it; its meter readings lie beside it.</summary>
public sealed record Session
{
    public required SessionId Id { get; init; }

    public required ConnectorId Connector { get; init; }

    public required StartedBy StartedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public SessionState State { get; init; }

    /// <summary>Who pays; null for an unknown card and for a session free of charge.</summary>
    public ResidentId? Payer { get; init; }

    public string? Card { get; init; }

    /// <summary>The pile's name for it: OCPP 1.6 number, OCPP 2.0.1 transaction id, YKC transaction number.</summary>
    public string? PileTransaction { get; init; }

    /// <summary>The content of the pile's start, by which a repeat is known even when its message id is new.</summary>
    public string? StartKey { get; init; }

    /// <summary>The pile's own start was received, so the first register is its word.</summary>
    public bool BeginSeen { get; init; }

    /// <summary>That start named a register; without one the earliest reading is the first.</summary>
    public bool StartMeasured { get; init; }

    /// <summary>When it began; null until the pile said so, or spoke as if it had.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The first reading that counts.</summary>
    public MeterPoint? First { get; init; }

    /// <summary>The highest reading so far.</summary>
    public MeterPoint? Last { get; init; }

    /// <summary>The time of the latest reading, whatever it showed.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Since when no power flows although energy did: the car is full, or has stopped asking.</summary>
    public DateTimeOffset? FullAt { get; init; }

    /// <summary>Since when readings show no power; becomes <see cref="FullAt"/> when it lasts.</summary>
    public DateTimeOffset? NoPowerSince { get; init; }

    /// <summary>Since when the pile behaves as if nothing were going on.</summary>
    public DateTimeOffset? QuietSince { get; init; }

    public DateTimeOffset? LinkLostAt { get; init; }

    public DateTimeOffset? StopAskedAt { get; init; }

    public DateTimeOffset? StopSentAt { get; init; }

    public int StopsSent { get; init; }

    public string? StopReason { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>When we learned that it is over.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What the pile said at the end; null until it did.</summary>
    public PileClaim? Claim { get; init; }

    public Money Held { get; init; }

    /// <summary>Charged while the pile could not ask us.</summary>
    public bool Offline { get; init; }

    /// <summary>Why a person should look at it; null while nobody needs to.</summary>
    public string? Dispute { get; init; }

    public string? FailReason { get; init; }

    public Energy? Billed { get; init; }

    public Money? Total { get; init; }

    /// <summary>Energy by the readings so far.</summary>
    public Energy Energy => First is { } first && Last is { } last && last.Register > first.Register ? last.Register - first.Register : Energy.Zero;

    /// <summary>True while it occupies its connector.</summary>
    public bool Open => State is SessionState.Starting or SessionState.Charging or SessionState.Stopping;

    /// <summary>True when nothing can change it any more, except a dispute.</summary>
    public bool Over => State is SessionState.Billed or SessionState.Paid or SessionState.Failed;
}

/// <summary>What the pile says at the end; kept beside our own figures for ever.</summary>
/// <param name="Stop">Its last register, on the scale of the readings.</param>
/// <param name="Energy">The energy it claims, where it says so apart from the register (YKC 0x3B).</param>
/// <param name="Amount">The amount it shows on its screen (YKC 0x3B).</param>
public sealed record PileClaim(Energy? Stop, Energy? Energy = null, Money? Amount = null);

/// <summary>One reading of a pile's meter; whatever the pile did not say is null.</summary>
/// <param name="At">When, by the pile's clock where it can be believed.</param>
/// <param name="StateOfCharge">Tenths of a percent.</param>
/// <param name="Temperature">Tenths of a degree Celsius.</param>
public sealed record Reading(
    DateTimeOffset At,
    Energy? Register,
    Power? Power = null,
    int? StateOfCharge = null,
    int? Millivolts = null,
    int? Milliamperes = null,
    int? Temperature = null)
{
    /// <summary>What this reading does not say, the one before still does.</summary>
    public Reading Over(Reading? before) => before is null ? this : this with
    {
        Power = Power ?? before.Power,
        StateOfCharge = StateOfCharge ?? before.StateOfCharge,
        Millivolts = Millivolts ?? before.Millivolts,
        Milliamperes = Milliamperes ?? before.Milliamperes,
        Temperature = Temperature ?? before.Temperature,
    };
}
