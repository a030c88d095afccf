using CsCheck;
using Doorstep.Rules.Pricing;
using static Doorstep.Rules.Tests.Pricing.Samples;

namespace Doorstep.Rules.Tests.Pricing;

public sealed class PriceCurveTests
{
    private static readonly Terms Market = Terms.Under(Evening);

    [Fact]
    public void The_price_now_tells_until_when()
    {
        var now = PriceNow.Of(Market, Local("2024-05-01 18:10"));

        Assert.Equal((PricePeriod.Peak, Local("2024-05-01 20:00")), (now.Rate.Period, now.Until));
    }

    [Fact]
    public void A_price_that_never_changes_has_no_end()
    {
        var always = Evening with { Plans = [MonthPlan.Single(AllYear, new(PricePeriod.Flat, UnitPrice.FromYuan(0.6m), UnitPrice.Zero))] };

        Assert.Null(PriceNow.Of(Terms.Under(always), Local("2024-05-01 18:10")).Until);
    }

    [Fact]
    public void A_day_of_prices_is_its_six_steps()
    {
        var steps = PriceCurve.Of(Market, Local("2024-05-01 00:00"));

        Assert.Equal(
            [PricePeriod.Valley, PricePeriod.Flat, PricePeriod.Peak, PricePeriod.Tip, PricePeriod.Peak, PricePeriod.Valley],
            steps.Select(step => step.Rate.Period));
    }

    [Fact]
    public void The_curve_covers_the_hours_without_a_gap() =>
        Gen.Select(AnyTerms, Gen.Int[0, 500_000], Gen.Int[1, 48]).Sample((terms, minute, hours) =>
        {
            var steps = PriceCurve.Of(terms, Local("2024-01-01 00:00").AddMinutes(minute), hours);

            Assert.Equal(TimeSpan.FromHours(hours), steps[^1].To - steps[0].From);
            Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        });

    [Fact]
    public void Four_hours_before_eight_are_cheapest_at_the_start_of_the_valley()
    {
        var window = PriceCurve.CheapestWindow(Market, Local("2024-05-01 18:00"), Local("2024-05-02 08:00"), TimeSpan.FromHours(4));

        Assert.Equal((Local("2024-05-01 23:00"), UnitPrice.FromYuan(1.03m)), (window?.From, window?.Mean));
    }

    [Fact]
    public void A_window_longer_than_the_time_there_is_does_not_exist() =>
        Assert.Null(PriceCurve.CheapestWindow(Market, Local("2024-05-01 18:00"), Local("2024-05-01 19:00"), TimeSpan.FromHours(2)));

    [Fact]
    public void No_minute_to_start_at_is_cheaper_than_the_window() =>
        Gen.Select(AnyTerms, Gen.Int[0, 500_000], Gen.Int[1, 300], Gen.Int[0, 400], Gen.Int[0, 400]).Sample(
            (terms, minute, length, slack, other) =>
            {
                var from = Local("2024-01-01 00:00").AddMinutes(minute);
                var until = from.AddMinutes(length + slack);
                var best = PriceCurve.CheapestWindow(terms, from, until, TimeSpan.FromMinutes(length))!;
                var start = from.AddMinutes(Math.Min(other, slack));
                var elsewhere = PriceCurve.CheapestWindow(terms, start, start.AddMinutes(length), TimeSpan.FromMinutes(length))!;

                Assert.True(best.Mean <= elsewhere.Mean);
            },
            iter: 300);
}
