namespace Doorstep.Rules;

/// <summary>
/// The clock of tariffs, opening hours and pages: Beijing time, UTC+8, without daylight saving since 1991.
/// A whole number of half-hours from UTC, so half-hours begin at the same instants on both clocks.
/// </summary>
public static class LocalClock
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    private const long HalfHour = 30 * TimeSpan.TicksPerMinute;

    /// <summary>Whether a day is one the city may speak of, 2000…2999: its midnight and those of the years after it have their place on every clock on earth.</summary>
    public static bool Reaches(DateOnly day) => day.Year is >= 2000 and <= 2999;

    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(Offset).DateTime);

    /// <summary>The half-hour of the local day, 0 (from 00:00) … 47 (from 23:30).</summary>
    public static int HalfHourOf(DateTimeOffset at) => (int)(at.ToOffset(Offset).TimeOfDay.Ticks / HalfHour);

    /// <summary>When the half-hour that holds <paramref name="at"/> began.</summary>
    public static DateTimeOffset HalfHourStart(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % HalfHour), TimeSpan.Zero);

    /// <summary>The first half-hour boundary after <paramref name="at"/>.</summary>
    public static DateTimeOffset NextHalfHour(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % HalfHour) + HalfHour, TimeSpan.Zero);

    /// <summary>Local midnight at which <paramref name="day"/> begins.</summary>
    public static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);
}
