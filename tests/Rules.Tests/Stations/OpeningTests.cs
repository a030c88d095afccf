using Doorstep.Rules.Stations;
using static Doorstep.Rules.Tests.Pricing.Samples;

namespace Doorstep.Rules.Tests.Stations;

public sealed class OpeningTests
{
    private static readonly Opening Always = new(StationState.Open, null, null, ToPublic: true);

    [Theory]
    [InlineData("06:00", "22:00", "05:59", false)]
    [InlineData("06:00", "22:00", "06:00", true)]
    [InlineData("06:00", "22:00", "22:00", false)]
    [InlineData("18:00", "08:00", "23:00", true)]
    [InlineData("18:00", "08:00", "07:59", true)]
    [InlineData("18:00", "08:00", "12:00", false)]
    public void Opening_hours_follow_the_local_clock_over_midnight_too(string from, string until, string at, bool open)
    {
        var opening = Always with { OpensAt = TimeOnly.Parse(from), ClosesAt = TimeOnly.Parse(until) };

        Assert.Equal(open, opening.IsOpenAt(Local($"2024-05-01 {at}")));
    }

    [Fact]
    public void A_residents_station_refuses_a_driver_without_agreement()
    {
        var opening = Always with { ToPublic = false };

        Assert.Null(opening.WhyNot(agreement: true, Local("2024-05-01 12:00")));
        Assert.Equal("station.residents-only", opening.WhyNot(agreement: false, Local("2024-05-01 12:00"))?.Code);
    }

    [Theory]
    [InlineData(StationState.Planned)]
    [InlineData(StationState.Paused)]
    [InlineData(StationState.Closed)]
    public void A_station_that_is_not_open_refuses_everybody(StationState state) =>
        Assert.Equal("station.not-open", (Always with { State = state }).WhyNot(agreement: true, Local("2024-05-01 12:00"))?.Code);
}
