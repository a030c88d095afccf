using BenchmarkDotNet.Attributes;
using Doorstep.Rules;
using Doorstep.Rules.Stations;

namespace Doorstep.Bench;

/// <summary>Nearby search over 50,000 stations crowded into 70 km × 60 km; the figure to reach is 0.2 ms.</summary>
[MemoryDiagnoser]
public class NearbyStations
{
    private StationGrid<int> grid = null!;
    private GeoPoint[] people = [];
    private int turn;

    [Params(1_000, 3_000)]
    public int Radius { get; set; }

    [GlobalSetup]
    public void Lay()
    {
        var random = new Random(1);
        var places = Enumerable.Range(0, 50_000).Select(_ => Somewhere(random)).ToArray();
        grid = new(Enumerable.Range(0, places.Length), i => places[i]);
        people = [.. Enumerable.Range(0, 1_024).Select(_ => Somewhere(random).To(Datum.Gcj02))];
    }

    [Benchmark]
    public int Thirty_nearest() => grid.Nearby(people[turn++ & 1_023], new(Radius), 30).Count;

    private static GeoPoint Somewhere(Random random) => new(114.5 + (random.NextDouble() * 0.7), 30.1 + (random.NextDouble() * 0.54), Datum.Wgs84);
}
