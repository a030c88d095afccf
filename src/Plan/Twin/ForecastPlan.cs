namespace Doorstep.Plan.Twin;

/// <summary>
/// Runs the twin: independent replications of a discrete-event simulation, stations that share no driver side by side on both cores.
/// The answer depends on seed and settings only, not on the number of cores.
/// </summary>
public static class ForecastPlan
{
    /// <param name="progress">Finished parts of all parts.</param>
    public static Forecast Run(TwinCity city, TwinSettings settings, StationRules rules, IProgress<(int Done, int Of)>? progress, CancellationToken ct)
    {
        if (settings.Replications < 1 || settings.Days < 1)
        {
            throw new ArgumentException("At least one replication of one day.", nameof(settings));
        }

        var neighbourhoods = Neighbourhoods(city);
        var parts = (from replication in Enumerable.Range(0, settings.Replications) from n in neighbourhoods select (replication, n)).ToList();
        var logs = new StationLog?[settings.Replications, city.Stations.Count];
        var done = 0;
        Parallel.ForEach(
            parts,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct },
            part =>
            {
                foreach (var (station, log) in new Replication(city, settings, rules, part.n, part.replication).Run(ct))
                {
                    logs[part.replication, station] = log;
                }

                progress?.Report((Interlocked.Increment(ref done), parts.Count));
            });
        return Summary(city, settings, logs);
    }

    /// <summary>Stations are neighbours when one stream may go to both.</summary>
    private static List<(IReadOnlyList<int> Stations, IReadOnlyList<int> Streams)> Neighbourhoods(TwinCity city)
    {
        var root = Enumerable.Range(0, city.Stations.Count).ToArray();
        foreach (var stream in city.Streams)
        {
            var visited = stream.Goes.Select(g => g.Station).Concat(stream.Others).ToList();
            foreach (var station in visited)
            {
                root[Find(station)] = Find(visited[0]);
            }
        }

        var parts = Enumerable.Range(0, city.Stations.Count).GroupBy(Find).ToDictionary(g => g.Key, g => (Stations: g.ToList(), Streams: new List<int>()));
        for (var s = 0; s < city.Streams.Count; s++)
        {
            if (city.Streams[s].Goes.Count > 0)
            {
                parts[Find(city.Streams[s].Goes[0].Station)].Streams.Add(s);
            }
        }

        return [.. parts.Values.Select(p => ((IReadOnlyList<int>)p.Stations, (IReadOnlyList<int>)p.Streams))];

        int Find(int station)
        {
            while (root[station] != station)
            {
                station = root[station] = root[root[station]];
            }

            return station;
        }
    }

    private static Forecast Summary(TwinCity city, TwinSettings settings, StationLog?[,] logs)
    {
        var stations = new List<StationForecast>();
        for (var s = 0; s < city.Stations.Count; s++)
        {
            var runs = Enumerable.Range(0, settings.Replications).Select(r => logs[r, s]!).ToList();
            var quarters = Enumerable.Range(0, 96).Select(q => runs.Average(run => run.QuarterKwh[q]) * 4 / settings.Days).ToList();
            stations.Add(new StationForecast(
                city.Stations[s].Id,
                [.. city.Stations[s].Pools.Select(pool => Class(pool.Class, runs, settings))],
                Estimate.Of([.. runs.Select(run => run.EnergyKwh / settings.Days)]),
                quarters,
                Estimate.Of([.. runs.Select(run => run.PeakKilowatts)])));
        }

        return new Forecast(settings, stations, OverAll(run => (run.InTime.Sum(), run.Served.Sum())), OverAll(run => (run.TurnedAway.Sum(), run.Arrivals.Sum())));

        Estimate OverAll(Func<StationLog, (long Part, long Whole)> count) => Estimate.Of(
        [
            .. Enumerable.Range(0, settings.Replications).Select(r =>
            {
                long part = 0, whole = 0;
                for (var s = 0; s < city.Stations.Count; s++)
                {
                    var (p, w) = count(logs[r, s]!);
                    part += p;
                    whole += w;
                }

                return whole == 0 ? 1 : (double)part / whole;
            }),
        ]);
    }

    private static ClassForecast Class(int ofClass, List<StationLog> runs, TwinSettings settings)
    {
        var waits = new long[StationLog.WaitSteps + 1];
        foreach (var run in runs)
        {
            for (var step = 0; step < waits.Length; step++)
            {
                waits[step] += run.Waits[ofClass][step];
            }
        }

        return new ClassForecast(
            ofClass,
            Estimate.Of([.. runs.Select(run => (double)run.Arrivals[ofClass] / settings.Days)]),
            Estimate.Of([.. runs.Select(run => Share(run.InTime[ofClass], run.Served[ofClass], 1))]),
            Estimate.Of([.. runs.Select(run => run.Served[ofClass] == 0 ? 0 : run.WaitMinutes[ofClass] / run.Served[ofClass])]),
            Percentile(waits, 0.5),
            Percentile(waits, 0.95),
            Percentile(waits, 0.99),
            Estimate.Of([.. runs.Select(run => Share(run.TurnedAway[ofClass], run.Arrivals[ofClass], 0))]));
    }

    private static double Share(long part, long whole, double ofNothing) => whole == 0 ? ofNothing : (double)part / whole;

    /// <summary>Minutes; a wait of nothing is 0, others the upper end of their quarter minute.</summary>
    private static double Percentile(long[] waits, double share)
    {
        var wanted = (long)Math.Ceiling(waits.Sum() * share);
        long seen = 0;
        for (var step = 0; step < waits.Length; step++)
        {
            seen += waits[step];
            if (seen >= wanted)
            {
                return step == 0 ? 0 : (step + 1) / 4.0;
            }
        }

        return 0;
    }
}
