namespace Doorstep.App;

/// <summary>
/// The city's time: real time for real use; in the demonstration it may run faster, so that an evening fits into a visit.
/// Everything about charging, piles and prices asks this clock; sign-in, tokens and audit ask <see cref="TimeProvider"/>.
/// </summary>
/// <param name="real">The machine's clock.</param>
/// <param name="pace">City seconds per real second; 1 outside the demonstration.</param>
/// <param name="start">The city's time at construction; null for the machine's.</param>
public sealed class CityClock(TimeProvider real, double pace = 1, DateTimeOffset? start = null) : TimeProvider
{
    private readonly DateTimeOffset begin = start ?? real.GetUtcNow();
    private readonly long begun = real.GetTimestamp();

    public double Pace => pace;

    public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>A hurried city counts from its beginning, as its simulated piles do: a machine that sets its clock by a second would else part the two by minutes.</summary>
    public override DateTimeOffset GetUtcNow() => pace == 1 && start is null ? real.GetUtcNow() : begin + (real.GetElapsedTime(begun) * pace);

    public override long GetTimestamp() => real.GetTimestamp();

    /// <summary>A timer in city time: at pace 60 a minute passes in a second.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, Real(dueTime), Real(period));

    private TimeSpan Real(TimeSpan city) => city == Timeout.InfiniteTimeSpan || pace == 1 ? city : city / pace;
}
