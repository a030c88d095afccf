using Doorstep.Simulator.Charging;

namespace Doorstep.Simulator.Devices;

/// <summary>One gun of a virtual pile: plug, locks, orders and the running session. It is touched only inside the pile's lock.</summary>
public sealed class VirtualConnector
{
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);

    private readonly ConnectorCircuit circuit;
    private VirtualConnectorState told;
    private DateTimeOffset waitingUntil;
    private DateTimeOffset reservedUntil;

    internal VirtualConnector(VirtualPile pile, int number, double registerWh, DateTimeOffset now)
    {
        Pile = pile;
        Number = number;
        circuit = new(this, registerWh, now);
    }

    public VirtualPile Pile { get; }

    /// <summary>From 1.</summary>
    public int Number { get; }

    public VirtualConnectorState State { get; private set; }

    public Car? Car { get; private set; }

    public bool GunLocked { get; private set; }

    /// <summary>The ground lock's arm is up.</summary>
    public bool GroundLockUp { get; private set; }

    public PileFault Faults { get; private set; }

    public ChargeSession? Session { get; private set; }

    /// <inheritdoc cref="ConnectorCircuit.RegisterWh"/>
    public double RegisterWh => circuit.RegisterWh;

    /// <inheritdoc cref="ConnectorCircuit.Watts"/>
    public double Watts => circuit.Watts;

    /// <summary>Ceiling by the platform in W; null for none.</summary>
    public int? LimitWatts { get; internal set; }

    /// <summary>Taken out of service by the platform.</summary>
    public bool OutOfService { get; private set; }

    /// <summary>The card this connector is held for.</summary>
    public string? ReservedFor { get; private set; }

    /// <summary>The order that waits for a plug.</summary>
    internal StartOrder? Waiting { get; private set; }

    /// <summary>A session runs, or an order or a reservation waits.</summary>
    internal bool Busy => Session is not null || Waiting is not null || ReservedFor is not null;

    internal ChargeReading Read(DateTimeOffset now) => circuit.Read(now);

    /// <summary>Lives up to now and tells what came of it.</summary>
    internal void Pulse(DateTimeOffset now)
    {
        if (!Live(now) && State != told)
        {
            Tell();
        }

        if (Waiting is { } order && waitingUntil <= now)
        {
            Waiting = null;
            Pile.Tell(new StartExpired(this, order));
        }

        if (ReservedFor is not null && reservedUntil <= now)
        {
            ReservedFor = null;
            Settle();
        }
    }

    /// <summary>Lives up to now; true when the session ended by itself meanwhile.</summary>
    internal bool Live(DateTimeOffset now)
    {
        if (Advance(now) is not { } cause)
        {
            return false;
        }

        End(cause);
        return true;
    }

    internal bool PlugIn(Car car)
    {
        if (Car is not null)
        {
            return false;
        }

        Advance(Pile.Now);
        Car = car;
        Settle();
        if (Waiting is { } order)
        {
            Waiting = null;
            if (Start(order) != StartOutcome.Started)
            {
                Pile.Tell(new StartExpired(this, order));
            }
        }

        return true;
    }

    internal PlugOutOutcome PlugOut()
    {
        if (Car is null)
        {
            return PlugOutOutcome.NotPlugged;
        }

        if (GunLocked)
        {
            return PlugOutOutcome.Locked;
        }

        Stop(StopCause.Unplugged);
        Car = null;
        Settle();
        return PlugOutOutcome.Done;
    }

    internal void Present(Credential credential)
    {
        if (Session is null)
        {
            Pile.Tell(new CredentialPresented(this, credential));
        }
        else if (Session.Order.Card == credential.Value)
        {
            Stop(StopCause.Local);
        }
    }

    internal StartOutcome Start(StartOrder order)
    {
        if (Obstacle(order) is { } refused)
        {
            return refused;
        }

        if (Car is null)
        {
            if (order.WaitForPlug <= TimeSpan.Zero)
            {
                return StartOutcome.NotPlugged;
            }

            (Waiting, waitingUntil) = (order, Pile.Now + order.WaitForPlug);
            return StartOutcome.Waiting;
        }

        ReservedFor = null;
        circuit.Rest(Pile.Now);
        Session = new ChargeSession(this, order, Car, circuit.Mark, Pile.NextOrdinal());
        State = VirtualConnectorState.Charging;
        GunLocked = Pile.Spec.LocksGun;
        Pile.Tell(new SessionBegan(Session));
        Tell();
        return StartOutcome.Started;
    }

    /// <summary>False when nothing runs.</summary>
    internal bool Stop(StopCause cause)
    {
        if (Session is null)
        {
            return false;
        }

        var now = Pile.Now;
        if (Advance(now) is { } earlier)
        {
            cause = earlier;
        }
        else if (now > circuit.Reached)
        {
            // the last fraction of a second before an end that comes from outside
            Charge(now);
        }

        End(cause);
        return true;
    }

    internal void SetService(bool inService)
    {
        OutOfService = !inService;
        Settle();
    }

    internal bool Reserve(string? card, DateTimeOffset until)
    {
        if (card is not null && State is not (VirtualConnectorState.Idle or VirtualConnectorState.Reserved))
        {
            return false;
        }

        (ReservedFor, reservedUntil) = (card, until);
        Settle();
        return true;
    }

    internal void Unlock()
    {
        Stop(StopCause.Remote);
        GunLocked = false;
    }

    internal bool MoveGroundLock(bool up)
    {
        if (up && Car is not null)
        {
            return false;
        }

        GroundLockUp = up;
        Pile.Tell(new GroundLockMoved(this));
        return true;
    }

    internal void Break(PileFault fault)
    {
        Stop(StopCauses.Of(fault));
        Faults |= fault;
        // without power the lock falls open
        GunLocked &= Pile.Powered;
        Settle();
    }

    internal void Mend(PileFault fault)
    {
        Faults &= ~fault;
        Settle();
    }

    internal void Restart()
    {
        Stop(StopCause.Restart);
        Waiting = null;
    }

    /// <summary>Why an order cannot begin here, or null.</summary>
    private StartOutcome? Obstacle(StartOrder order) =>
        !Pile.Powered || Faults != PileFault.None ? StartOutcome.Faulted
        : Session is not null ? StartOutcome.AlreadyCharging
        : OutOfService ? StartOutcome.OutOfService
        : ReservedFor is { } card && card != order.Card ? StartOutcome.ReservedForOther
        : null;

    /// <summary>Lives up to now in whole seconds of the clock, so that the result does not depend on how often it is called; a running session says whether it must end.</summary>
    private StopCause? Advance(DateTimeOffset now)
    {
        if (Session is null)
        {
            circuit.Rest(now);
            return null;
        }

        while (circuit.NextStep is var next && next <= now)
        {
            Charge(next);
            if (Ending() is { } cause)
            {
                return cause;
            }
        }

        return null;
    }

    private void Charge(DateTimeOffset until)
    {
        State = circuit.Charge(until);
        if (until.Ticks % HalfHour.Ticks == 0)
        {
            Session!.Mark(circuit.Mark);
        }
    }

    private StopCause? Ending() =>
        Session!.Order.EnergyLimitWh is { } limit && Session.EnergyWh >= limit ? StopCause.EnergyLimit
        : Pile.Spec.EndsWhenFull && Car!.Satisfied ? StopCause.Full
        : null;

    private void End(StopCause cause)
    {
        var session = Session!;
        session.End(circuit.Mark, cause);
        Session = null;
        circuit.Cut();
        GunLocked = false;
        State = VirtualConnectorState.Finished;
        Pile.Tell(new SessionEnded(session));
        Settle();
    }

    /// <summary>Without a session the state follows from the facts.</summary>
    private void Settle()
    {
        if (Session is null)
        {
            State = Faults != PileFault.None ? VirtualConnectorState.Faulted
                : Car is not null ? State is VirtualConnectorState.Finished ? VirtualConnectorState.Finished : VirtualConnectorState.Plugged
                : OutOfService ? VirtualConnectorState.OutOfService
                : ReservedFor is not null ? VirtualConnectorState.Reserved
                : VirtualConnectorState.Idle;
        }

        Tell();
    }

    private void Tell()
    {
        told = State;
        Pile.Tell(new ConnectorChanged(this));
    }
}
