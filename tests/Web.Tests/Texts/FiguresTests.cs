using System.Globalization;
using Doorstep.App;
using Doorstep.Rules;
using Doorstep.Rules.Stations;
using Doorstep.Web.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Time.Testing;

namespace Doorstep.Web.Tests.Texts;

public sealed class FiguresTests
{
    /// <summary>22:40 on 3 July 2026 in the city.</summary>
    private static readonly DateTimeOffset Evening = new(2026, 7, 3, 14, 40, 5, TimeSpan.Zero);

    private readonly Figures figures;

    public FiguresTests()
    {
        var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        figures = new Figures(services.GetRequiredService<IStringLocalizer<Words>>(), new CityClock(new FakeTimeProvider(Evening)));
    }

    [Theory]
    [InlineData("zh-CN", "12.35 kWh", "7.0 kW", "1,234.50 元", "0.5832 元/度", "步行 4 分钟 · 250 米")]
    [InlineData("en", "12.35 kWh", "7.0 kW", "¥1,234.50", "¥0.5832/kWh", "4 min walk · 250 m")]
    public void Figures_are_said_in_the_language_of_the_reader(string culture, string energy, string power, string money, string price, string walk) => In(culture, () =>
    {
        Assert.Equal(energy, figures.Kwh(new Energy(12_346)));
        Assert.Equal(power, figures.Kw(new Power(7_000)));
        Assert.Equal(money, figures.Yuan(new Money(123_450)));
        Assert.Equal(price, figures.Price(UnitPrice.FromYuan(0.5832m)));
        Assert.Equal(walk, figures.Walk(new Walk(new Metres(250), Estimated: false)));
    });

    [Theory]
    [InlineData("zh-CN", 0, "今天 22:40")]
    [InlineData("zh-CN", -1, "昨天 22:40")]
    [InlineData("zh-CN", 1, "明天 22:40")]
    [InlineData("zh-CN", -7, "6月26日 22:40")]
    [InlineData("zh-CN", -365, "2025年7月3日 22:40")]
    [InlineData("en", 0, "Today 22:40")]
    [InlineData("en", -7, "26 Jun 22:40")]
    public void A_time_is_said_from_where_the_reader_stands(string culture, int days, string said) =>
        In(culture, () => Assert.Equal(said, figures.When(Evening.AddDays(days))));

    [Fact]
    public void The_day_turns_at_midnight_in_the_city_not_in_London() => In("zh-CN", () =>
    {
        Assert.Equal("明天 00:10", figures.When(new DateTimeOffset(2026, 7, 3, 16, 10, 0, TimeSpan.Zero)));
        Assert.Equal("今天 23:50", figures.When(new DateTimeOffset(2026, 7, 3, 15, 50, 0, TimeSpan.Zero)));
    });

    [Theory]
    [InlineData(600_000, "0.60")]
    [InlineData(580_000, "0.58")]
    [InlineData(583_250, "0.5833")]
    [InlineData(1_000_000, "1.00")]
    public void A_price_shows_no_more_decimals_than_it_needs(long microYuan, string said) =>
        In("zh-CN", () => Assert.Equal(said, Figures.PriceAmount(new UnitPrice(microYuan))));

    [Theory]
    [InlineData(4, "0 米")]
    [InlineData(322, "320 米")]
    [InlineData(994, "990 米")]
    [InlineData(1250, "1.3 公里")]
    public void A_length_is_rounded_to_what_feet_can_tell(double metres, string said) => In("zh-CN", () => Assert.Equal(said, figures.Length(new Metres(metres))));

    [Theory]
    [InlineData(4800, "1 小时 20 分钟")]
    [InlineData(2700, "45 分钟")]
    [InlineData(30, "30 秒")]
    [InlineData(-5, "0 秒")]
    public void A_while_is_said_in_two_units_at_most(int seconds, string said) => In("zh-CN", () => Assert.Equal(said, figures.Lasting(TimeSpan.FromSeconds(seconds))));

    [Fact]
    public void A_phone_number_hides_its_middle() => Assert.Equal("138****5678", Figures.MaskedPhone("+8613812345678"));

    [Fact]
    public void Fourteen_digits_stand_in_groups_of_four() => Assert.Equal("3201 0600 0000 01", Figures.Grouped(new PileId("32010600000001")));

    private static void In(string culture, Action act)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            act();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
