using System.Diagnostics;
using System.Globalization;
using Doorstep.Plan.Network;
using Doorstep.Rules;

namespace Doorstep.SitingBench;

/// <summary>Walking distances over a generated street grid with blocks left out, or over an OpenStreetMap extract with places drawn on it.</summary>
internal static class WalkBench
{
    public static int Run(string[] args)
    {
        string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;
        int Whole(string name, int otherwise) => Option(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        var (edges, gates, sites, seed) = (Whole("--edges", 200_000), Whole("--gates", 4_000), Whole("--sites", 6_000), Whole("--seed", 1));
        var clock = Stopwatch.StartNew();
        var network = Option("--osm") is { } file ? ReadWalkNetwork.Run(file, CancellationToken.None).Value : Grid(edges, new(seed));
        var reading = clock.Elapsed.TotalSeconds;
        var dice = new Random(seed);
        var homes = Enumerable.Range(0, gates / 4).Select(_ => Near(network, dice)).Select(at => (IReadOnlyList<GeoPoint>)[.. Enumerable.Range(0, 4).Select(_ => Beside(at, dice, 150))]).ToList();
        var places = Enumerable.Range(0, sites).Select(_ => Beside(Near(network, dice), dice, 30)).ToList();
        clock.Restart();
        var table = WalkDistances.Run(network, homes, places, new Metres(500), new Metres(100), CancellationToken.None);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{network.Nodes} nodes {network.Paths} edges {network.PartSizes.Count} pieces, {gates} gates of {homes.Count} communities, {sites} sites: network {reading:F2} s, walks {clock.Elapsed.TotalSeconds:F2} s, {table.Arcs.Count} walks, "
            + $"{table.GatesTooFar.Count} gates too far, {table.CommunitiesCutOff.Count} cut off, memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576} MB"));
        return 0;
    }

    /// <summary>Streets about 70 m apart with corners moved at random; one street in eight is missing, as real blocks are.</summary>
    private static WalkNetwork Grid(int edges, Random dice)
    {
        var side = (int)Math.Sqrt(edges / 1.75) + 1;
        var east = new double[side * side];
        var north = new double[side * side];
        List<(int, int, double)> paths = [];
        for (var n = 0; n < east.Length; n++)
        {
            (east[n], north[n]) = ((n % side * 70) + (dice.NextDouble() * 30), (n / side * 70) + (dice.NextDouble() * 30));
        }

        for (var n = 0; n < east.Length; n++)
        {
            Join(n, n + 1, n % side < side - 1);
            Join(n, n + side, n / side < side - 1);
        }

        return new(new GeoPoint(114.3, 30.6, Datum.Wgs84), east, north, paths);

        void Join(int from, int to, bool inside)
        {
            if (inside && dice.Next(8) > 0)
            {
                paths.Add((from, to, Math.Sqrt(Math.Pow(east[from] - east[to], 2) + Math.Pow(north[from] - north[to], 2))));
            }
        }
    }

    private static GeoPoint Near(WalkNetwork network, Random dice)
    {
        var node = dice.Next(network.Nodes);
        return At(network, network.East[node], network.North[node]);
    }

    private static GeoPoint At(WalkNetwork network, double east, double north)
    {
        const double MetresPerDegree = 111_194.926_644_558_74;
        return new(network.Origin.Longitude + (east / (MetresPerDegree * Math.Cos(network.Origin.Latitude * Math.PI / 180))), network.Origin.Latitude + (north / MetresPerDegree), Datum.Wgs84);
    }

    private static GeoPoint Beside(GeoPoint at, Random dice, double metres) =>
        new(at.Longitude + ((dice.NextDouble() - 0.5) * metres / 55_000), at.Latitude + ((dice.NextDouble() - 0.5) * metres / 55_000), Datum.Wgs84);
}
