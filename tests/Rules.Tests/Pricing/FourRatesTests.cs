using CsCheck;
using Doorstep.Rules.Pricing;
using static Doorstep.Rules.Tests.Pricing.Samples;

namespace Doorstep.Rules.Tests.Pricing;

public sealed class FourRatesTests
{
    private static readonly DateOnly Day = new(2024, 5, 1);

    [Fact]
    public void Each_period_takes_the_place_of_its_name()
    {
        var rates = FourRates.For(Evening, Day).Value;

        Assert.Equal([78_000u, 68_000u, 58_000u, 43_000u], rates.Rates.Select(rate => rate.Electricity));
        Assert.Equal((3, 2, 0), (rates.HalfHours[0], rates.HalfHours[14], rates.HalfHours[40]));
    }

    [Fact]
    public void A_fifth_price_is_refused()
    {
        var five = Evening with
        {
            Plans = [new(AllYear, [.. Enumerable.Range(1, 5).Select(i => new Rate(PricePeriod.Flat, new(i * 1000), new(0)))], [.. Enumerable.Range(0, 48).Select(i => i % 5)])],
        };

        Assert.Equal("tariff.more-than-four-rates", FourRates.For(five, Day).Refusal?.Code);
    }

    [Fact]
    public void A_pile_reads_every_half_hour_at_its_own_price() =>
        AnyTariff.Sample(tariff =>
        {
            var plan = tariff.PlanOf(Day.Month);
            if (FourRates.For(tariff, Day) is not { Granted: true } four)
            {
                Assert.True(plan.HalfHours.Select(i => plan.Rates[i]).Distinct().Count() > 4);
                return;
            }

            Assert.Equal((4, 48), (four.Value.Rates.Count, four.Value.HalfHours.Count));
            for (int half = 0; half < 48; half++)
            {
                var price = four.Value.Rates[four.Value.HalfHours[half]];
                Assert.InRange(plan.At(half).Electricity.MicroYuanPerKilowattHour - (price.Electricity * 10L), -5, 5);
                Assert.InRange(plan.At(half).Service.MicroYuanPerKilowattHour - (price.Service * 10L), -5, 5);
            }
        });
}
