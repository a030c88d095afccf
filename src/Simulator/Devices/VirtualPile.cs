using Doorstep.Simulator.Charging;

namespace Doorstep.Simulator.Devices;

/// <summary>A pile as hardware: guns, meters, locks, faults; it knows no protocol and tells its link what happens. Every method may be called from any thread; all are in one file because one lock guards them.</summary>
public sealed class VirtualPile
{
    private readonly List<VirtualConnector> connectors = [];
    private readonly Pace pace;
    private IPileLink? link;
    private long ordinal;
    private int? limitWatts;

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
    public int? LimitWatts => limitWatts;

    public VirtualConnector? Find(int number) => number >= 1 && number <= connectors.Count ? connectors[number - 1] : null;

    /// <summary>Gives the pile its voice; once.</summary>
    public void Attach(IPileLink voice) => link = link is null ? voice : throw new InvalidOperationException("A pile has one link.");

    /// <summary>Time passing may change something: a session runs, an order or a reservation waits. A glance without the lock.</summary>
    public bool Busy
    {
        get
        {
            foreach (var connector in connectors)
            {
                if (connector.Session is not null || connector.Waiting is not null || connector.ReservedFor is not null)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Lives up to now; the fleet's pulse calls it.</summary>
    public void Advance()
    {
        lock (Gate)
        {
            var now = Now;
            foreach (var connector in connectors)
            {
                if (connector.Advance(now) is { } cause)
                {
                    Ends(connector, cause);
                }
                else if (connector.State != connector.Told)
                {
                    Changed(connector);
                }

                Expire(connector, now);
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
            if (Find(number) is not { Car: null } connector)
            {
                return false;
            }

            connector.Advance(Now);
            connector.Car = car;
            Settle(connector);
            if (connector.Waiting is { } order)
            {
                connector.Waiting = null;
                if (Start(number, order) != StartOutcome.Started)
                {
                    Tell(new StartExpired(connector, order));
                }
            }

            return true;
        }
    }

    /// <summary>Pulls the gun; a running session of a pile without lock ends by it.</summary>
    public PlugOutOutcome PlugOut(int number)
    {
        lock (Gate)
        {
            if (Find(number) is not { Car: not null } connector)
            {
                return PlugOutOutcome.NotPlugged;
            }

            if (connector.GunLocked)
            {
                return PlugOutOutcome.Locked;
            }

            StopNow(connector, StopCause.Unplugged);
            connector.Car = null;
            Settle(connector);
            return PlugOutOutcome.Done;
        }
    }

    /// <summary>Holds a card or the car's VIN to the pile: ends a session that the same card began, else asks the platform.</summary>
    public void Present(int number, Credential credential)
    {
        lock (Gate)
        {
            if (Find(number) is not { } connector || !Powered)
            {
                return;
            }

            if (connector.Session is { } session)
            {
                if (session.Order.Card == credential.Value)
                {
                    StopNow(connector, StopCause.Local);
                }

                return;
            }

            Tell(new CredentialPresented(connector, credential));
        }
    }

    public StartOutcome Start(int number, StartOrder order)
    {
        lock (Gate)
        {
            if (Find(number) is not { } connector)
            {
                return StartOutcome.NoSuchConnector;
            }

            if (connector.Obstacle(order) is { } refused)
            {
                return refused;
            }

            if (connector.Car is null)
            {
                if (order.WaitForPlug <= TimeSpan.Zero)
                {
                    return StartOutcome.NotPlugged;
                }

                (connector.Waiting, connector.WaitingUntil) = (order, Now + order.WaitForPlug);
                return StartOutcome.Waiting;
            }

            connector.ReservedFor = null;
            connector.Begin(order, ++ordinal, Now);
            connector.State = VirtualConnectorState.Charging;
            connector.GunLocked = Spec.LocksGun;
            Tell(new SessionBegan(connector.Session!));
            Changed(connector);
            return StartOutcome.Started;
        }
    }

    public StopOutcome Stop(int number, StopCause cause)
    {
        lock (Gate)
        {
            return Find(number) is not { } connector ? StopOutcome.NoSuchConnector
                : StopNow(connector, cause) ? StopOutcome.Stopped
                : StopOutcome.NotCharging;
        }
    }

    /// <summary>A ceiling in W for one connector, or for the whole pile when <paramref name="number"/> is null; null watts lift it.</summary>
    public void Limit(int? number, int? watts)
    {
        lock (Gate)
        {
            Live();
            if (number is null)
            {
                limitWatts = watts;
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
            foreach (var connector in connectors.Where(c => number is null || c.Number == number))
            {
                connector.OutOfService = !inService;
                Settle(connector);
            }
        }
    }

    /// <summary>Holds an idle connector for a card until a simulated moment; a null card releases it; false when it is not free.</summary>
    public bool Reserve(int number, string? card, DateTimeOffset until)
    {
        lock (Gate)
        {
            if (Find(number) is not { } connector || card is not null && connector.State is not (VirtualConnectorState.Idle or VirtualConnectorState.Reserved))
            {
                return false;
            }

            (connector.ReservedFor, connector.ReservedUntil) = (card, until);
            Settle(connector);
            return true;
        }
    }

    /// <summary>Opens the gun's lock; a running session ends first.</summary>
    public bool Unlock(int number)
    {
        lock (Gate)
        {
            if (Find(number) is not { } connector)
            {
                return false;
            }

            StopNow(connector, StopCause.Remote);
            connector.GunLocked = false;
            return true;
        }
    }

    public bool MoveGroundLock(int number, bool up)
    {
        lock (Gate)
        {
            if (!Spec.HasGroundLocks || Find(number) is not { } connector || up && connector.Car is not null)
            {
                return false;
            }

            connector.GroundLockUp = up;
            Tell(new GroundLockMoved(connector));
            return true;
        }
    }

    /// <summary>Something breaks at a connector (null: at all); a running session ends by it.</summary>
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

            foreach (var connector in connectors.Where(c => dark || number is null || c.Number == number))
            {
                StopNow(connector, StopCauses.Of(fault));
                connector.Faults |= fault;
                if (dark)
                {
                    // without power the lock falls open
                    connector.GunLocked = false;
                }

                Settle(connector);
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

            foreach (var connector in connectors.Where(c => light || number is null || c.Number == number))
            {
                connector.Faults &= ~fault;
                Settle(connector);
            }
        }
    }

    public void Restart()
    {
        lock (Gate)
        {
            foreach (var connector in connectors)
            {
                StopNow(connector, StopCause.Restart);
                connector.Waiting = null;
            }

            Tell(new PileRestarted());
        }
    }

    /// <summary>What the pile can give a connector now: guns that charge share its power.</summary>
    internal double ShareOf(VirtualConnector connector)
    {
        var busy = 0;
        foreach (var other in connectors)
        {
            busy += other.Session is not null && (other == connector || other.State != VirtualConnectorState.SuspendedByCar) ? 1 : 0;
        }

        return Math.Min(Spec.GunWatts ?? int.MaxValue, Math.Min(Spec.RatedWatts, limitWatts ?? int.MaxValue) / (double)Math.Max(1, busy));
    }

    private bool StopNow(VirtualConnector connector, StopCause cause)
    {
        if (connector.Session is null)
        {
            return false;
        }

        var now = Now;
        if (connector.Advance(now) is { } earlier)
        {
            cause = earlier;
        }
        else
        {
            connector.Finish(now);
        }

        Ends(connector, cause);
        return true;
    }

    private void Ends(VirtualConnector connector, StopCause cause)
    {
        var session = connector.Session!;
        connector.End(cause);
        connector.GunLocked = false;
        connector.State = VirtualConnectorState.Finished;
        Tell(new SessionEnded(session));
        Settle(connector);
    }

    private void Live()
    {
        var now = Now;
        foreach (var connector in connectors)
        {
            if (connector.Advance(now) is { } cause)
            {
                Ends(connector, cause);
            }
        }
    }

    private void Expire(VirtualConnector connector, DateTimeOffset now)
    {
        if (connector.Waiting is { } order && connector.WaitingUntil <= now)
        {
            connector.Waiting = null;
            Tell(new StartExpired(connector, order));
        }

        if (connector.ReservedFor is not null && connector.ReservedUntil <= now)
        {
            connector.ReservedFor = null;
            Settle(connector);
        }
    }

    private void Settle(VirtualConnector connector)
    {
        connector.Settle();
        Changed(connector);
    }

    private void Changed(VirtualConnector connector)
    {
        connector.Told = connector.State;
        Tell(new ConnectorChanged(connector));
    }

    private void Tell(PileEvent happened) => link?.Tell(happened);
}
