using System.Globalization;
using System.Text;
using Doorstep.Plan.Siting.Folder;
using Doorstep.Plan.Siting.Make;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Plan.Siting.Verify;

namespace Doorstep.Plan.Tests.Siting;

public sealed class StreetFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("streets").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void With_streets_in_the_folder_people_walk_and_nothing_is_an_estimate()
    {
        Write([[(0, 0), (300, 0), (300, 200)]], [("C1", 0, 0)], [("S1", 300, 100), ("S2", 0, 120)]);
        var reading = ReadProblem.Run(folder, Token);
        Assert.Empty(reading.Faults);
        Assert.False(reading.Problem!.DistancesAreEstimates);
        var walk = Assert.Single(reading.Problem.Walks!);
        Assert.Equal("S1", walk.Site);
        Assert.Equal(400, walk.Metres, 2.0);
        Assert.Equal(1, reading.Network!.SitesTooFar);
        Assert.Contains(reading.Warnings, w => w.Sentence.Contains("'S2' lies more than 100 m from every path", StringComparison.Ordinal));
    }

    [Fact]
    public void A_community_on_a_piece_without_a_way_out_is_named()
    {
        Write([[(0, 0), (300, 0), (600, 0)], [(0, 900), (100, 900)]], [("C1", 0, 0), ("C2", 50, 900)], [("S1", 300, 0)]);
        var reading = ReadProblem.Run(folder, Token);
        Assert.NotNull(reading.Problem);
        Assert.Equal(1, reading.Network!.CommunitiesCutOff);
        Assert.Contains(reading.Warnings, w => w.Sentence.Contains("'C2' stands on a piece of the network that no path joins", StringComparison.Ordinal));
    }

    [Fact]
    public void A_disconnected_network_on_which_nobody_arrives_is_a_fault()
    {
        Write([[(0, 0), (300, 0), (600, 0)], [(0, 900), (100, 900)]], [("C2", 50, 900)], [("S1", 300, 0)]);
        Assert.Contains("the network is disconnected", Assert.Single(ReadProblem.Run(folder, Token).Faults).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_of_another_city_is_a_fault()
    {
        Write([[(50_000, 0), (50_300, 0)]], [("C1", 0, 0)], [("S1", 300, 0)]);
        Assert.Contains("take an extract that covers the city", Assert.Single(ReadProblem.Run(folder, Token).Faults).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_extract_is_a_fault()
    {
        Write([[(0, 0), (300, 0)]], [("C1", 0, 0)], [("S1", 300, 0)]);
        File.WriteAllText(Path.Combine(folder, "streets.osm"), "no extract");
        var reading = ReadProblem.Run(folder, Token);
        Assert.StartsWith("streets.osm: ", Assert.Single(reading.Faults).ToString(), StringComparison.Ordinal);
        Assert.Equal("walk.network-unreadable", reading.WhyNot().Code);
    }

    [Fact]
    public void Walks_and_a_network_together_are_refused()
    {
        Write([[(0, 0), (300, 0)]], [("C1", 0, 0)], [("S1", 300, 0)]);
        File.WriteAllText(Path.Combine(folder, "walks.csv"), "community,site,metres\nC1,S1,310\n");
        var problem = Path.Combine(folder, "problem.json");
        File.WriteAllText(problem, File.ReadAllText(problem).Replace("\"network\"", "\"walks\": \"walks.csv\", \"network\"", StringComparison.Ordinal));
        Assert.Contains("keep one of them", Assert.Single(ReadProblem.Run(folder, Token).Faults).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_on_streets_holds_and_keeps_its_walks_when_written_again()
    {
        Write([[(0, 0), (300, 0), (300, 200)]], [("C1", 0, 0)], [("S1", 300, 100)]);
        var problem = ReadProblem.Run(folder, Token).Problem!;
        var plan = SmallCity.Plan(problem);
        Assert.False(plan.DistancesAreEstimates);
        Assert.True(VerifyPlan.Run(problem, plan, Token).Holds);
        var copy = Path.Combine(folder, "copy");
        WriteProblem.Run(problem, copy);
        Assert.Equal(ProblemDigest.Of(problem), ProblemDigest.Of(ReadProblem.Run(copy, Token).Problem!));
    }

    [Fact]
    public void The_worked_example_names_its_assumptions_after_a_journey_through_a_folder()
    {
        var problem = MakeWuhan.Run(SharedFiles.Path("data/siting/wuhan/wuhan_communities_974.csv"), SharedFiles.Path("data/siting/shenzhen_stevcdp/stations.csv"), 1).Problem!;
        WriteProblem.Run(problem, folder);
        var read = ReadProblem.Run(folder, Token).Problem!;
        Assert.Equal(problem.Rules.Sources.OrderBy(s => s.Key, StringComparer.Ordinal), read.Rules.Sources.OrderBy(s => s.Key, StringComparer.Ordinal));
        Assert.Equal(ProblemDigest.Of(problem), ProblemDigest.Of(read));
    }

    [Fact]
    public void A_table_of_the_example_with_a_hole_in_it_is_named_by_its_row()
    {
        var communities = Path.Combine(folder, "c.csv");
        var stations = Path.Combine(folder, "s.csv");
        File.WriteAllText(communities, "id,lon,lat,pop,area_m2\n1,114.3,30.6,1000,50000\n2,114.3,,1000,50000\n");
        File.WriteAllText(stations, "fast,slow\n5,many\n");
        var reading = MakeWuhan.Run(communities, stations, 1);
        Assert.Null(reading.Problem);
        Assert.Equal([3, 2], reading.Faults.Select(f => f.Row));
    }

    private void Write((double East, double North)[][] streets, (string Id, double East, double North)[] communities, (string Id, double East, double North)[] sites)
    {
        File.WriteAllText(Path.Combine(folder, "problem.json"), """
            { "name": "streets", "files": { "communities": { "path": "c.csv", "datum": "WGS84" }, "candidates": { "path": "s.csv", "datum": "WGS84" }, "network": "streets.osm" } }
            """);
        File.WriteAllText(Path.Combine(folder, "c.csv"), "id,lon,lat,vehicles\n" + string.Concat(communities.Select(c => $"{c.Id},{Lon(c.East)},{Lat(c.North)},120\n")));
        File.WriteAllText(Path.Combine(folder, "s.csv"), "id,lon,lat,bays,free_kva,fixed_cost\n" + string.Concat(sites.Select(s => $"{s.Id},{Lon(s.East)},{Lat(s.North)},30,600,50000\n")));
        StringBuilder osm = new("<osm version=\"0.6\">");
        var id = 0;
        StringBuilder ways = new();
        foreach (var street in streets)
        {
            ways.Append(CultureInfo.InvariantCulture, $"<way id=\"{1000 + id}\"><tag k=\"highway\" v=\"residential\"/>");
            foreach (var (east, north) in street)
            {
                osm.Append(CultureInfo.InvariantCulture, $"<node id=\"{++id}\" lat=\"{Lat(north)}\" lon=\"{Lon(east)}\"/>");
                ways.Append(CultureInfo.InvariantCulture, $"<nd ref=\"{id}\"/>");
            }

            ways.Append("</way>");
        }

        File.WriteAllText(Path.Combine(folder, "streets.osm"), osm.Append(ways).Append("</osm>").ToString());
    }

    private static string Lon(double east) => (114.9 + (east / (111_195 * Math.Cos(30.4 * Math.PI / 180)))).ToString("F7", CultureInfo.InvariantCulture);

    private static string Lat(double north) => (30.4 + (north / 111_195)).ToString("F7", CultureInfo.InvariantCulture);
}
