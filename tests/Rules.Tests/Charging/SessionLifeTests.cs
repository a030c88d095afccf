using Doorstep.Rules.Charging;
using static Doorstep.Rules.Tests.Charging.Told;

namespace Doorstep.Rules.Tests.Charging;

public sealed class SessionLifeTests
{
    [Fact]
    public void Without_a_price_the_energy_is_kept_and_a_person_decides()
    {
        var ended = Told.Running().Hears(Told.Read(30, 1_800)).Session with { State = SessionState.Ended };

        var step = SessionLife.Apply(ended, new SessionEvent.PriceMissing(), Told.Noon, Told.Limits);

        Assert.Equal((SessionState.Billed, "tariff.missing", new Energy(800)), (step.Next.State, step.Next.Dispute, step.Next.Billed));
        Assert.IsType<SessionEffect.RaiseAlert>(Assert.Single(step.Effects));
        Assert.Same(step.Next, SessionLife.Apply(step.Next, new SessionEvent.PriceMissing(), Told.Noon, Told.Limits).Next);
    }

    [Fact]
    public void A_session_begins_charges_ends_and_is_paid()
    {
        var told = Running().Hears(Read(10, 2_000), Ended(20, 3_500));

        Assert.Equal(SessionState.Paid, told.Session.State);
        Assert.Equal(2_500, Assert.Single(told.Bills).Bill.Energy.WattHours);
        Assert.Null(told.Session.Dispute);
    }

    [Fact]
    public void A_pile_that_refuses_the_start_releases_the_money()
    {
        var told = new Told().Hears(new SessionEvent.StartAnswered(false, "start.rejected"));

        Assert.Equal((SessionState.Failed, "start.rejected"), (told.Session.State, told.Session.FailReason));
        Assert.Single(told.Effects.OfType<SessionEffect.ReleaseHold>());
        Assert.Empty(told.Bills);
    }

    [Fact]
    public void A_pile_that_waits_for_the_plug_may_still_begin()
    {
        var told = new Told().Hears(new SessionEvent.StartAnswered(false, "not plugged", MayStillBegin: true), Began(1, 0));

        Assert.Equal(SessionState.Charging, told.Session.State);
    }

    [Fact]
    public void A_start_nobody_answers_fails_after_ninety_seconds_and_is_stopped_for_safety()
    {
        var told = new Told().Later(TimeSpan.FromSeconds(89));
        Assert.Equal(SessionState.Starting, told.Session.State);

        told.Later(TimeSpan.FromSeconds(1));

        Assert.Equal("start.timeout", told.Session.FailReason);
        Assert.Single(told.Effects.OfType<SessionEffect.CommandStop>());
    }

    [Fact]
    public void A_stop_asked_before_the_beginning_is_sent_once_the_pile_has_begun()
    {
        var told = new Told().Hears(new SessionEvent.StopAsked("resident"));
        told.Effects.Clear();

        told.Hears(Began(1, 0));

        Assert.Equal(SessionState.Stopping, told.Session.State);
        Assert.Single(told.Effects.OfType<SessionEffect.CommandStop>());
    }

    [Fact]
    public void A_stop_nobody_answers_is_repeated_and_then_raises_an_alert_but_never_closes_a_flowing_session()
    {
        var told = Running().Hears(new SessionEvent.StopAsked("resident"));
        for (int minute = 1; minute <= 10; minute++)
        {
            told.Later(TimeSpan.FromMinutes(1)).Hears(Read(minute, 1_000 + (minute * 100)));
        }

        Assert.Equal(Limits.StopsSentAtMost, told.Effects.OfType<SessionEffect.CommandStop>().Count());
        Assert.Single(told.Effects.OfType<SessionEffect.RaiseAlert>(), a => a.Kind == "stop.unanswered");
        Assert.Equal(SessionState.Stopping, told.Session.State);
    }

    [Fact]
    public void Stopping_what_is_over_is_refused()
    {
        var told = Running().Hears(Ended(20, 3_500), new SessionEvent.StopAsked("resident"));

        Assert.Equal("session.over", told.Refusal?.Code);
        Assert.Equal(SessionState.Paid, told.Session.State);
    }

    [Fact]
    public void Who_runs_out_of_money_is_told_once_however_often_the_stop_is_asked()
    {
        var told = Running().Hears(new SessionEvent.StopAsked(SessionLife.StoppedForMoney), new SessionEvent.StopAsked(SessionLife.StoppedForMoney));

        Assert.Single(told.Effects.OfType<SessionEffect.TellResident>(), t => t.Kind == "wallet.low");
        Assert.DoesNotContain(Running().Hears(new SessionEvent.StopAsked("resident")).Effects, e => e is SessionEffect.TellResident);
    }

    [Fact]
    public void Time_after_full_is_marked_and_costs_nothing()
    {
        var told = Running().Hears(Read(10, 5_000, 7_000), Read(20, 6_000, 0), Read(24, 6_000, 0), Read(60, 6_000, 0));

        Assert.Equal(Noon.AddMinutes(20), told.Session.FullAt);
        Assert.Single(told.Effects.OfType<SessionEffect.TellResident>(), t => t.Kind == "session.full");

        told.Hears(Ended(120, 6_000));

        Assert.Equal(5_000, told.Session.Billed?.WattHours);
        Assert.All(told.Bills[0].Bill.Lines, line => Assert.True(line.To <= Noon.AddMinutes(20)));
    }

    [Fact]
    public void A_car_that_waits_for_its_own_timer_is_not_full()
    {
        var told = Running().Hears(new SessionEvent.StatusSeen(ReportedStatus.SuspendedByCar, Noon.AddMinutes(1)));
        Assert.Null(told.Session.FullAt);

        told.Hears(Read(30, 3_000, 7_000), new SessionEvent.StatusSeen(ReportedStatus.SuspendedByCar, Noon.AddMinutes(40)));

        Assert.Equal(Noon.AddMinutes(40), told.Session.FullAt);
    }

    [Fact]
    public void A_car_that_takes_power_again_is_no_longer_full()
    {
        var told = Running().Hears(Read(10, 5_000, 0), Read(20, 5_000, 0), Read(30, 5_500, 3_000));

        Assert.Null(told.Session.FullAt);
    }

    [Fact]
    public void Readings_after_the_stop_change_nothing()
    {
        var told = Running().Hears(Read(10, 2_000), Ended(20, 3_000));
        var before = told.Session;

        told.Hears(Read(25, 9_000), Read(15, 2_500));

        Assert.Equal(before, told.Session);
        Assert.Equal(2, told.Effects.OfType<SessionEffect.Note>().Count(n => n.Kind == "reading.late"));
    }

    [Fact]
    public void A_pile_that_seems_idle_gets_time_for_its_record_and_is_then_billed_by_our_readings()
    {
        var told = Running().Hears(Read(10, 2_000), new SessionEvent.StatusSeen(ReportedStatus.Available, Noon.AddMinutes(11)));
        told.Later(Limits.RecordPatience - TimeSpan.FromSeconds(1));
        Assert.Equal(SessionState.Charging, told.Session.State);

        told.Later(TimeSpan.FromSeconds(1));

        Assert.Equal((SessionState.Paid, 1_000L), (told.Session.State, told.Session.Billed?.WattHours));
    }

    [Fact]
    public void A_rebooted_pile_that_goes_on_reading_keeps_its_session()
    {
        var told = Running();
        told.Now = Noon.AddMinutes(5);
        told.Hears(new SessionEvent.Rebooted(), Read(6, 2_000)).Later(TimeSpan.FromMinutes(30));

        Assert.Equal(SessionState.Charging, told.Session.State);
    }

    [Fact]
    public void A_lost_link_leaves_the_session_open_for_a_day()
    {
        var told = Running().Hears(Read(10, 2_000), new SessionEvent.LinkLost()).Later(TimeSpan.FromHours(23));
        Assert.Equal(SessionState.Charging, told.Session.State);

        told.Later(TimeSpan.FromHours(1));

        Assert.Equal((SessionState.Paid, "link.lost"), (told.Session.State, told.Session.StopReason));
    }

    [Fact]
    public void A_session_displaced_by_another_waits_for_its_record_and_is_billed_by_it()
    {
        var told = Running().Hears(Read(10, 2_000), new SessionEvent.Displaced());
        Assert.Equal(SessionState.Ended, told.Session.State);

        told.Hears(Ended(12, 2_400));

        Assert.Equal((SessionState.Paid, 1_400L), (told.Session.State, told.Session.Billed?.WattHours));
    }

    [Fact]
    public void A_record_that_comes_after_the_bill_is_kept_and_a_difference_is_for_a_person()
    {
        var told = Running().Hears(Read(10, 2_000), new SessionEvent.Displaced()).Later(Limits.RecordPatience);
        Assert.Equal(1_000, told.Session.Billed?.WattHours);

        told.Hears(Ended(30, 5_000));

        Assert.Equal(1_000, told.Session.Billed?.WattHours);
        Assert.Equal("record.late", told.Session.Dispute);
        Assert.Single(told.Bills);
        Assert.Null(told.Hears(new SessionEvent.DisputeResolved()).Session.Dispute);
    }

    [Fact]
    public void A_start_the_pile_records_as_failed_costs_nothing()
    {
        var told = new Told().Hears(new SessionEvent.Ended(Noon.AddSeconds(30), new PileClaim(Energy.Zero, Energy.Zero, Money.Zero), "insulation"));

        Assert.Equal((SessionState.Failed, "insulation"), (told.Session.State, told.Session.FailReason));
        Assert.Single(told.Effects.OfType<SessionEffect.ReleaseHold>());
    }
}
