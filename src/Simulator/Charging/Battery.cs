namespace Doorstep.Simulator.Charging;

/// <summary>A traction battery: constant current, then constant voltage until the current has tapered off, with one lumped temperature.</summary>
public sealed class Battery
{
    // a BMS ends the charge when the current has fallen to a twentieth of the capacity
    private const double CutOffC = 0.05;

    private readonly CarModel model;
    private readonly CellCurve curve;

    public Battery(CarModel model, double soc, double ambientCelsius)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(soc);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(soc, 1);
        this.model = model;
        curve = CellCurve.Of(model.Chemistry);
        Soc = soc;
        AmbientCelsius = ambientCelsius;
        Celsius = ambientCelsius;
        Volts = PackOpenCircuit;
    }

    /// <summary>State of charge, 0…1; never falls while charging.</summary>
    public double Soc { get; private set; }

    /// <summary>Air temperature in °C.</summary>
    public double AmbientCelsius { get; }

    /// <summary>Temperature of the pack in °C.</summary>
    public double Celsius { get; private set; }

    /// <summary>Terminal voltage in V.</summary>
    public double Volts { get; private set; }

    /// <summary>Charging current in A.</summary>
    public double Amperes { get; private set; }

    /// <summary>The voltage limit holds the current back.</summary>
    public bool ConstantVoltage { get; private set; }

    /// <summary>The current the car asks for now has fallen below the cut-off: full.</summary>
    public bool Full => Soc >= 1 || DemandAmperes < CutOffC * model.CapacityAh && Soc > 0.9;

    /// <summary>Highest voltage of the pack in V.</summary>
    public double MaxVolts => curve.MaxVolts * model.SeriesCells;

    /// <summary>Highest current the car ever takes in A.</summary>
    public double MaxAmperes => model.MaxC * model.CapacityAh;

    /// <summary>Voltage of an average cell in V.</summary>
    public double CellVolts => Volts / model.SeriesCells;

    /// <summary>Open-circuit voltage of the pack in V; energy stored is its integral over the charge.</summary>
    public double PackOpenCircuit => curve.OpenCircuit(Soc) * model.SeriesCells;

    /// <summary>Inner resistance of the pack in ohm.</summary>
    public double Ohms => model.CellOhms * model.SeriesCells;

    /// <summary>The current the car asks for now in A: its limit by charge and temperature, cut by the voltage limit.</summary>
    public double DemandAmperes => Math.Max(0, Math.Min(AllowedAmperes, VoltageLimitedAmperes));

    private double AllowedAmperes => MaxAmperes * ByCharge(Soc) * ByTemperature(Celsius);

    private double VoltageLimitedAmperes => (MaxVolts - PackOpenCircuit) / Ohms;

    /// <summary>Charges for some seconds with at most <paramref name="wattsOffered"/> at the terminals and returns the power taken in W.</summary>
    public double Charge(double wattsOffered, double seconds)
    {
        var open = PackOpenCircuit;
        var demand = DemandAmperes;
        // power at the terminals is (open + I·R)·I
        var byPower = (Math.Sqrt(open * open + 4 * Ohms * Math.Max(0, wattsOffered)) - open) / (2 * Ohms);
        var room = (1 - Soc) * model.CapacityAh * 3600 / seconds;
        ConstantVoltage = VoltageLimitedAmperes < AllowedAmperes && demand <= byPower;
        Amperes = Math.Min(Math.Min(demand, byPower), room);
        Volts = open + Amperes * Ohms;
        Soc = Math.Min(1, Soc + Amperes * seconds / 3600 / model.CapacityAh);
        Warm(seconds);
        return Volts * Amperes;
    }

    /// <summary>Rests for some seconds: no current, cooling down.</summary>
    public void Rest(double seconds)
    {
        Amperes = 0;
        ConstantVoltage = false;
        Volts = PackOpenCircuit;
        Warm(seconds);
    }

    // full current up to 80 %, then falling to a quarter at 100 %
    private static double ByCharge(double soc) => soc <= 0.8 ? 1 : 1 - 0.75 * (soc - 0.8) / 0.2;

    // cold cells take little; hot ones are spared
    private static double ByTemperature(double celsius) => celsius switch
    {
        < -10 => 0.15,
        < 15 => 0.15 + 0.85 * (celsius + 10) / 25,
        > 55 => 0,
        > 45 => (55 - celsius) / 10,
        _ => 1,
    };

    private void Warm(double seconds)
    {
        var heat = Amperes * Amperes * Ohms - (Celsius - AmbientCelsius) * model.Cooling;
        Celsius += heat * seconds / model.HeatCapacity;
    }
}
