using System.Globalization;
using CsCheck;
using Doorstep.Plan.Network;
using Doorstep.Rules;

namespace Doorstep.Plan.Tests.Network;

public sealed class WalkTests
{
    private static readonly GeoPoint Corner = new(114.9, 30.4, Datum.Wgs84);

    [Fact]
    public void A_river_with_one_bridge_makes_the_neighbour_across_far_away()
    {
        // Two banks 60 m apart, joined only 400 m to the east.
        var network = Town([(0, 0), (400, 0), (0, 60), (400, 60)], [(0, 1), (2, 3), (1, 3)]);
        var table = WalkDistances.Run(network, [[At(0, 0)]], [At(0, 60)], new Metres(2000), new Metres(20), Token);
        Assert.Equal(860, Assert.Single(table.Arcs).Walk.Value, 0.5);
    }

    [Fact]
    public void The_nearest_of_four_gates_counts()
    {
        var network = Town([(0, 0), (1000, 0)], [(0, 1)]);
        var table = WalkDistances.Run(network, [[At(0, 0), At(700, 0)]], [At(900, 5)], new Metres(500), new Metres(20), Token);
        Assert.Equal(205, Assert.Single(table.Arcs).Walk.Value, 0.5);
    }

    [Fact]
    public void Gate_and_site_on_one_path_need_no_crossing_of_its_ends()
    {
        var network = Town([(0, 0), (1000, 0)], [(0, 1)]);
        var table = WalkDistances.Run(network, [[At(450, 0)]], [At(520, 0)], new Metres(100), new Metres(20), Token);
        Assert.Equal(70, Assert.Single(table.Arcs).Walk.Value, 0.5);
    }

    [Fact]
    public void What_lies_too_far_from_every_path_is_reported_not_connected()
    {
        var network = Town([(0, 0), (1000, 0)], [(0, 1)]);
        var table = WalkDistances.Run(network, [[At(0, 300), At(10, 0)], [At(0, 300)]], [At(50, 0), At(50, 400)], new Metres(500), new Metres(100), Token);
        Assert.Equal([(0, 0), (1, 0)], table.GatesTooFar);
        Assert.Equal([1], table.SitesTooFar);
        Assert.Equal([1], table.CommunitiesAlone);
        Assert.Equal(0, Assert.Single(table.Arcs).Community);
    }

    [Fact]
    public void A_walk_is_never_shorter_than_the_straight_line_and_matches_an_exhaustive_search() => Gen.Int[1, 100_000].Sample(
        seed =>
        {
            var random = new Random(seed);
            var nodes = Enumerable.Range(0, 30).Select(_ => (X: random.NextDouble() * 600, Y: random.NextDouble() * 600)).ToArray();
            var paths = Enumerable.Range(0, 60).Select(_ => (random.Next(30), random.Next(30))).Where(p => p.Item1 != p.Item2).ToArray();
            var network = Town(nodes, paths);
            var table = WalkDistances.Run(network, [[At(nodes[0].X, nodes[0].Y)]], [.. nodes.Select(n => At(n.X, n.Y))], new Metres(500), new Metres(1), Token);
            var all = Exhaustive(nodes, paths);
            foreach (var arc in table.Arcs)
            {
                var straight = Math.Sqrt(Math.Pow(nodes[0].X - nodes[arc.Site].X, 2) + Math.Pow(nodes[0].Y - nodes[arc.Site].Y, 2));
                Assert.True(arc.Walk.Value >= straight - 0.5);
            }

            var reached = table.Arcs.ToDictionary(a => a.Site, a => a.Walk.Value);
            for (var site = 0; site < 30; site++)
            {
                // The town stands on paths: a node without one snaps to a path that happens to cross it, or not at all.
                if (all[site] < 499 && paths.Any(p => p.Item1 == site || p.Item2 == site))
                {
                    Assert.True(reached[site] <= all[site] + 0.5, $"site {site}: {reached[site]} > {all[site]}");
                }
            }
        },
        iter: 200);

    [Fact]
    public void A_file_that_is_no_extract_says_so()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "not a map");
        var refusal = ReadWalkNetwork.Run(file, Token).Refusal;
        File.Delete(file);
        Assert.Equal("walk.network-unreadable", refusal?.Code);
        Assert.Equal("walk.network-missing", ReadWalkNetwork.Run(file, Token).Refusal?.Code);
    }

    [Fact]
    public void Walls_and_private_roads_stop_a_walker_and_gates_do_not()
    {
        var file = Path.ChangeExtension(Path.GetTempFileName(), ".osm");
        File.WriteAllText(file, Street("<tag k='highway' v='residential'/>", "<tag k='barrier' v='gate'/>"));
        Assert.Equal(2, ReadWalkNetwork.Run(file, Token).Value.Paths);
        File.WriteAllText(file, Street("<tag k='highway' v='residential'/>", "<tag k='barrier' v='gate'/><tag k='foot' v='no'/>"));
        Assert.Equal(0, ReadWalkNetwork.Run(file, Token).Value.Paths);
        File.WriteAllText(file, Street("<tag k='highway' v='service'/><tag k='access' v='private'/>", ""));
        Assert.Equal("walk.network-no-paths", ReadWalkNetwork.Run(file, Token).Refusal?.Code);
        File.WriteAllText(file, Street("<tag k='highway' v='service'/><tag k='access' v='private'/><tag k='foot' v='yes'/>", ""));
        Assert.Equal(2, ReadWalkNetwork.Run(file, Token).Value.Paths);
        File.Delete(file);
    }

    [Fact]
    public void On_the_streets_of_Porto_Alegre_a_straight_line_promises_too_much()
    {
        var folder = SharedFolder();
        var network = ReadWalkNetwork.Run(Path.Combine(folder, "poa_osm.pbf"), Token).Value;
        Assert.True(network.PartSizes.Max() > network.Nodes * 0.8);
        var places = File.ReadLines(Path.Combine(folder, "poa_hexgrid.csv")).Skip(1).Select(line => line.Split(','))
            .Select(cells => new GeoPoint(double.Parse(cells[1], CultureInfo.InvariantCulture), double.Parse(cells[2], CultureInfo.InvariantCulture), Datum.Wgs84)).ToList();
        var walks = WalkDistances.Run(network, [.. places.Select(p => (IReadOnlyList<GeoPoint>)[p])], places, new Metres(500), new Metres(100), Token).Arcs.Count(a => a.Community != a.Site);
        var straight = places.Sum(a => places.Count(b => a != b && Rules.Stations.StraightLine.Between(a, b).Value <= 500));
        Assert.InRange(walks, 1, straight - 1);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string SharedFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var shared = Path.Combine(folder.FullName, "shared", "data", "siting", "osm_walk");
            if (Directory.Exists(shared))
            {
                return shared;
            }
        }

        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true", "../shared/data is not here.");
        throw new DirectoryNotFoundException("../shared/data is missing on CI");
    }

    private static WalkNetwork Town((double X, double Y)[] nodes, (int From, int To)[] paths) => new(
        Corner,
        [.. nodes.Select(n => n.X)],
        [.. nodes.Select(n => n.Y)],
        [.. paths.Select(p => (p.From, p.To, Math.Sqrt(Math.Pow(nodes[p.From].X - nodes[p.To].X, 2) + Math.Pow(nodes[p.From].Y - nodes[p.To].Y, 2))))]);

    private static GeoPoint At(double east, double north)
    {
        const double MetresPerDegree = 111_194.926_644_558_74;
        return new(Corner.Longitude + (east / (MetresPerDegree * Math.Cos(Corner.Latitude * Math.PI / 180))), Corner.Latitude + (north / MetresPerDegree), Datum.Wgs84);
    }

    private static double[] Exhaustive((double X, double Y)[] nodes, (int From, int To)[] paths)
    {
        var distance = new double[nodes.Length];
        Array.Fill(distance, double.PositiveInfinity);
        distance[0] = 0;
        for (var round = 0; round < nodes.Length; round++)
        {
            foreach (var (from, to) in paths)
            {
                var length = Math.Sqrt(Math.Pow(nodes[from].X - nodes[to].X, 2) + Math.Pow(nodes[from].Y - nodes[to].Y, 2));
                distance[to] = Math.Min(distance[to], distance[from] + length);
                distance[from] = Math.Min(distance[from], distance[to] + length);
            }
        }

        return distance;
    }

    private static string Street(string wayTags, string middleTags) =>
        $"""
        <?xml version='1.0' encoding='UTF-8'?>
        <osm version='0.6'>
          <node id='1' lat='30.4' lon='114.9' version='1'/>
          <node id='2' lat='30.4' lon='114.901' version='1'>{middleTags}</node>
          <node id='3' lat='30.4' lon='114.902' version='1'/>
          <way id='9' version='1'><nd ref='1'/><nd ref='2'/><nd ref='3'/>{wayTags}</way>
        </osm>
        """;
}
