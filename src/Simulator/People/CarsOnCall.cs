using Doorstep.Simulator.Charging;
using Doorstep.Simulator.Devices;

namespace Doorstep.Simulator.People;

/// <summary>A car for whoever starts a pile without having one at hand: plugged in shortly after the platform's order, driven away when the charge is over.</summary>
public sealed class CarsOnCall(IReadOnlyList<FleetPile> piles)
{
    private const double AmbientCelsius = 20;
    private const double Soc = 0.25;
    private static readonly CarModel Model = CarModel.Usual[4];

    /// <summary>From the order to the plug, simulated.</summary>
    private static readonly TimeSpan Way = TimeSpan.FromSeconds(3);

    /// <summary>From the end of the charge to the empty bay, simulated.</summary>
    private static readonly TimeSpan Packing = TimeSpan.FromMinutes(1);

    private readonly Dictionary<VirtualConnector, DateTimeOffset> coming = [];
    private readonly Dictionary<VirtualConnector, DateTimeOffset?> standing = [];

    /// <summary>Everything that happens up to a simulated moment; a fleet's beat calls it.</summary>
    public void Until(DateTimeOffset now)
    {
        foreach (var (pile, _) in piles)
        {
            if (pile.Busy)
            {
                Call(pile, now);
            }
        }

        Come(now);
        Leave(now);
    }

    private void Call(VirtualPile pile, DateTimeOffset now)
    {
        foreach (var connector in pile.Connectors)
        {
            if (connector is { Waiting: not null, Car: null })
            {
                coming.TryAdd(connector, now + Way);
            }
        }
    }

    private void Come(DateTimeOffset now)
    {
        foreach (var (connector, at) in coming.Where(c => c.Value <= now).ToList())
        {
            coming.Remove(connector);
            if (connector.Pile.PlugIn(connector.Number, new Car(Model, new Battery(Model, Soc, AmbientCelsius)) { Vin = "LDSV1S1T0R0000001" }))
            {
                standing[connector] = null;
            }
        }
    }

    private void Leave(DateTimeOffset now)
    {
        foreach (var (connector, leaves) in standing.ToList())
        {
            if (connector.Session is not null)
            {
                standing[connector] = null;
            }
            else if (leaves is null)
            {
                standing[connector] = now + Packing;
            }
            else if (leaves <= now && connector.Pile.PlugOut(connector.Number) is not PlugOutOutcome.Locked)
            {
                standing.Remove(connector);
            }
        }
    }
}
