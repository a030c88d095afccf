namespace Doorstep.Plan.Twin;

/// <summary>A city for the twin: stations with their piles, and the streams of drivers who come to them.</summary>
public sealed record TwinCity(IReadOnlyList<TwinStation> Stations, IReadOnlyList<TwinStream> Streams);

/// <summary>A station: one queue for each class of pile, and what its grid connection carries (kW; infinity when nobody said).</summary>
public sealed record TwinStation(string Id, IReadOnlyList<TwinPool> Pools, double GridKilowatts = double.PositiveInfinity);

/// <summary>The piles of one class at a station; drivers of the class queue for whichever is free first.</summary>
/// <param name="Class">Position of the class, from 0.</param>
public sealed record TwinPool(int Class, IReadOnlyList<TwinPile> Piles);

/// <summary>A pile as the twin needs it.</summary>
/// <param name="Kilowatts">Mean power while a car charges.</param>
/// <param name="ChargingMinutes">Mean time it takes from the car at that power.</param>
/// <param name="OverstayMinutes">Mean time the car stays afterwards; 0 for none.</param>
public readonly record struct TwinPile(double Kilowatts, double ChargingMinutes, double OverstayMinutes)
{
    public double OccupiedMinutes => ChargingMinutes + OverstayMinutes;
}

/// <summary>Drivers of one class from one place: how many a day, at which hours, and where they go.</summary>
/// <param name="Key">Keeps the same drivers (arrival, energy, choice) when two plans are compared; unique.</param>
/// <param name="PerDay">Mean arrivals per day.</param>
/// <param name="Goes">Stations with the share of the drivers who go there first; what is missing to 1 stays away and is not simulated.</param>
/// <param name="Others">Stations to try next, nearest first, when the first one turns a driver away.</param>
public sealed record TwinStream(int Key, int Class, double PerDay, DayShape Shape, IReadOnlyList<(int Station, double Share)> Goes, IReadOnlyList<int> Others);

/// <summary>How a day's arrivals spread over its 48 half-hours; weights of any scale, Monday to Friday and weekend.</summary>
public sealed record DayShape(IReadOnlyList<double> Workday, IReadOnlyList<double> Weekend)
{
    public static readonly DayShape Even = new([.. Enumerable.Repeat(1.0, 48)], [.. Enumerable.Repeat(1.0, 48)]);
}

/// <summary>How long and how often the twin runs.</summary>
/// <param name="Days">Days that count.</param>
/// <param name="WarmUpDays">Days before them that fill the queues and do not count.</param>
/// <param name="Replications">Independent runs, at least 2 for a confidence interval.</param>
/// <param name="PromiseMinutes">The wait that was promised.</param>
/// <param name="Spread">Coefficient of variation of charging times (lognormal); 1 with <see cref="Exponential"/>.</param>
public sealed record TwinSettings(int Days = 28, int WarmUpDays = 2, int Replications = 10, double PromiseMinutes = 5, double Spread = 0.5, int Seed = 1)
{
    /// <summary>Exponential instead of lognormal occupation: where the theory of M/M/c applies.</summary>
    public bool Exponential { get; init; }
}
