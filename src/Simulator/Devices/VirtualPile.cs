using Doorstep.Simulator.Charging;

namespace Doorstep.Simulator.Devices;

/// <summary>A pile as hardware: guns, meters, locks, faults; it knows no protocol and tells its link what happens. Every method may be called from any thread.</summary>
public sealed class VirtualPile
{
    private readonly List<VirtualConnector> connectors = [];
    private readonly Pace pace;
    private IPileLink? link;
    private long ordinal;

    public VirtualPile(PileSpec spec, Pace pace)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(pace);
        Spec = spec;
        this.pace = pace;
        for (var number = 1; number <= spec.ConnectorCount; number++)
        {
            connectors.Add(new VirtualConnector(this, number, spec.MeterStartWh, pace.GetUtcNow()));
        }
    }

    public PileSpec Spec { get; }

    /// <summary>The pile's one lock: a link handles each received message inside it, so that pile and link never disagree. It may be entered again by its holder.</summary>
    public Lock Gate { get; } = new();

    public IReadOnlyList<VirtualConnector> Connectors => connectors;

    /// <summary>The pile has mains power.</summary>
    public bool Powered { get; private set; } = true;

    /// <summary>Simulated time.</summary>
    public DateTimeOffset Now => pace.GetUtcNow();

    /// <summary>Ceiling of the whole pile by the platform in W; null for none.</summary>
    public int? LimitWatts { get; private set; }

    /// <summary>Time passing may change something: a session runs, an order or a reservation waits. A glance without the lock.</summary>
    public bool Busy
    {
        get
        {
            foreach (var connector in connectors)
            {
                if (connector.Busy)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public VirtualConnector? Find(int number) => number >= 1 && number <= connectors.Count ? connectors[number - 1] : null;

    /// <summary>Gives the pile its voice; once.</summary>
    public void Attach(IPileLink voice) => link = link is null ? voice : throw new InvalidOperationException("A pile has one link.");

    /// <summary>Lives up to now; the fleet's pulse calls it.</summary>
    public void Advance()
    {
        lock (Gate)
        {
            var now = Now;
            foreach (var connector in connectors)
            {
                connector.Pulse(now);
            }
        }
    }

    public ChargeReading Read(VirtualConnector connector)
    {
        lock (Gate)
        {
            return connector.Read(Now);
        }
    }

    /// <summary>A car is plugged in; false when one is already there.</summary>
    public bool PlugIn(int number, Car car)
    {
        lock (Gate)
        {
            return Find(number)?.PlugIn(car) ?? false;
        }
    }

    /// <summary>Pulls the gun; a running session of a pile without lock ends by it.</summary>
    public PlugOutOutcome PlugOut(int number)
    {
        lock (Gate)
        {
            return Find(number)?.PlugOut() ?? PlugOutOutcome.NotPlugged;
        }
    }

    /// <summary>Holds a card or the car's VIN to the pile: ends a session that the same card began, else asks the platform.</summary>
    public void Present(int number, Credential credential)
    {
        lock (Gate)
        {
            if (Powered)
            {
                Find(number)?.Present(credential);
            }
        }
    }

    public StartOutcome Start(int number, StartOrder order)
    {
        lock (Gate)
        {
            return Find(number)?.Start(order) ?? StartOutcome.NoSuchConnector;
        }
    }

    public StopOutcome Stop(int number, StopCause cause)
    {
        lock (Gate)
        {
            return Find(number) is not { } connector ? StopOutcome.NoSuchConnector
                : connector.Stop(cause) ? StopOutcome.Stopped
                : StopOutcome.NotCharging;
        }
    }

    /// <summary>A ceiling in W for one connector, or for the whole pile when <paramref name="number"/> is null; null watts lift it.</summary>
    public void Limit(int? number, int? watts)
    {
        lock (Gate)
        {
            var now = Now;
            connectors.ForEach(connector => connector.Live(now));
            if (number is null)
            {
                LimitWatts = watts;
            }
            else if (Find(number.Value) is { } connector)
            {
                connector.LimitWatts = watts;
            }
        }
    }

    /// <summary>Takes a connector (null: all) out of service or back; a running session goes on.</summary>
    public void SetService(int? number, bool inService)
    {
        lock (Gate)
        {
            foreach (var connector in Meant(number))
            {
                connector.SetService(inService);
            }
        }
    }

    /// <summary>Holds an idle connector for a card until a simulated moment; a null card releases it; false when it is not free.</summary>
    public bool Reserve(int number, string? card, DateTimeOffset until)
    {
        lock (Gate)
        {
            return Find(number)?.Reserve(card, until) ?? false;
        }
    }

    /// <summary>Opens the gun's lock; a running session ends first.</summary>
    public bool Unlock(int number)
    {
        lock (Gate)
        {
            Find(number)?.Unlock();
            return Find(number) is not null;
        }
    }

    public bool MoveGroundLock(int number, bool up)
    {
        lock (Gate)
        {
            return Spec.HasGroundLocks && (Find(number)?.MoveGroundLock(up) ?? false);
        }
    }

    /// <summary>Something breaks at a connector (null: at all); a running session ends by it. Without power all go dark.</summary>
    public void Break(int? number, PileFault fault)
    {
        lock (Gate)
        {
            var dark = fault.HasFlag(PileFault.PowerLoss) && Powered;
            if (dark)
            {
                Powered = false;
                Tell(new PowerLost());
            }

            foreach (var connector in Meant(dark ? null : number))
            {
                connector.Break(fault);
            }
        }
    }

    /// <summary>The fault is gone.</summary>
    public void Mend(int? number, PileFault fault)
    {
        lock (Gate)
        {
            var light = fault.HasFlag(PileFault.PowerLoss) && !Powered;
            if (light)
            {
                Powered = true;
                Tell(new PowerRestored());
            }

            foreach (var connector in Meant(light ? null : number))
            {
                connector.Mend(fault);
            }
        }
    }

    public void Restart()
    {
        lock (Gate)
        {
            connectors.ForEach(connector => connector.Restart());
            Tell(new PileRestarted());
        }
    }

    internal long NextOrdinal() => ++ordinal;

    internal void Tell(PileEvent happened) => link?.Tell(happened);

    /// <summary>What the pile can give a connector now: guns that charge share its power.</summary>
    internal double ShareOf(VirtualConnector connector)
    {
        var busy = 0;
        foreach (var other in connectors)
        {
            busy += other.Session is not null && (other == connector || other.State != VirtualConnectorState.SuspendedByCar) ? 1 : 0;
        }

        return Math.Min(Spec.GunWatts ?? int.MaxValue, Math.Min(Spec.RatedWatts, LimitWatts ?? int.MaxValue) / (double)Math.Max(1, busy));
    }

    private IEnumerable<VirtualConnector> Meant(int? number) => number is null ? connectors : connectors.Where(c => c.Number == number);
}
