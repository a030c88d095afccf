using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Twin;

namespace Doorstep.App.Siting;

/// <summary>What the twin foresees of a plan: waits by class of driver and load over the day; minutes, kW, shares 0–1.</summary>
public sealed record PlanForecast(double PromiseMinutes, double Level, Likely InTime, IReadOnlyList<StationForecastLine> Stations)
{
    /// <summary>Mean load of all stations together in each quarter hour.</summary>
    public IReadOnlyList<double> QuarterKilowatts => Stations.Count == 0 ? [] : [.. Enumerable.Range(0, Stations[0].QuarterKilowatts.Count).Select(q => Math.Round(Stations.Sum(s => s.QuarterKilowatts[q]), 1))];

    internal static PlanForecast Of(SitingProblem problem, TwinCity city, Forecast forecast)
    {
        var names = problem.Candidates.Select(c => (c.Id, c.Name)).Concat(problem.Stations.Select(s => (s.Id, s.Name))).ToDictionary(p => p.Id, p => p.Name, StringComparer.Ordinal);
        var built = problem.Candidates.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        return new(forecast.Settings.PromiseMinutes, problem.Rules.Service.Level, Of(forecast.InTime), [.. forecast.Stations.Select((s, i) => new StationForecastLine(s.Station, names[s.Station], built.Contains(s.Station))
        {
            GridKilowatts = double.IsFinite(city.Stations[i].GridKilowatts) ? Math.Round(city.Stations[i].GridKilowatts, 1) : null,
            Classes = [.. s.Classes.Select(c => new ClassForecastLine(((PileClass)c.Class).ToString(), Of(c.ArrivalsPerDay), Of(c.InTime))
            {
                MeanWaitMinutes = Math.Round(c.MeanWaitMinutes.Mean, 2),
                WaitP50 = c.WaitP50,
                WaitP95 = c.WaitP95,
                WaitP99 = c.WaitP99,
            })],
            EnergyKwhPerDay = Of(s.EnergyKwhPerDay),
            PeakKilowatts = Of(s.PeakKilowatts),
            QuarterKilowatts = [.. s.QuarterKilowatts.Select(kw => Math.Round(kw, 2))],
        })]);
    }

    private static Likely Of(Estimate estimate) => new(Math.Round(estimate.Mean, 5), double.IsFinite(estimate.HalfWidth) ? Math.Round(estimate.HalfWidth, 5) : null);
}

/// <summary>What the twin foresees at one station or site.</summary>
/// <param name="Built">True for a site of the plan, false for a station that stands already.</param>
public sealed record StationForecastLine(string Id, string Name, bool Built)
{
    /// <summary>What the grid connection carries; null where nobody said.</summary>
    public double? GridKilowatts { get; init; }

    public IReadOnlyList<ClassForecastLine> Classes { get; init; } = [];

    public Likely EnergyKwhPerDay { get; init; } = new(0, null);

    public Likely PeakKilowatts { get; init; } = new(0, null);

    public IReadOnlyList<double> QuarterKilowatts { get; init; } = [];
}

/// <summary>What drivers of one class (Fast or Slow) meet; waits in minutes.</summary>
public sealed record ClassForecastLine(string Class, Likely ArrivalsPerDay, Likely InTime)
{
    public double MeanWaitMinutes { get; init; }

    public double WaitP50 { get; init; }

    public double WaitP95 { get; init; }

    public double WaitP99 { get; init; }
}
