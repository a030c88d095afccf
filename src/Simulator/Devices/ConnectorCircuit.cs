using Doorstep.Simulator.Charging;

namespace Doorstep.Simulator.Devices;

/// <summary>What flows through one gun: power offered and taken, the meter's register, the cable's warmth; in steps of a whole second of the clock.</summary>
internal sealed class ConnectorCircuit(VirtualConnector connector, double registerWh, DateTimeOffset now)
{
    private const double AcVolts = 220;

    // below 6 A an AC car cannot charge (GB/T 18487.1)
    private const double LeastAmperes = 6;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private double cableRise;

    /// <summary>How far it has lived.</summary>
    public DateTimeOffset Reached { get; private set; } = now;

    /// <summary>In Wh with its fraction; it never falls.</summary>
    public double RegisterWh { get; private set; } = registerWh;

    /// <summary>Power at the meter in W over the last second.</summary>
    public double Watts { get; private set; }

    public DateTimeOffset NextStep => new DateTimeOffset(Reached.Ticks - Reached.Ticks % Step.Ticks, TimeSpan.Zero) + Step;

    public MeterMark Mark => new(Reached, RegisterWh);

    private PileSpec Spec => connector.Pile.Spec;

    public ChargeReading Read(DateTimeOffset at)
    {
        var car = connector.Car;
        var ambient = car?.Battery.AmbientCelsius ?? 20;
        var alternating = Spec.Kind == CurrentKind.Ac;
        var running = connector.Session is not null;
        var volts = alternating ? AcVolts : running ? car!.Battery.Volts : 0;
        return new ChargeReading
        {
            At = at,
            RegisterWh = RegisterWh,
            Watts = Watts,
            Volts = volts,
            Amperes = volts > 0 ? Watts / volts / (alternating ? Spec.Phases : 1) : 0,
            CableCelsius = ambient + cableRise,
            OfferedWatts = running ? Offered() : 0,
            Battery = alternating || !running ? null : ReadBattery(car!),
        };
    }

    /// <summary>A battery at rest only cools: one step of any length.</summary>
    public void Rest(DateTimeOffset until)
    {
        if (until > Reached)
        {
            connector.Car?.Battery.Rest((until - Reached).TotalSeconds);
            Reached = until;
            cableRise = 0;
        }
    }

    /// <summary>Charges the plugged car up to an instant and says what kept it from more.</summary>
    public VirtualConnectorState Charge(DateTimeOffset until)
    {
        var seconds = (until - Reached).TotalSeconds;
        var offered = Offered();
        var car = connector.Car!;
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
        Reached = until;
        return offered <= 0 ? VirtualConnectorState.SuspendedByPile : car.Satisfied ? VirtualConnectorState.SuspendedByCar : VirtualConnectorState.Charging;
    }

    public void Cut() => Watts = 0;

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

    private double Offered()
    {
        var offered = Math.Min(connector.Pile.ShareOf(connector), connector.LimitWatts ?? double.MaxValue);
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
