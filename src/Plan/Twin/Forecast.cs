namespace Doorstep.Plan.Twin;

/// <summary>A figure with the half-width of its 95 % confidence interval over the replications (Student's t).</summary>
public readonly record struct Estimate(double Mean, double HalfWidth)
{
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
        return new(mean, Student.Quantile(values.Count - 1, 0.05) * Math.Sqrt(variance / values.Count));
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
