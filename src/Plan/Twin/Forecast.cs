namespace Doorstep.Plan.Twin;

/// <summary>A figure with the half-width of its 95 % confidence interval over the replications.</summary>
public readonly record struct Estimate(double Mean, double HalfWidth)
{
    /// <summary>Two-sided 97.5 % quantiles of Student's t for 1…30 degrees of freedom.</summary>
    private static readonly double[] Student =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    public double Low => Mean - HalfWidth;

    public double High => Mean + HalfWidth;

    public static Estimate Of(IReadOnlyList<double> values)
    {
        if (values.Count < 2)
        {
            return new(values.Count == 0 ? double.NaN : values[0], double.PositiveInfinity);
        }

        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1);
        var t = values.Count - 2 < Student.Length ? Student[values.Count - 2] : 1.96;
        return new(mean, t * Math.Sqrt(variance / values.Count));
    }
}

/// <summary>What one class of drivers met at one station.</summary>
/// <param name="InTime">Share of those served who plugged in within the promise.</param>
/// <param name="TurnedAway">Share of those who came and did not stay.</param>
/// <param name="WaitP95">Minutes, over all replications.</param>
public sealed record ClassForecast(int Class, Estimate ArrivalsPerDay, Estimate InTime, Estimate MeanWaitMinutes, double WaitP50, double WaitP95, double WaitP99, Estimate TurnedAway);

/// <summary>What the twin foresees for a station.</summary>
/// <param name="QuarterKilowatts">Mean load of each quarter hour of the day, kW.</param>
/// <param name="PeakKilowatts">Largest quarter hour of a replication, kW.</param>
public sealed record StationForecast(string Station, IReadOnlyList<ClassForecast> Classes, Estimate EnergyKwhPerDay, IReadOnlyList<double> QuarterKilowatts, Estimate PeakKilowatts);

/// <summary>What the twin foresees for the city.</summary>
public sealed record Forecast(TwinSettings Settings, IReadOnlyList<StationForecast> Stations, Estimate InTime, Estimate TurnedAway);
