using Doorstep.Rules.Pricing;
using static Doorstep.Rules.Tests.Pricing.Samples;

namespace Doorstep.Rules.Tests.Pricing;

public sealed class TariffTests
{
    private static readonly Rate Flat = new(PricePeriod.Flat, UnitPrice.FromYuan(0.6m), UnitPrice.FromYuan(0.4m));

    [Fact]
    public void A_month_nobody_priced_is_refused_by_name()
    {
        var refusal = Year([1, 2, 3], [4, 5, 6, 7, 8, 9]).Checked().Refusal;

        Assert.Equal("tariff.months-uncovered", refusal?.Code);
        Assert.Contains(("months", "10,11,12"), refusal!.Facts);
    }

    [Fact]
    public void A_month_priced_twice_is_refused_by_name()
    {
        var refusal = Year([.. AllYear], [7, 8]).Checked().Refusal;

        Assert.Equal("tariff.months-overlap", refusal?.Code);
        Assert.Contains(("months", "7,8"), refusal!.Facts);
    }

    [Theory]
    [InlineData("0.00000001", true)]
    [InlineData("0.6543217", true)]
    [InlineData("-0.0000001", true)]
    [InlineData("0.654321", false)]
    [InlineData("0.40000000", false)]
    [InlineData("79228162514264337593543950335", false)]
    public void A_price_is_billed_as_it_is_written_or_not_taken(string yuan, bool tooFine)
    {
        var price = decimal.Parse(yuan, System.Globalization.CultureInfo.InvariantCulture);
        var refusal = UnitPrice.TooFine(0.5m, price);
        Assert.Equal(tooFine, refusal is { Code: "price.too-fine" } && refusal.Facts.Contains(("yuan", yuan)));
        Assert.True(tooFine || price > 1000 || UnitPrice.FromYuan(price).YuanPerKilowattHour == price);
    }

    [Theory]
    [InlineData("0.5", null)]
    [InlineData("0.50000000", null)]
    [InlineData("0.4999999", "price.too-fine")]
    [InlineData("0.5000000000000000000000000000", "setting.value-wrong")]
    [InlineData("5.1", "setting.value-wrong")]
    public void The_ceiling_is_a_price_that_can_be_kept(string value, string? refused) => Assert.Equal(refused, CitySetting.ServiceCeiling.Read(value).Refusal?.Code);

    public static TheoryData<string, Tariff> Wrong => new()
    {
        { "tariff.half-hours-wrong", Evening with { Plans = [new(AllYear, [Flat], [0, 0])] } },
        { "tariff.rate-missing", Evening with { Plans = [new(AllYear, [Flat], [.. Hours(1, 24)])] } },
        { "tariff.price-wrong", Evening with { Plans = [MonthPlan.Single(AllYear, Flat with { Electricity = new(-1) })] } },
        { "tariff.price-wrong", Evening with { Plans = [MonthPlan.Single(AllYear, Flat with { Service = UnitPrice.FromYuan(58) })] } },
        { "tariff.months-wrong", Evening with { Plans = [MonthPlan.Single([0, .. AllYear], Flat)] } },
        { "tariff.dates-wrong", Evening with { ValidUntil = new(2023, 12, 31) } },
        { "tariff.code-wrong", Evening with { Code = "居民" } },
        { "tariff.name-missing", Evening with { Name = "" } },
        { "tariff.document-long", Evening with { Document = new string('文', 201) } },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_tariff_that_cannot_price_a_year_is_refused(string code, Tariff tariff) => Assert.Equal(code, tariff.Checked().Refusal?.Code);

    [Fact]
    public void The_version_that_began_last_holds_and_an_ended_one_gives_way()
    {
        var summer = Evening with { Version = 2, ValidFrom = new(2024, 7, 1), ValidUntil = new(2024, 8, 31) };

        Assert.Same(Evening, Tariff.InForce([summer, Evening], new(2024, 6, 30)));
        Assert.Same(summer, Tariff.InForce([summer, Evening], new(2024, 7, 1)));
        Assert.Same(Evening, Tariff.InForce([summer, Evening], new(2024, 9, 1)));
        Assert.Null(Tariff.InForce([summer, Evening], new(2023, 12, 31)));
    }

    [Fact]
    public void No_tariff_today_means_no_terms() => Assert.Equal("tariff.missing", Terms.Frozen(new(2024, 5, 1), _ => null).Refusal?.Code);

    [Fact]
    public void A_tariff_that_ends_with_no_follower_prices_the_session_to_its_end()
    {
        var ended = Evening with { ValidUntil = new(2024, 5, 1) };
        var terms = Terms.Frozen(new(2024, 5, 1), day => Tariff.InForce([ended], day)).Value;

        Assert.Equal(UnitPrice.FromYuan(0.43m), terms.RateAt(Local("2024-05-02 01:00")).Electricity);
    }

    [Fact]
    public void Half_hours_follow_the_local_clock()
    {
        Assert.Equal(PricePeriod.Valley, Terms.Under(Evening).RateAt(new(2024, 5, 1, 15, 0, 0, TimeSpan.Zero)).Period);
        Assert.Equal(PricePeriod.Peak, Terms.Under(Evening).RateAt(new(2024, 5, 1, 14, 59, 59, TimeSpan.Zero)).Period);
    }

    [Fact]
    public void A_tariff_survives_being_written_down()
    {
        string text = PricingJson.Write(Evening);

        Assert.Equal(text, PricingJson.Write(PricingJson.Read<Tariff>(text)));
    }

    private static Tariff Year(params int[][] monthSets) => Evening with { Plans = [.. monthSets.Select(months => MonthPlan.Single(months, Flat))] };
}
