using CsCheck;
using Doorstep.Simulator.Devices;

namespace Doorstep.Simulator.Tests.Devices;

public sealed class VirtualPileTests
{
    [Fact]
    public void Register_rises_by_exactly_the_power_given_over_time()
    {
        foreach (var spec in new[] { PileSpec.Ac7("A"), PileSpec.Dc60("D") })
        {
            var bench = new Bench(spec with { MeterStartWh = 1_234_567 });
            bench.Pile.PlugIn(1, Bench.Car(0.1));
            bench.Pile.Start(1, Bench.Order());
            var (before, sum) = (bench.One.RegisterWh, 0.0);
            for (var second = 0; second < 1800; second++)
            {
                bench.Pass(TimeSpan.FromSeconds(1));
                sum += bench.One.Watts / 3600;
            }

            Assert.True(sum > 1000);
            Assert.Equal(sum, bench.One.RegisterWh - before, 1e-6);
            Assert.Equal(sum, bench.One.Session!.EnergyWh, 1e-6);
        }
    }

    [Fact]
    public void How_often_the_pulse_comes_and_how_fast_time_runs_changes_no_kilowatt_hour()
    {
        double Register(TimeSpan pulse, double pace)
        {
            var bench = new Bench(PileSpec.Dc60("D"), pace);
            bench.Pile.PlugIn(1, Bench.Car());
            bench.Pile.Start(1, Bench.Order());
            bench.Pass(TimeSpan.FromMinutes(30) / pace, pulse / pace);
            return bench.One.RegisterWh;
        }

        var expected = Register(TimeSpan.FromSeconds(1), 1);
        Assert.Equal(expected, Register(TimeSpan.FromMinutes(30), 1));
        Assert.Equal(expected, Register(TimeSpan.FromMilliseconds(300), 1));
        Assert.Equal(expected, Register(TimeSpan.FromSeconds(12), 60));
    }

    [Fact]
    public void Marks_at_the_half_hours_add_up_to_the_session()
    {
        var bench = new Bench(PileSpec.Ac7("A"));
        bench.Time.Advance(TimeSpan.FromMilliseconds(437_250));
        bench.Pile.PlugIn(1, Bench.Car());
        bench.Pile.Start(1, Bench.Order());
        var session = bench.One.Session!;
        bench.Pass(TimeSpan.FromHours(2), TimeSpan.FromMilliseconds(7_300));
        bench.Pile.Stop(1, StopCause.Remote);
        Assert.Equal(StopCause.Remote, session.Cause);
        Assert.Equal(4 + 2, session.Marks.Count);
        Assert.All(session.Marks.Skip(1).SkipLast(1), m => Assert.Equal(0, m.At.Ticks % TimeSpan.FromMinutes(30).Ticks));
        Assert.Equal(session.Marks, session.Marks.OrderBy(m => m.Wh));
        Assert.Equal(session.EnergyWh, session.Marks[^1].Wh - session.Marks[0].Wh);
    }

    [Fact]
    public void Pile_never_gives_more_than_its_limit_whatever_the_platform_orders()
    {
        var limits = Gen.Select(Gen.Int[0, 130_000], Gen.Int[0, 2], Gen.Int[1, 300]).Array[1, 12];
        limits.Sample(orders =>
        {
            var bench = new Bench(PileSpec.Dc120("D"));
            bench.Pile.PlugIn(1, Bench.Car(model: 5));
            bench.Pile.PlugIn(2, Bench.Car(model: 4));
            bench.Pile.Start(1, Bench.Order());
            bench.Pile.Start(2, Bench.Order());
            var (whole, each) = (120_000, new[] { 120_000, 120_000 });
            foreach (var (watts, gun, seconds) in orders)
            {
                bench.Pile.Limit(gun == 0 ? null : gun, watts);
                if (gun == 0)
                {
                    whole = Math.Min(watts, 120_000);
                }
                else
                {
                    each[gun - 1] = watts;
                }

                bench.Pass(TimeSpan.FromSeconds(seconds));
                Assert.True(bench.Pile.Connectors.Sum(c => c.Watts) <= whole * 1.000001);
                Assert.All(bench.Pile.Connectors, c => Assert.True(c.Watts <= each[c.Number - 1] * 1.000001));
            }
        }, iter: 200);
    }

    [Fact]
    public void Alternating_pile_pauses_when_less_than_six_amperes_are_left()
    {
        var bench = new Bench(PileSpec.Ac7("A"));
        bench.Pile.PlugIn(1, Bench.Car());
        bench.Pile.Start(1, Bench.Order());
        bench.Pile.Limit(1, 1_200);
        bench.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal((VirtualConnectorState.SuspendedByPile, 0.0), (bench.One.State, bench.One.Watts));
        bench.Pile.Limit(1, null);
        bench.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(VirtualConnectorState.Charging, bench.One.State);
        Assert.InRange(bench.One.Watts, 6_000, 7_040);
    }

    [Fact]
    public void Full_car_ends_the_session_or_suspends_it_as_the_pile_is_built()
    {
        var ends = new Bench(PileSpec.Dc60("D"));
        var stays = new Bench(PileSpec.Dc60("D") with { EndsWhenFull = false });
        foreach (var bench in new[] { ends, stays })
        {
            bench.Pile.PlugIn(1, Bench.Car(0.78, 0.8));
            bench.Pile.Start(1, Bench.Order());
        }

        var session = ends.One.Session!;
        ends.Pass(TimeSpan.FromMinutes(20));
        stays.Pass(TimeSpan.FromMinutes(20));
        Assert.Equal((StopCause.Full, VirtualConnectorState.Finished, false), (session.Cause!.Value, ends.One.State, ends.One.GunLocked));
        Assert.InRange((session.Ended!.Value - session.Began).TotalMinutes, 0.5, 5);
        Assert.Equal(VirtualConnectorState.SuspendedByCar, stays.One.State);
        Assert.NotNull(stays.One.Session);
    }

    [Fact]
    public void Energy_limit_of_the_order_ends_the_session_within_a_second_of_power()
    {
        var bench = new Bench(PileSpec.Ac7("A"));
        bench.Pile.PlugIn(1, Bench.Car());
        bench.Pile.Start(1, Bench.Order() with { EnergyLimitWh = 1000 });
        var session = bench.One.Session!;
        bench.Pass(TimeSpan.FromHours(1));
        Assert.Equal(StopCause.EnergyLimit, session.Cause);
        Assert.InRange(session.EnergyWh, 1000, 1002);
    }

    [Fact]
    public void Emergency_stop_ends_every_session_and_nothing_starts_until_it_is_mended()
    {
        var bench = new Bench(PileSpec.Dc120("D"));
        bench.Pile.PlugIn(1, Bench.Car());
        bench.Pile.Start(1, Bench.Order());
        var session = bench.One.Session!;
        bench.Pass(TimeSpan.FromMinutes(1));
        bench.Pile.Break(null, PileFault.EmergencyStop);
        Assert.Equal(StopCause.EmergencyStop, session.Cause);
        Assert.All(bench.Pile.Connectors, c => Assert.Equal(VirtualConnectorState.Faulted, c.State));
        Assert.Equal(StartOutcome.Faulted, bench.Pile.Start(1, Bench.Order()));
        bench.Pile.Mend(null, PileFault.EmergencyStop);
        Assert.Equal([VirtualConnectorState.Plugged, VirtualConnectorState.Idle], bench.Pile.Connectors.Select(c => c.State));
        Assert.Equal(StartOutcome.Started, bench.Pile.Start(1, Bench.Order()));
    }

    [Fact]
    public void Locked_gun_stays_while_charging_and_an_unlocked_one_ends_the_session_when_pulled()
    {
        var locked = new Bench(PileSpec.Dc60("D"));
        locked.Pile.PlugIn(1, Bench.Car());
        locked.Pile.Start(1, Bench.Order());
        Assert.Equal(PlugOutOutcome.Locked, locked.Pile.PlugOut(1));
        var open = new Bench(PileSpec.Ac7("A") with { LocksGun = false });
        open.Pile.PlugIn(1, Bench.Car());
        open.Pile.Start(1, Bench.Order());
        var session = open.One.Session!;
        Assert.Equal(PlugOutOutcome.Done, open.Pile.PlugOut(1));
        Assert.Equal((StopCause.Unplugged, VirtualConnectorState.Idle), (session.Cause!.Value, open.One.State));
        Assert.Equal(PlugOutOutcome.NotPlugged, open.Pile.PlugOut(1));
    }

    [Fact]
    public void Order_waits_for_the_plug_and_is_given_up_after_its_time()
    {
        var bench = new Bench(PileSpec.Ac7("A"));
        var order = Bench.Order() with { WaitForPlug = TimeSpan.FromSeconds(60) };
        Assert.Equal(StartOutcome.NotPlugged, bench.Pile.Start(1, Bench.Order()));
        Assert.Equal(StartOutcome.Waiting, bench.Pile.Start(1, order));
        bench.Pass(TimeSpan.FromSeconds(59));
        bench.Pile.PlugIn(1, Bench.Car());
        Assert.NotNull(bench.One.Session);
        bench.Pile.Stop(1, StopCause.Local);
        bench.Pile.PlugOut(1);
        bench.Pile.Start(1, order);
        bench.Pass(TimeSpan.FromSeconds(61));
        bench.Pile.PlugIn(1, Bench.Car());
        Assert.Null(bench.One.Session);
    }

    [Fact]
    public void Link_is_told_every_change_of_state_once_and_in_order()
    {
        var bench = new Bench(PileSpec.Ac7("A"));
        var ear = new Ear();
        bench.Pile.Attach(ear);
        bench.Pile.PlugIn(1, Bench.Car());
        bench.Pile.Start(1, Bench.Order());
        bench.Pile.Limit(1, 0);
        bench.Pass(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));
        bench.Pile.Limit(1, null);
        bench.Pass(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));
        bench.Pile.Stop(1, StopCause.Remote);
        bench.Pile.PlugOut(1);
        Assert.Equal(["Plugged", "began", "Charging", "SuspendedByPile", "Charging", "ended", "Finished", "Idle"], ear.Heard);
    }

    [Fact]
    public void Reserved_connector_takes_only_its_card_until_the_time_is_over()
    {
        var bench = new Bench(PileSpec.Ac7("A"));
        Assert.True(bench.Pile.Reserve(1, "mine", bench.Pile.Now + TimeSpan.FromMinutes(15)));
        bench.Pile.PlugIn(1, Bench.Car());
        Assert.Equal(StartOutcome.ReservedForOther, bench.Pile.Start(1, Bench.Order("other")));
        Assert.Equal(StartOutcome.Started, bench.Pile.Start(1, Bench.Order("mine")));
        Assert.Null(bench.One.ReservedFor);
    }

    private sealed class Ear : IPileLink
    {
        public List<string> Heard { get; } = [];

        public bool Up => true;

        public DateTimeOffset NextTurn => DateTimeOffset.MaxValue;

        public void Tell(PileEvent happened) => Heard.Add(happened switch
        {
            ConnectorChanged changed => changed.Connector.State.ToString(),
            SessionBegan => "began",
            SessionEnded => "ended",
            _ => happened.ToString(),
        });

        public void Turn(DateTimeOffset now)
        {
        }

        public void Cut(TimeSpan away)
        {
        }

        public Task Run(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
