namespace Doorstep.Simulator.Charging;

/// <summary>What a kind of car brings to a pile.</summary>
public sealed record CarModel(string Name, Chemistry Chemistry, double CapacityAh, int SeriesCells, double MaxAcWatts)
{
    /// <summary>Highest charging current as a multiple of the capacity per hour.</summary>
    public double MaxC { get; init; } = 1.2;

    /// <summary>Inner resistance of one cell group in ohm, scaled so that 1 C costs about 0.12 V.</summary>
    public double CellOhms => 0.12 / CapacityAh;

    /// <summary>Heat the pack takes up per kelvin, J/K: about 1 kJ per kg and 6 kg per kWh.</summary>
    public double HeatCapacity => NominalWh / 1000 * 6 * 1000;

    /// <summary>Heat given away per kelvin above the air, W/K.</summary>
    public double Cooling => NominalWh / 1000 * 2.5;

    /// <summary>Energy at nominal voltage in Wh.</summary>
    public double NominalWh => CapacityAh * SeriesCells * CellCurve.Of(Chemistry).NominalVolts;

    /// <summary>Invented models in the sizes that are common in Chinese cities; shares are by the order of sale.</summary>
    public static IReadOnlyList<CarModel> Usual { get; } =
    [
        new("mini", Chemistry.Lfp, 85, 36, 3_300) { MaxC = 0.6 },
        new("city hatch", Chemistry.Lfp, 120, 96, 6_600),
        new("family sedan", Chemistry.Lfp, 150, 120, 7_000),
        new("ternary sedan", Chemistry.Ncm, 180, 96, 7_000),
        new("family SUV", Chemistry.Lfp, 180, 128, 11_000),
        new("ternary SUV", Chemistry.Ncm, 234, 104, 11_000) { MaxC = 1.6 },
    ];
}
