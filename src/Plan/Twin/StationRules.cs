namespace Doorstep.Plan.Twin;

/// <summary>A pool as somebody finds it on arriving.</summary>
/// <param name="Waiting">Drivers in the queue before him.</param>
/// <param name="MeanOccupiedMinutes">Of the pool's piles.</param>
public readonly record struct PoolView(int Piles, int Busy, int Waiting, double MeanOccupiedMinutes)
{
    public int Free => Piles - Busy;

    /// <summary>What a driver would guess he has to wait, in minutes.</summary>
    public double ExpectedWait => Free > 0 ? 0 : (Waiting + 1) * MeanOccupiedMinutes / Piles;
}

/// <summary>
/// What a station does with those who come and with its power. Here the rules of reservation and of orderly charging plug in,
/// the same rules that operation runs; until then walk-ins and uncontrolled charging are what there is.
/// </summary>
public abstract class StationRules
{
    /// <summary>True when the driver may plug in or queue; false sends him on.</summary>
    /// <param name="draw">A number in [0, 1) that belongs to this driver and is the same in every plan.</param>
    public abstract bool Admits(in PoolView pool, double draw);

    /// <summary>The power in kW a car gets from plugging in to its end; uncontrolled: what pile and car can.</summary>
    public virtual double Power(double wanted, double stationLoad, double gridLimit) => wanted;
}

/// <summary>Everybody queues for as long as it takes: where the theory of queues applies.</summary>
public sealed class PatientDrivers : StationRules
{
    public override bool Admits(in PoolView pool, double draw) => true;
}

/// <summary>Walk-ins look at the queue and leave when it looks longer than they will wait (exponential patience).</summary>
public sealed class WalkIns(double patienceMinutes) : StationRules
{
    public override bool Admits(in PoolView pool, double draw) => pool.ExpectedWait <= -patienceMinutes * Math.Log(1 - draw);
}

/// <summary>Walk-ins at a station that never lets the sum of its cars exceed the grid connection: later cars get what is left, at least a tenth.</summary>
public sealed class CappedWalkIns(double patienceMinutes) : StationRules
{
    private readonly WalkIns walkIns = new(patienceMinutes);

    public override bool Admits(in PoolView pool, double draw) => walkIns.Admits(pool, draw);

    public override double Power(double wanted, double stationLoad, double gridLimit) => Math.Clamp(gridLimit - stationLoad, wanted / 10, wanted);
}
