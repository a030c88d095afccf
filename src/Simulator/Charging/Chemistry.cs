namespace Doorstep.Simulator.Charging;

/// <summary>Cell chemistry of a traction battery.</summary>
public enum Chemistry
{
    /// <summary>Lithium iron phosphate 磷酸铁锂.</summary>
    Lfp,

    /// <summary>Nickel cobalt manganese 三元锂.</summary>
    Ncm,
}

/// <summary>Open-circuit voltage of a cell over its state of charge, typical textbook curves.</summary>
internal sealed class CellCurve
{
    private static readonly CellCurve Lfp = new(
        3.65,
        3.2,
        (0, 2.80), (0.05, 3.10), (0.10, 3.20), (0.20, 3.25), (0.30, 3.28), (0.50, 3.30), (0.70, 3.32), (0.85, 3.34), (0.93, 3.36), (0.97, 3.42), (1, 3.65));

    private static readonly CellCurve Ncm = new(
        4.22,
        3.65,
        (0, 3.00), (0.05, 3.40), (0.10, 3.50), (0.20, 3.58), (0.30, 3.63), (0.40, 3.68), (0.50, 3.74), (0.60, 3.83), (0.70, 3.92), (0.80, 4.00), (0.90, 4.09), (1, 4.22));

    private readonly (double Soc, double Volts)[] points;

    private CellCurve(double maxVolts, double nominalVolts, params (double Soc, double Volts)[] points)
    {
        MaxVolts = maxVolts;
        NominalVolts = nominalVolts;
        this.points = points;
    }

    /// <summary>Voltage the charger must not exceed; the open-circuit voltage reaches it at 100 %, so the constant-voltage phase tapers to nothing.</summary>
    public double MaxVolts { get; }

    public double NominalVolts { get; }

    public static CellCurve Of(Chemistry chemistry) => chemistry == Chemistry.Lfp ? Lfp : Ncm;

    public double OpenCircuit(double soc)
    {
        for (var i = 1; i < points.Length; i++)
        {
            if (soc <= points[i].Soc)
            {
                var (low, high) = (points[i - 1], points[i]);
                return low.Volts + (high.Volts - low.Volts) * (soc - low.Soc) / (high.Soc - low.Soc);
            }
        }

        return points[^1].Volts;
    }
}
