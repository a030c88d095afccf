using Doorstep.Simulator.Charging;

namespace Doorstep.Simulator.Devices;

/// <summary>One gun of a virtual pile: plug, lock, meter and the running session. Its state changes only inside the pile's lock.</summary>
public sealed class VirtualConnector
{
    private const double AcVolts = 220;

    // below 6 A an AC car cannot charge (GB/T 18487.1)
    private const double LeastAmperes = 6;
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private DateTimeOffset reached;
    private double cableRise;

    internal VirtualConnector(VirtualPile pile, int number, double registerWh, DateTimeOffset now)
    {
        Pile = pile;
        Number = number;
        RegisterWh = registerWh;
        reached = now;
    }

    public VirtualPile Pile { get; }

    /// <summary>From 1.</summary>
    public int Number { get; }

    public VirtualConnectorState State { get; internal set; }

    public Car? Car { get; internal set; }

    public bool GunLocked { get; internal set; }

    /// <summary>The ground lock's arm is up.</summary>
    public bool GroundLockUp { get; internal set; }

    public PileFault Faults { get; internal set; }

    public ChargeSession? Session { get; internal set; }

    /// <summary>Register in Wh with its fraction; it never falls.</summary>
    public double RegisterWh { get; private set; }

    /// <summary>Power at the meter in W over the last second.</summary>
    public double Watts { get; private set; }

    /// <summary>Ceiling by the platform in W; null for none.</summary>
    public int? LimitWatts { get; internal set; }

    /// <summary>Taken out of service; null while in service.</summary>
    public bool OutOfService { get; internal set; }

    /// <summary>The card this connector is held for.</summary>
    public string? ReservedFor { get; internal set; }

    public DateTimeOffset ReservedUntil { get; internal set; }

    /// <summary>The state the link was told last.</summary>
    internal VirtualConnectorState Told { get; set; }

    internal StartOrder? Waiting { get; set; }

    internal DateTimeOffset WaitingUntil { get; set; }

    private PileSpec Spec => Pile.Spec;

    /// <summary>Why an order cannot begin here, or null.</summary>
    internal StartOutcome? Obstacle(StartOrder order) =>
        !Pile.Powered || Faults != PileFault.None ? StartOutcome.Faulted
        : Session is not null ? StartOutcome.AlreadyCharging
        : OutOfService ? StartOutcome.OutOfService
        : ReservedFor is { } card && card != order.Card ? StartOutcome.ReservedForOther
        : null;

    /// <summary>Without a session the state follows from the facts.</summary>
    internal void Settle()
    {
        if (Session is null)
        {
            State = Faults != PileFault.None ? VirtualConnectorState.Faulted
                : Car is not null ? State is VirtualConnectorState.Finished ? VirtualConnectorState.Finished : VirtualConnectorState.Plugged
                : OutOfService ? VirtualConnectorState.OutOfService
                : ReservedFor is not null ? VirtualConnectorState.Reserved
                : VirtualConnectorState.Idle;
        }
    }

    internal ChargeReading Read(DateTimeOffset now)
    {
        var ambient = Car?.Battery.AmbientCelsius ?? 20;
        var alternating = Spec.Kind == CurrentKind.Ac;
        var running = Session is not null;
        var volts = alternating ? AcVolts : running ? Car!.Battery.Volts : 0;
        return new ChargeReading
        {
            At = now,
            RegisterWh = RegisterWh,
            Watts = Watts,
            Volts = volts,
            Amperes = volts > 0 ? Watts / volts / (alternating ? Spec.Phases : 1) : 0,
            CableCelsius = ambient + cableRise,
            OfferedWatts = running ? Offered() : 0,
            Battery = alternating || !running ? null : ReadBattery(Car!),
        };
    }

    /// <summary>Lives up to <paramref name="now"/> in whole seconds of the clock, so that the result does not depend on how often it is called; a running session says whether it must end.</summary>
    internal StopCause? Advance(DateTimeOffset now)
    {
        if (Session is null)
        {
            // a battery at rest only cools: one step of any length
            Rest(now);
            return null;
        }

        while (NextStep() is var next && next <= now)
        {
            Charge(next);
            if (Ending() is { } cause)
            {
                return cause;
            }
        }

        return null;
    }

    /// <summary>Lives the last fraction of a second before an end that comes from outside.</summary>
    internal void Finish(DateTimeOffset now)
    {
        if (now > reached)
        {
            Charge(now);
        }

        Watts = 0;
    }

    internal void Begin(StartOrder order, long ordinal, DateTimeOffset now)
    {
        Rest(now);
        Session = new ChargeSession(this, order, Car!, new MeterMark(now, RegisterWh), ordinal);
    }

    internal void End(StopCause cause)
    {
        Session!.End(new MeterMark(reached, RegisterWh), cause);
        Session = null;
        Watts = 0;
    }

    private static BatteryReading ReadBattery(Car car)
    {
        var battery = car.Battery;
        // cells differ by some millivolts and the pack by some kelvin, more when it works
        return new BatteryReading
        {
            SocPercent = battery.Soc * 100,
            DemandVolts = battery.MaxVolts,
            DemandAmperes = battery.DemandAmperes,
            ConstantVoltage = battery.ConstantVoltage,
            CellMaxVolts = battery.CellVolts + 0.006,
            CellMinVolts = battery.CellVolts - 0.008,
            MaxCelsius = battery.Celsius + 1 + battery.Amperes / battery.MaxAmperes,
            MinCelsius = battery.Celsius - 1,
            RemainingMinutes = car.RemainingMinutes,
        };
    }

    private DateTimeOffset NextStep() => new DateTimeOffset(reached.Ticks - reached.Ticks % Step.Ticks, TimeSpan.Zero) + Step;

    private void Rest(DateTimeOffset now)
    {
        if (now > reached)
        {
            Car?.Battery.Rest((now - reached).TotalSeconds);
            reached = now;
            cableRise = 0;
        }
    }

    private void Charge(DateTimeOffset until)
    {
        var seconds = (until - reached).TotalSeconds;
        var offered = Offered();
        var car = Car!;
        if (offered <= 0 || car.Satisfied)
        {
            car.Battery.Rest(seconds);
            Watts = 0;
        }
        else if (Spec.Kind == CurrentKind.Ac)
        {
            var accepted = Math.Min(offered, car.Model.MaxAcWatts);
            Watts = car.Battery.Charge(accepted * Car.AcEfficiency, seconds) / Car.AcEfficiency;
        }
        else
        {
            Watts = car.Battery.Charge(offered, seconds);
        }

        RegisterWh += Watts * seconds / 3600;
        WarmCable(seconds);
        reached = until;
        if (until.Ticks % HalfHour.Ticks == 0)
        {
            Session!.Mark(new MeterMark(until, RegisterWh));
        }

        State = offered <= 0 ? VirtualConnectorState.SuspendedByPile : car.Satisfied ? VirtualConnectorState.SuspendedByCar : VirtualConnectorState.Charging;
    }

    private StopCause? Ending()
    {
        if (Session!.Order.EnergyLimitWh is { } limit && Session.EnergyWh >= limit)
        {
            return StopCause.EnergyLimit;
        }

        return Spec.EndsWhenFull && Car!.Satisfied ? StopCause.Full : null;
    }

    private double Offered()
    {
        var offered = Math.Min(Pile.ShareOf(this), LimitWatts ?? double.MaxValue);
        var least = Spec.Kind == CurrentKind.Ac ? LeastAmperes * AcVolts * Spec.Phases : 1;
        return offered < least ? 0 : offered;
    }

    // a cable at full load is about 25 K warmer than the air, after some ten minutes
    private void WarmCable(double seconds)
    {
        var load = Watts / Spec.RatedWatts;
        cableRise += (25 * load * load - cableRise) * Math.Min(1, seconds / 300);
    }
}
