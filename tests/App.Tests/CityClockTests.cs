namespace Doorstep.App.Tests;

public sealed class CityClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_hurried_city_counts_seconds_and_not_what_the_machine_thinks_the_time_is()
    {
        var machine = new Machine();
        var clock = new CityClock(machine, pace: 120, Noon);

        machine.Elapsed = TimeSpan.FromSeconds(2);
        machine.Said = Noon.AddSeconds(30);

        Assert.Equal(Noon.AddMinutes(4), clock.GetUtcNow());
    }

    [Fact]
    public void A_real_city_believes_its_machine()
    {
        var machine = new Machine { Said = Noon.AddDays(1) };

        Assert.Equal(Noon.AddDays(1), new CityClock(machine).GetUtcNow());
    }

    /// <summary>A machine whose clock was set while it ran.</summary>
    private sealed class Machine : TimeProvider
    {
        public TimeSpan Elapsed { get; set; }

        public DateTimeOffset Said { get; set; } = Noon;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Elapsed.Ticks;

        public override DateTimeOffset GetUtcNow() => Said;
    }
}
