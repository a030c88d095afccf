namespace Doorstep.Simulator;

/// <summary>The simulated clock: real time since its making × a factor; batteries, cars and people live by it, and the demonstration's server may too.</summary>
public sealed class Pace : TimeProvider
{
    private readonly DateTimeOffset origin;
    private readonly long started;

    /// <summary>A clock that begins at <paramref name="origin"/> (now when null) and runs <paramref name="factor"/> times as fast as <paramref name="real"/>; factor above 0.</summary>
    public Pace(TimeProvider real, double factor = 1, DateTimeOffset? origin = null)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        Real = real;
        Factor = factor;
        this.origin = origin ?? real.GetUtcNow();
        started = real.GetTimestamp();
    }

    /// <summary>The clock behind it; protocol intervals and time-outs run on this one.</summary>
    public TimeProvider Real { get; }

    public double Factor { get; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => Real.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => origin.ToUniversalTime().AddTicks(GetTimestamp());

    public override long GetTimestamp() => (long)(Real.GetElapsedTime(started).Ticks * Factor);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        Real.CreateTimer(callback, state, ToReal(dueTime), ToReal(period));

    /// <summary>How long a simulated span lasts on the real clock.</summary>
    public TimeSpan ToReal(TimeSpan simulated) => simulated <= TimeSpan.Zero ? simulated : TimeSpan.FromTicks((long)(simulated.Ticks / Factor));
}
