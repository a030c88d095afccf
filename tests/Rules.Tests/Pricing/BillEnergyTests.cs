using CsCheck;
using Doorstep.Rules.Pricing;
using static Doorstep.Rules.Tests.Pricing.Samples;

namespace Doorstep.Rules.Tests.Pricing;

public sealed class BillEnergyTests
{
    [Fact]
    public void An_evening_is_billed_by_the_prices_of_its_hours()
    {
        // 7 kW from 19:30 to 20:30: half peak, half tip.
        var bill = BillEnergy.For([At("2024-05-01 19:30", 1_000), At("2024-05-01 20:30", 8_000)], Terms.Under(Evening));

        Assert.Equal([PricePeriod.Peak, PricePeriod.Tip], bill.Lines.Select(line => line.Rate.Period));
        Assert.Equal([3_500, 3_500], bill.Lines.Select(line => line.Energy.WattHours));
        // 3.5 kWh × 0.68 = 2.38, × 0.78 = 2.73, × 0.60 = 2.10 twice
        Assert.Equal([238, 273], bill.Lines.Select(line => line.Electricity.Fen));
        Assert.Equal(new Money(238 + 273 + 210 + 210), bill.Total);
        Assert.Equal(bill.Total, bill.Market);
    }

    [Fact]
    public void A_night_over_midnight_is_one_line_while_the_price_stays()
    {
        var bill = BillEnergy.For([At("2024-05-31 23:10", 0), At("2024-06-01 06:50", 30_000)], Terms.Under(Evening));

        var line = Assert.Single(bill.Lines);
        Assert.Equal((Local("2024-05-31 23:10"), Local("2024-06-01 06:50")), (line.From, line.To));
    }

    [Fact]
    public void A_new_tariff_version_prices_what_flows_after_its_first_midnight()
    {
        var dearer = Evening with { ValidFrom = new(2024, 6, 1), Version = 2, Plans = [MonthPlan.Single(AllYear, new(PricePeriod.Flat, UnitPrice.FromYuan(1), UnitPrice.Zero))] };
        var terms = Terms.Frozen(new(2024, 5, 31), day => Tariff.InForce([Evening, dearer], day)).Value;

        var bill = BillEnergy.For([At("2024-05-31 23:00", 0), At("2024-06-01 01:00", 4_000)], terms);

        Assert.Equal([2_000, 2_000], bill.Lines.Select(line => line.Energy.WattHours));
        Assert.Equal([UnitPrice.FromYuan(0.43m), UnitPrice.FromYuan(1)], bill.Lines.Select(line => line.Rate.Electricity));
    }

    [Fact]
    public void A_month_with_other_prices_begins_at_its_own_midnight()
    {
        var seasons = Evening with
        {
            Plans =
            [
                MonthPlan.Single([7, 8], new(PricePeriod.Peak, UnitPrice.FromYuan(0.9m), UnitPrice.Zero)),
                MonthPlan.Single([1, 2, 3, 4, 5, 6, 9, 10, 11, 12], new(PricePeriod.Flat, UnitPrice.FromYuan(0.5m), UnitPrice.Zero)),
            ],
        };

        var bill = BillEnergy.For([At("2024-06-30 22:00", 0), At("2024-07-01 02:00", 4_000)], Terms.Under(seasons));

        Assert.Equal([new Money(100), new Money(180)], bill.Lines.Select(line => line.Electricity));
    }

    [Fact]
    public void Idle_time_after_full_belongs_to_no_line()
    {
        var bill = BillEnergy.For([At("2024-05-01 08:00", 0), At("2024-05-01 09:00", 7_000), At("2024-05-02 09:00", 7_000)], Terms.Under(Evening));

        Assert.Equal(Local("2024-05-01 09:00"), Assert.Single(bill.Lines).To);
    }

    [Fact]
    public void Energy_at_the_same_price_on_two_days_makes_two_lines()
    {
        var bill = BillEnergy.For(
            [At("2024-05-01 08:00", 0), At("2024-05-01 09:00", 7_000), At("2024-05-02 08:00", 7_000), At("2024-05-02 09:00", 9_000)],
            Terms.Under(Evening));

        Assert.Equal([7_000, 2_000], bill.Lines.Select(line => line.Energy.WattHours));
    }

    [Theory]
    [InlineData(99_999_999)]
    [InlineData(0)]
    public void A_wild_reading_is_set_aside_and_shown(long wild)
    {
        MeterPoint[] sane = [At("2024-05-01 08:00", 1_000), At("2024-05-01 08:20", 2_000), At("2024-05-01 08:40", 3_000), At("2024-05-01 09:00", 4_000)];
        var odd = At("2024-05-01 08:30", wild);

        var bill = BillEnergy.For([.. sane, odd], Terms.Under(Evening));

        Assert.Equal([odd], bill.Dropped);
        Assert.Equal(new Energy(3_000), bill.Energy);
    }

    [Fact]
    public void A_register_that_restarts_at_zero_is_billed_up_to_the_reset()
    {
        var bill = BillEnergy.For(
            [At("2024-05-01 08:00", 5_000), At("2024-05-01 08:30", 6_000), At("2024-05-01 09:00", 7_000), At("2024-05-01 09:10", 0), At("2024-05-01 09:20", 100)],
            Terms.Under(Evening));

        Assert.Equal(new Energy(2_000), bill.Energy);
        Assert.Equal(2, bill.Dropped.Count);
    }

    [Fact]
    public void Of_two_ends_equally_likely_the_lower_is_billed()
    {
        var bill = BillEnergy.For([At("2024-05-01 08:00", 0), At("2024-05-01 08:30", 9_000), At("2024-05-01 09:00", 7_000)], Terms.Under(Evening));

        Assert.Equal(new Energy(7_000), bill.Energy);
    }

    [Fact]
    public void Nothing_read_costs_nothing()
    {
        Assert.Empty(BillEnergy.For([], Terms.Under(Evening)).Lines);
        Assert.Equal(Money.Zero, BillEnergy.For([At("2024-05-01 08:00", 5)], Terms.Under(Evening)).Total);
    }

    [Fact]
    public void Half_a_fen_never_lifts_an_agreement_above_its_ceiling()
    {
        MeterPoint[] points = [At("2024-05-01 08:00", 0), At("2024-05-01 08:01", 10)];

        Assert.Equal(new Money(0), BillEnergy.For(points, Terms.Under(Evening, UnitPrice.FromYuan(0.5m))).Service);
        Assert.Equal(new Money(1), BillEnergy.For(points, Terms.Under(Evening)).Service);
    }

    [Fact]
    public void An_agreement_shows_what_it_saved()
    {
        var bill = BillEnergy.For([At("2024-05-01 08:00", 0), At("2024-05-01 09:00", 10_000)], Terms.Under(Evening, UnitPrice.FromYuan(0.5m)));

        Assert.Equal((new Money(500), new Money(100)), (bill.Service, bill.Saved));
    }

    [Fact]
    public void An_exception_from_the_ceiling_ends_with_its_last_day()
    {
        var terms = Terms.Frozen(new(2024, 5, 31), _ => Evening, UnitPrice.FromYuan(0.5m), new(UnitPrice.FromYuan(0.55m), new(2024, 5, 31), "deep garage")).Value;

        var bill = BillEnergy.For([At("2024-05-31 23:00", 0), At("2024-06-01 01:00", 20_000)], terms);

        Assert.Equal([new Money(550), new Money(500)], bill.Lines.Select(line => line.Service));
    }

    [Fact]
    public void A_later_decision_changes_nothing_for_a_session_under_way()
    {
        var terms = Terms.Frozen(new(2024, 5, 1), _ => Evening, UnitPrice.FromYuan(0.5m)).Value;
        MeterPoint[] points = [At("2024-05-01 08:00", 0), At("2024-05-01 12:00", 28_000)];

        var reread = PricingJson.Read<Terms>(PricingJson.Write(terms));

        Assert.Equal(PricingJson.Write(BillEnergy.For(points, terms)), PricingJson.Write(BillEnergy.For(points, reread)));
    }

    [Fact]
    public void Any_order_and_repetition_of_the_same_readings_gives_the_same_bill() =>
        Gen.Select(RisingMeter, AnyTerms, Gen.Int[0, 1_000_000]).Sample((points, terms, seed) =>
        {
            var random = new Random(seed);
            var again = points.Concat(points.Where(_ => random.Next(3) == 0)).ToArray();
            random.Shuffle(again);

            Assert.Equal(PricingJson.Write(BillEnergy.For(points, terms)), PricingJson.Write(BillEnergy.For(again, terms)));
        });

    [Fact]
    public void Wild_readings_in_any_order_give_the_same_bill_too() =>
        Gen.Select(Gen.Select(Gen.Int[0, 7_200], Gen.Long[0, 40]).Array[0, 30], AnyTerms, Gen.Int[0, 1_000_000]).Sample((wild, terms, seed) =>
        {
            var points = wild.Select(pair => new MeterPoint(Local("2024-05-01 19:00").AddSeconds(pair.Item1), new(pair.Item2))).ToArray();
            var again = points.ToArray();
            new Random(seed).Shuffle(again);

            Assert.Equal(PricingJson.Write(BillEnergy.For(points, terms)), PricingJson.Write(BillEnergy.For(again, terms)));
        });

    [Fact]
    public void Lines_add_up_to_the_last_reading_minus_the_first() =>
        Gen.Select(RisingMeter, AnyTerms).Sample((points, terms) =>
        {
            var bill = BillEnergy.For(points, terms);

            Assert.Empty(bill.Dropped);
            Assert.Equal(points[^1].Register - points[0].Register, bill.Energy);
            Assert.All(bill.Lines, line => Assert.True(line.Energy > Energy.Zero && line.From <= line.To));
            Assert.All(bill.Lines.Zip(bill.Lines.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From));
        });

    [Fact]
    public void A_reading_more_in_the_middle_never_changes_the_energy() =>
        Gen.Select(RisingMeter, AnyTerms, Gen.Int[0, 1_000_000]).Sample((points, terms, seed) =>
        {
            var fewer = points.Where((_, i) => i == 0 || i == points.Length - 1 || ((seed >> (i % 20)) & 1) == 0);

            Assert.Equal(BillEnergy.For(points, terms).Energy, BillEnergy.For(fewer, terms).Energy);
        });

    [Fact]
    public void More_energy_never_costs_less() =>
        Gen.Select(RisingMeter, AnyTerms, Gen.Long[0, 5_000]).Sample((points, terms, more) =>
        {
            var longer = points.ToArray();
            longer[^1] = longer[^1] with { Register = longer[^1].Register + new Energy(more) };
            if (points.Length == 1)
            {
                return;
            }

            Assert.True(BillEnergy.For(longer, terms).Total >= BillEnergy.For(points, terms).Total);
        });

    [Fact]
    public void An_agreement_never_pays_more_than_its_ceiling_or_the_market() =>
        Gen.Select(RisingMeter, AnyTerms).Where((_, terms) => terms.ServiceCeiling is not null).Sample((points, terms) =>
        {
            var bill = BillEnergy.For(points, terms);
            var most = (Int128)bill.Energy.WattHours * terms.ServiceCeiling!.Value.MicroYuanPerKilowattHour;

            Assert.True((Int128)bill.Service.Fen * 10_000_000 <= most);
            Assert.True(bill.Total <= bill.Market);
        });

    [Fact]
    public void Every_line_is_its_energy_times_its_price_to_half_a_fen() =>
        Gen.Select(RisingMeter, AnyTerms).Sample((points, terms) =>
            Assert.All(BillEnergy.For(points, terms).Lines, line =>
                Assert.InRange(line.Electricity.Fen - (line.Energy.KilowattHours * line.Rate.Electricity.YuanPerKilowattHour * 100m), -0.5m, 0.5m)));

    [Fact]
    public void An_hour_without_current_between_two_at_one_price_stays_in_their_line() =>
        Assert.Single(BillEnergy.For(
            [At("2024-05-01 08:00", 0), At("2024-05-01 09:00", 7_000), At("2024-05-01 10:00", 7_000), At("2024-05-01 11:00", 9_000)],
            Terms.Under(Evening)).Lines);
}
