using Doorstep.Rules.Charging;

namespace Doorstep.Rules.Tests.Charging;

public sealed class TimeToFullTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 3, 14, 40, 0, TimeSpan.Zero);

    [Fact]
    public void Ten_percent_in_ten_minutes_leaves_half_an_hour_for_thirty() =>
        Assert.Equal(TimeSpan.FromMinutes(30), TimeToFull.Estimate([(Start, 600), (Start.AddMinutes(5), 650), (Start.AddMinutes(10), 700)]));

    [Fact]
    public void What_happened_long_ago_says_nothing_of_the_rate_now() =>
        // A hundred tenths in the last ten minutes; the slow hour before does not count.
        Assert.Equal(TimeSpan.FromMinutes(20), TimeToFull.Estimate([(Start, 600), (Start.AddMinutes(60), 700), (Start.AddMinutes(70), 800)]));

    [Fact]
    public void A_car_that_does_not_rise_is_not_promised_an_end()
    {
        Assert.Null(TimeToFull.Estimate([]));
        Assert.Null(TimeToFull.Estimate([(Start, 500)]));
        Assert.Null(TimeToFull.Estimate([(Start, 500), (Start.AddMinutes(10), 500)]));
        Assert.Null(TimeToFull.Estimate([(Start, 500), (Start.AddSeconds(30), 510)]));
        Assert.Null(TimeToFull.Estimate([(Start, 10), (Start.AddMinutes(15), 11)]));
    }

    [Fact]
    public void A_full_car_needs_nothing_more() => Assert.Equal(TimeSpan.Zero, TimeToFull.Estimate([(Start, 990), (Start.AddMinutes(5), 1000)]));
}
