using Doorstep.Simulator.Devices;
using Doorstep.Simulator.People;
using Doorstep.Simulator.Tests.Devices;

namespace Doorstep.Simulator.Tests.People;

public sealed class CarsOnCallTests
{
    [Fact]
    public void Who_starts_a_pile_without_a_car_finds_one_plugged_in_and_gone_after_the_charge()
    {
        var bench = new Bench(PileSpec.Dc60("D"));
        var cars = new CarsOnCall([new FleetPile(bench.Pile, new SilentLink())]);
        Assert.Equal(StartOutcome.Waiting, bench.Pile.Start(1, Bench.Order() with { WaitForPlug = TimeSpan.FromMinutes(1) }));
        Live(TimeSpan.FromSeconds(5));
        Assert.NotNull(bench.One.Session);
        Live(TimeSpan.FromSeconds(60));
        Assert.True(bench.One.Session!.EnergyWh > 100);
        bench.Pile.Stop(1, StopCause.Remote);
        Live(TimeSpan.FromSeconds(70));
        Assert.Null(bench.One.Car);
        Assert.Equal(VirtualConnectorState.Idle, bench.One.State);

        void Live(TimeSpan time)
        {
            for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(1))
            {
                bench.Pass(TimeSpan.FromSeconds(1));
                cars.Until(bench.Pace.GetUtcNow());
            }
        }
    }

    [Fact]
    public void No_car_comes_where_nobody_asked_for_a_charge()
    {
        var bench = new Bench(PileSpec.Ac7("A"));
        var cars = new CarsOnCall([new FleetPile(bench.Pile, new SilentLink())]);
        bench.Pass(TimeSpan.FromHours(1));
        cars.Until(bench.Pace.GetUtcNow());
        Assert.Null(bench.One.Car);
    }

    private sealed class SilentLink : IPileLink
    {
        public bool Up => false;

        public DateTimeOffset NextTurn => DateTimeOffset.MaxValue;

        public void Tell(PileEvent happened)
        {
            // Nobody listens.
        }

        public void Turn(DateTimeOffset now)
        {
            // Nothing is due.
        }

        public void Cut(TimeSpan away)
        {
            // There is no connection.
        }

        public Task Run(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
