using Doorstep.Simulator.Charging;
using Doorstep.Simulator.Devices;
using Microsoft.Extensions.Time.Testing;

namespace Doorstep.Simulator.Tests.Devices;

/// <summary>One virtual pile on a clock that the test turns.</summary>
internal sealed class Bench
{
    public Bench(PileSpec spec, double pace = 1)
    {
        Pace = new Pace(Time, pace);
        Pile = new VirtualPile(spec, Pace);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero));

    public Pace Pace { get; }

    public VirtualPile Pile { get; }

    public VirtualConnector One => Pile.Connectors[0];

    public static Car Car(double soc = 0.3, double target = 1, int model = 2) =>
        new(CarModel.Usual[model], new Battery(CarModel.Usual[model], soc, 20)) { Vin = "LDSTEST0000000017", TargetSoc = target };

    public static StartOrder Order(string? card = null) => new(StartedBy.Platform, null, card);

    public void Pass(TimeSpan time, TimeSpan? pulse = null)
    {
        var step = pulse ?? time;
        for (var passed = TimeSpan.Zero; passed < time; passed += step)
        {
            Time.Advance(step);
            Pile.Advance();
        }
    }
}
