using Doorstep.Rules.Charging;
using static Doorstep.Rules.Tests.Charging.Told;

namespace Doorstep.Rules.Tests.Charging;

/// <summary>The pile's figures beside ours, and the money that guards a session.</summary>
public sealed class ReconciliationTests
{
    [Theory]
    [InlineData(10_000, 10_000, 10_000, null)]
    [InlineData(10_000, 9_950, 9_950, null)]
    [InlineData(10_000, 8_000, 8_000, "pile.less-than-readings")]
    [InlineData(10_000, 10_400, 10_400, null)]
    [InlineData(10_000, 20_000, 10_500, "pile.more-than-readings")]
    public void A_claim_is_billed_while_it_agrees_and_the_lower_figure_when_it_does_not(long ours, long claimed, long billed, string? dispute)
    {
        var claim = new PileClaim(null, new Energy(claimed));

        Assert.Equal((new Energy(billed), dispute), Reconciliation.Judge(Energy.Zero, new Energy(ours), claim, new Energy(500), ChargingRules.Default));
    }

    [Fact]
    public void A_last_register_far_above_the_readings_is_the_meter_itself()
    {
        Assert.Equal((new Energy(9_000), null), Reconciliation.Judge(new(1_000), new(2_000), new PileClaim(new Energy(10_000)), null, ChargingRules.Default));
    }

    [Fact]
    public void A_register_that_fell_below_the_start_is_not_billed()
    {
        var told = Running().Hears(Read(10, 4_000), Ended(20, 10));

        Assert.Equal((3_000L, "register.fell"), (told.Session.Billed?.WattHours, told.Session.Dispute));
    }

    [Fact]
    public void Energy_no_pile_of_its_power_could_have_delivered_is_never_billed_and_a_person_looks()
    {
        // 5 MWh from 7 kW would take a month.
        var claimed = Running().Hears(Read(10, 2_000), Ended(20, 5_001_000));
        Assert.Equal((1_000L, "pile.impossible"), (claimed.Session.Billed?.WattHours, claimed.Session.Dispute));

        var measured = Running().Hears(Read(10, 2_000), Read(15, 5_001_000), Ended(20, 5_001_000));
        Assert.Equal((1_000L, "pile.impossible"), (measured.Session.Billed?.WattHours, measured.Session.Dispute));

        var silent = Running().Hears(Ended(20, 5_001_000));
        Assert.Equal((0L, "pile.impossible"), (silent.Session.Billed?.WattHours, silent.Session.Dispute));
    }

    [Fact]
    public void A_pile_whose_clock_lost_hours_is_billed_by_its_register()
    {
        var told = Running().Hears(Ended(1, 101_000));

        Assert.Equal((100_000L, null), (told.Session.Billed?.WattHours, told.Session.Dispute));
    }

    [Fact]
    public void A_claim_that_contradicts_its_own_register_bills_the_lower()
    {
        var claim = new PileClaim(new Energy(9_000), new Energy(5_000));

        Assert.Equal((new Energy(5_000), "claim.contradicts-register"), Reconciliation.Judge(Energy.Zero, new Energy(4_900), claim, new Energy(500), ChargingRules.Default));
    }

    [Fact]
    public void A_spike_between_honest_readings_is_not_billed()
    {
        var told = Running().Hears(Read(5, 2_000), Read(6, 4_000_000_000), Read(10, 3_000), new SessionEvent.Rebooted()).Later(Limits.RecordPatience);

        Assert.Equal(2_000, told.Session.Billed?.WattHours);
    }

    [Fact]
    public void A_pile_that_shows_another_amount_than_our_price_is_looked_at_and_billed_by_our_price()
    {
        var told = Running().Hears(Read(10, 3_000), new SessionEvent.Ended(Noon.AddMinutes(20), new PileClaim(new Energy(3_100), new Energy(2_100), new Money(9_900)), "full"));

        Assert.Equal((2_100L, "pile.amount"), (told.Session.Billed?.WattHours, told.Session.Dispute));
    }

    [Fact]
    public void A_session_is_stopped_before_it_costs_more_than_was_set_aside()
    {
        var price = UnitPrice.FromYuan(1.2m);
        var rules = ChargingRules.Default;
        // 7 kW for 45 s is 87 Wh, 0.104 CNY at this price.
        Assert.False(MoneyGuard.MustStop(default(RunningCost).Plus(new Energy(8_000), price), new Money(1_000), new Power(7_000), price, rules));
        Assert.True(MoneyGuard.MustStop(default(RunningCost).Plus(new Energy(8_300), price), new Money(1_000), new Power(7_000), price, rules));
    }
}
