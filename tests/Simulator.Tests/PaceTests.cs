using Microsoft.Extensions.Time.Testing;

namespace Doorstep.Simulator.Tests;

public sealed class PaceTests
{
    [Fact]
    public void Sixtyfold_pace_makes_an_hour_of_a_minute_for_clocks_and_timers()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var pace = new Pace(time, 60);
        var rung = 0;
        using var timer = pace.CreateTimer(_ => rung++, null, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(30));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.Zero), pace.GetUtcNow());
        Assert.Equal(2, rung);
        Assert.Equal(TimeSpan.FromSeconds(1), pace.ToReal(TimeSpan.FromMinutes(1)));
    }
}
