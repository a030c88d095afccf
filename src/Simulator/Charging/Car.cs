namespace Doorstep.Simulator.Charging;

/// <summary>A car at a pile: its battery, how far it wants to be charged, and its identity.</summary>
public sealed class Car(CarModel model, Battery battery)
{
    /// <summary>On-board chargers lose about 7 % between the AC meter and the battery.</summary>
    public const double AcEfficiency = 0.93;

    public CarModel Model { get; } = model;

    public Battery Battery { get; } = battery;

    /// <summary>17 characters; empty when the car does not tell it.</summary>
    public string Vin { get; init; } = "";

    /// <summary>State of charge, 0…1, at which the car itself ends the charge.</summary>
    public double TargetSoc { get; init; } = 1;

    /// <summary>The car takes nothing more.</summary>
    public bool Satisfied => Battery.Soc >= TargetSoc || Battery.Full;

    /// <summary>Minutes left at the present current, as a BMS estimates them.</summary>
    public int RemainingMinutes
    {
        get
        {
            if (Battery.Amperes < 0.1 || Satisfied)
            {
                return 0;
            }

            var hours = (TargetSoc - Battery.Soc) * Model.CapacityAh / Battery.Amperes;
            return (int)Math.Min(600, Math.Ceiling(hours * 60));
        }
    }
}
