using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Plan.Siting.Queue;

namespace Doorstep.Plan.Twin;

/// <summary>
/// The plan's promise on trial: each window's queue at each place stands alone, meets the arrivals the plan sends it at its peak, hour after hour, everybody patient.
/// Replications go on, twice as many each time, until the interval of every queue lies clear of the level or the limit is reached; a queue that is decided rests.
/// Each look at each queue takes its share of the doubt (Bonferroni), so that all verdicts hold together in 95 of 100 trials although the trial stops when it likes what it sees.
/// </summary>
internal sealed class PromiseTrial
{
    /// <summary>A replication lasts until about so many drivers came: the share in time of a handful says nothing of its spread.</summary>
    private const double DriversPerReplication = 100;

    private const double LongestDays = 3650;

    private const double Doubt = 0.05;

    private readonly ForecastAssumptions assumptions;

    private readonly ServicePromise promise;

    private readonly List<Trial> trials = [];

    private readonly int[] looks;

    public PromiseTrial(SitingProblem problem, PlannedPlaces places, ForecastAssumptions assumptions)
    {
        this.assumptions = assumptions;
        promise = problem.Rules.Service;
        var windows = problem.Rules.Windows;
        var keys = problem.Candidates.Select(c => c.Id).Concat(problem.Stations.Select(s => s.Id)).Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i);
        foreach (var place in places.All)
        {
            foreach (var load in place.Pools.Where(l => l.Arrivals > 0))
            {
                var window = Enumerable.Range(0, windows.Count).First(w => windows[w].Id == load.Window);
                trials.Add(new(place, load, (keys[place.Id] * windows.Count) + window, places.Piles(place, windows[window].Class)));
            }
        }

        List<int> counts = [assumptions.Replications];
        while (counts[^1] < assumptions.MostReplications)
        {
            counts.Add(Math.Min(2 * counts[^1], assumptions.MostReplications));
        }

        looks = [.. counts];
    }

    /// <summary>Of all drivers at the peak, the share in time: from the replications that every queue lived through.</summary>
    public Estimate AtPeak { get; private set; }

    public IReadOnlyList<PromiseForecast> Run(IProgress<double>? progress, CancellationToken ct)
    {
        var open = trials;
        for (var look = 0; look < looks.Length && open.Count > 0; look++)
        {
            Live(open, look == 0 ? 0 : looks[look - 1], looks[look], ct);
            if (look == 0)
            {
                AtPeak = Estimate.Of([.. Enumerable.Range(0, looks[0]).Select(r => trials.Sum(t => t.Seen[r].Served) is > 0 and var served ? (double)trials.Sum(t => t.Seen[r].InTime) / served : 1)]);
            }

            open = [.. open.Where(t => Judge(t) == PromiseVerdict.Open)];
            progress?.Report(1 - Math.Pow(0.5, look + 1));
        }

        progress?.Report(1);
        if (trials.Count == 0)
        {
            AtPeak = new(1, 0);
        }

        return [.. trials.Select(Told)];
    }

    private void Live(List<Trial> open, int from, int until, CancellationToken ct)
    {
        var fresh = new (long InTime, long Served)[open.Count, until - from];
        Parallel.For(0, open.Count * (until - from), new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct }, part =>
        {
            var (trial, number) = (part / (until - from), part % (until - from));
            fresh[trial, number] = Replicate(open[trial], from + number, ct);
        });
        for (var t = 0; t < open.Count; t++)
        {
            for (var r = 0; r < until - from; r++)
            {
                open[t].Seen.Add(fresh[t, r]);
            }
        }
    }

    private (long InTime, long Served) Replicate(Trial trial, int number, CancellationToken ct)
    {
        var days = (int)Math.Clamp(Math.Ceiling(DriversPerReplication / (24 * trial.Load.Arrivals)), assumptions.Days, Math.Max(assumptions.Days, LongestDays));
        var settings = new TwinSettings(days, assumptions.WarmUpDays, 1, promise.WaitMinutes, assumptions.Spread, assumptions.Seed);
        var city = new TwinCity([new(trial.Place.Id, [new(0, trial.Piles)])], [new(trial.Key, 0, trial.Load.Arrivals * 24, DayShape.Even, [(0, 1.0)], [])]);
        var (_, log) = new Replication(city, settings, new PatientDrivers(), ([0], [0]), number).Run(ct).Single();
        return (log.InTime[0], log.Served[0]);
    }

    private PromiseVerdict Judge(Trial trial)
    {
        var seen = trial.InTime();
        var half = seen.HalfWidth * Student.Quantile(trial.Seen.Count - 1, Doubt / (trials.Count * looks.Length)) / Student.Quantile(trial.Seen.Count - 1, Doubt);
        return seen.Mean - half >= promise.Level ? PromiseVerdict.Kept : seen.Mean + half < promise.Level ? PromiseVerdict.Broken : PromiseVerdict.Open;
    }

    private PromiseForecast Told(Trial trial)
    {
        var seen = trial.InTime();
        return new(trial.Place.Id, trial.Place.Standing, trial.Load.Window, trial.Piles.Count, trial.Load.Arrivals, new(seen.Mean, Math.Max(0, seen.Low), Math.Min(1, seen.High)))
        {
            Planned = trial.Load.WithinWait,
            Replications = trial.Seen.Count,
            Verdict = Judge(trial),
        };
    }

    private sealed record Trial(PlannedPlace Place, PoolLoad Load, int Key, IReadOnlyList<TwinPile> Piles)
    {
        /// <summary>By replication: drivers served within the promise, drivers served.</summary>
        public List<(long InTime, long Served)> Seen { get; } = [];

        public Estimate InTime() => Estimate.Of([.. Seen.Select(s => s.Served == 0 ? 1 : (double)s.InTime / s.Served)]);
    }
}
