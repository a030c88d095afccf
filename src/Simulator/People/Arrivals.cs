using Doorstep.Simulator.Charging;

namespace Doorstep.Simulator.People;

/// <summary>A car on its way to a pile: when, which, how full, what it wants, how long it would wait for a free pile and how long it stays.</summary>
public sealed record Visit(DateTimeOffset At, CarModel Model, double Soc)
{
    /// <summary>State of charge, 0…1, the driver wants.</summary>
    public required double TargetSoc { get; init; }

    /// <summary>How long the driver waits for a working pile before leaving.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>How long the car stands at the pile, charged or not.</summary>
    public required TimeSpan Stay { get; init; }

    public required string Vin { get; init; }

    /// <summary>Energy wanted at the battery in Wh.</summary>
    public double WantedWh => Math.Max(0, TargetSoc - Soc) * Model.NominalWh;

    /// <summary>The car as it stands there, at the season's temperature.</summary>
    public Car Arrive(double ambientCelsius) => new(Model, new Battery(Model, Soc, ambientCelsius)) { Vin = Vin, TargetSoc = TargetSoc };
}

/// <summary>When cars come to residential piles and what they bring; the same seed gives the same cars.</summary>
public sealed class Arrivals
{
    // share of a day's cars that come in each hour of the local clock: few at night, some at noon, most after work (invented, shaped like apartment blocks)
    private static readonly double[] Evening =
    [
        1.0, 0.6, 0.4, 0.3, 0.3, 0.6, 1.6, 2.6, 3.0, 2.8, 2.8, 3.2, 4.0, 3.4, 3.0, 3.2, 4.2, 6.8, 10.0, 12.2, 12.4, 10.4, 7.2, 4.0,
    ];

    private static readonly double Busiest = Evening.Max() / Evening.Sum();

    private readonly Random random;
    private readonly double perDay;
    private readonly TimeSpan zone;

    /// <summary>Arrivals at a mean of <paramref name="perDay"/> cars, on a clock <paramref name="zone"/> ahead of UTC.</summary>
    public Arrivals(int seed, double perDay, TimeSpan zone)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perDay);
        random = new Random(seed);
        this.perDay = perDay;
        this.zone = zone;
    }

    /// <summary>The share of a day's cars that come in this hour of the local clock, 0…23; the shares add up to 1.</summary>
    public static double ShareOfHour(int hour) => Evening[hour] / Evening.Sum();

    /// <summary>The next car after a moment (thinned Poisson stream).</summary>
    public Visit Next(DateTimeOffset after, VisitKind kind)
    {
        var at = after;
        do
        {
            at += TimeSpan.FromHours(-Math.Log(1 - random.NextDouble()) / (perDay * Busiest));
        }
        while (random.NextDouble() * Busiest > ShareOfHour(at.ToOffset(zone).Hour));

        var model = CarModel.Usual[random.Next(CarModel.Usual.Count)];
        // two draws make the middle more likely: 12…76 %, mean 44 %
        var soc = 0.12 + 0.32 * (random.NextDouble() + random.NextDouble());
        var hours = kind == VisitKind.Slow ? 1.5 + 9 * random.NextDouble() * random.NextDouble() : 0.5 + 0.7 * random.NextDouble();
        return new Visit(at, model, soc)
        {
            TargetSoc = Math.Max(soc, random.NextDouble() < 0.6 ? 1 : 0.8 + 0.15 * random.NextDouble()),
            Patience = TimeSpan.FromMinutes(5 + 25 * random.NextDouble()),
            Stay = TimeSpan.FromHours(hours),
            Vin = Vin(),
        };
    }

    private string Vin()
    {
        const string letters = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789";
        Span<char> vin = stackalloc char[17];
        "LDS".CopyTo(vin);
        for (var i = 3; i < vin.Length; i++)
        {
            vin[i] = letters[random.Next(letters.Length)];
        }

        return vin.ToString();
    }
}

/// <summary>What kind of stop a visit is.</summary>
public enum VisitKind
{
    /// <summary>At an AC pile: the evening or the night.</summary>
    Slow,

    /// <summary>At a DC pile: about an hour.</summary>
    Fast,
}
