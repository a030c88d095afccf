namespace Doorstep.Simulator.Devices;

/// <summary>What a connector measures now; battery figures are null on AC piles and without a car.</summary>
public readonly record struct ChargeReading
{
    /// <summary>Simulated time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Register in Wh, monotone, with its fraction.</summary>
    public required double RegisterWh { get; init; }

    /// <summary>Power at the meter in W.</summary>
    public required double Watts { get; init; }

    /// <summary>Output voltage in V: phase voltage for AC.</summary>
    public required double Volts { get; init; }

    /// <summary>Output current in A: per phase for AC.</summary>
    public required double Amperes { get; init; }

    /// <summary>Temperature of the cable in °C.</summary>
    public required double CableCelsius { get; init; }

    /// <summary>Power the pile offers in W.</summary>
    public required double OfferedWatts { get; init; }

    /// <summary>What the BMS says; only DC.</summary>
    public BatteryReading? Battery { get; init; }
}

/// <summary>What a BMS tells a DC pile.</summary>
public readonly record struct BatteryReading
{
    /// <summary>State of charge in percent, 0…100.</summary>
    public required double SocPercent { get; init; }

    public required double DemandVolts { get; init; }

    public required double DemandAmperes { get; init; }

    public required bool ConstantVoltage { get; init; }

    public required double CellMaxVolts { get; init; }

    public required double CellMinVolts { get; init; }

    public required double MaxCelsius { get; init; }

    public required double MinCelsius { get; init; }

    public required int RemainingMinutes { get; init; }
}
