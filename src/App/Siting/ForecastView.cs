using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.App.Siting;

/// <summary>What the twin foresees of a plan: the promise at every planned peak, and waits and load on ordinary days; minutes, kW, shares 0–1.</summary>
/// <param name="InTime">Of all drivers served on ordinary days, the share that waits no longer than promised.</param>
/// <param name="TurnedAway">Of all who come, the share that leaves because the queue looks long.</param>
public sealed record ForecastView(double PromiseMinutes, double Level, Likely InTime, Likely TurnedAway)
{
    public IReadOnlyList<StationForecastLine> Stations { get; init; } = [];

    /// <summary>Mean load of all stations together in each quarter hour.</summary>
    public IReadOnlyList<double> QuarterKilowatts => Stations.Count == 0 ? [] : [.. Enumerable.Range(0, Stations[0].QuarterKilowatts.Count).Select(q => Math.Round(Stations.Sum(s => s.QuarterKilowatts[q]), 1))];

    internal static ForecastView Of(SitingProblem problem, PlanForecast forecast)
    {
        var names = problem.Candidates.Select(c => (c.Id, c.Name)).Concat(problem.Stations.Select(s => (s.Id, s.Name))).ToDictionary(p => p.Id, p => p.Name, StringComparer.Ordinal);
        var promises = forecast.Promise.ToLookup(p => p.Place, StringComparer.Ordinal);
        return new(forecast.PromiseMinutes, forecast.Level, Likely.Of(forecast.InTime), Likely.Of(forecast.TurnedAway))
        {
            Stations = [.. forecast.Places.Select(place => new StationForecastLine(place.Place, names[place.Place], !place.Standing)
            {
                GridKilowatts = place.GridKilowatts is { } grid ? Math.Round(grid, 1) : null,
                Classes = [.. place.Queues.Select(q => new ClassForecastLine(q.Class.ToString(), Likely.Of(q.ArrivalsPerDay), Likely.Of(q.InTime))
                {
                    MeanWaitMinutes = Math.Round(q.MeanWait.Mean, 2),
                    WaitP50 = q.WaitP50,
                    WaitP95 = q.WaitP95,
                    WaitP99 = q.WaitP99,
                })],
                Promises = [.. promises[place.Place].Select(p => new PromiseLine(p.Window, p.Piles, Likely.Of(p.Within), p.Verdict.ToString()))],
                EnergyKwhPerDay = Likely.Of(place.KwhPerDay),
                PeakKilowatts = Likely.Of(place.PeakKilowatts),
                QuarterKilowatts = [.. place.QuarterKilowatts.Select(kw => Math.Round(kw, 2))],
            })],
        };
    }
}

/// <summary>What the twin foresees at one station or site.</summary>
/// <param name="Built">True for a site of the plan, false for a station that stands already.</param>
public sealed record StationForecastLine(string Id, string Name, bool Built)
{
    /// <summary>What the grid connection carries; null where nobody said.</summary>
    public double? GridKilowatts { get; init; }

    public IReadOnlyList<ClassForecastLine> Classes { get; init; } = [];

    public IReadOnlyList<PromiseLine> Promises { get; init; } = [];

    public Likely EnergyKwhPerDay { get; init; } = new(0, null);

    public Likely PeakKilowatts { get; init; } = new(0, null);

    public IReadOnlyList<double> QuarterKilowatts { get; init; } = [];

    /// <summary>Lowest foreseen P(wait ≤ promise) at a planned peak; null where nobody comes.</summary>
    public Likely? AtPeak => Promises.MinBy(p => p.Within.Mean)?.Within;

    /// <summary>True when every queue keeps its promise beyond doubt.</summary>
    public bool Confirmed => Promises.All(p => p.Verdict == "Kept");

    /// <summary>True when some queue breaks its promise beyond doubt.</summary>
    public bool Breaks => Promises.Any(p => p.Verdict == "Broken");
}

/// <summary>What drivers of one class (Fast or Slow) meet on ordinary days; waits in minutes.</summary>
public sealed record ClassForecastLine(string Class, Likely ArrivalsPerDay, Likely InTime)
{
    public double MeanWaitMinutes { get; init; }

    public double WaitP50 { get; init; }

    public double WaitP95 { get; init; }

    public double WaitP99 { get; init; }
}

/// <summary>One queue held at its planned peak, everybody patient: P(wait ≤ promise), and whether the promise is Kept, Open (undecided) or Broken.</summary>
public sealed record PromiseLine(string Window, int Piles, Likely Within, string Verdict);
