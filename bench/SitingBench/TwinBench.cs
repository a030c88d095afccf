using System.Diagnostics;
using System.Globalization;
using Doorstep.Plan.Twin;

namespace Doorstep.SitingBench;

/// <summary>The twin over so many stations for so many days: quarter-hour load, waits, walk-ins that go to a neighbour when turned away.</summary>
internal static class TwinBench
{
    public static int Run(string[] args)
    {
        string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;
        int Whole(string name, int otherwise) => Option(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        var (stations, days, replications, drivers, seed) = (Whole("--stations", 1_000), Whole("--days", 365), Whole("--replications", 1), Whole("--drivers", 70), Whole("--seed", 1));
        var city = City(stations, drivers, new Random(seed), args.Contains("--apart"));
        var clock = Stopwatch.StartNew();
        var forecast = ForecastPlan.Run(city, new TwinSettings(days, 2, replications, Seed: seed), new CappedWalkIns(15), null, CancellationToken.None);
        var seconds = clock.Elapsed.TotalSeconds;
        var arrivals = forecast.Stations.Sum(s => s.Classes.Sum(c => c.ArrivalsPerDay.Mean)) * days * replications;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{stations} stations {days} days {replications} replications {(args.Contains("--apart") ? "apart" : "joined")}: {arrivals:N0} drivers, {seconds:F1} s, {seconds / replications:F1} s per replication, in time {forecast.InTime.Mean:P2}, turned away {forecast.TurnedAway.Mean:P2}, "
            + $"memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576} MB"));
        return 0;
    }

    /// <summary>Stations in a ring, each with fast and slow piles; every neighbourhood's drivers know three stations, so that unless set apart the whole city is one piece.</summary>
    private static TwinCity City(int count, int perDay, Random dice, bool apart)
    {
        var evening = new DayShape([.. Enumerable.Range(0, 48).Select(Workday)], [.. Enumerable.Repeat(1.0, 48)]);
        List<TwinStation> stations = [];
        List<TwinStream> streams = [];
        for (var s = 0; s < count; s++)
        {
            stations.Add(new($"s{s}", [new(0, [.. Enumerable.Repeat(new TwinPile(72, 27, 3), dice.Next(4, 9))]), new(1, [.. Enumerable.Repeat(new TwinPile(6.65, 232, 26), dice.Next(8, 24))])], 400));
            for (var of = 0; of < 2; of++)
            {
                var goes = apart ? new List<(int, double)> { (s, 1.0) } : [(s, 0.6), ((s + 1) % count, 0.3), ((s + 2) % count, 0.1)];
                streams.Add(new((2 * s) + of, of, of == 0 ? perDay * 0.65 : perDay * 0.35, evening, goes, apart ? [] : [(s + 1) % count, (s + 2) % count]));
            }
        }

        return new(stations, streams);

        static double Workday(int half) => half switch { < 14 => 0.25, >= 36 and < 40 => 2.4, _ => 1 };
    }
}
