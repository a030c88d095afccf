using Doorstep.Rules;
using Doorstep.Web.Provider;
using Doorstep.Web.Shell;

namespace Doorstep.Web.Tests.Shell;

public sealed class TypedDayTests
{
    [Theory]
    [InlineData("2026-07-01", true)]
    [InlineData("2000-01-01", true)]
    [InlineData("2999-12-31", true)]
    [InlineData("0001-01-01", false)]
    [InlineData("9999-12-31", false)]
    [InlineData("2026-02-30", false)]
    [InlineData("１０００-01-01", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_day_out_of_an_address_has_its_place_on_the_clock_or_filters_nothing(string? typed, bool isDay)
    {
        var day = TypedDay.Read(typed);
        Assert.Equal(isDay, day is not null);
        var asked = new SessionFilter(null, null, null, null, day, day).Request(10);
        Assert.Equal((isDay, isDay), (asked.From is not null, asked.Until is not null));
        Assert.True(!isDay || LocalClock.Day(asked.From!.Value) == day);
    }
}
