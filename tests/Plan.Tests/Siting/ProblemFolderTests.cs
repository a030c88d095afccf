using System.Text.Json;
using Doorstep.Plan.Siting.Folder;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Plan.Tests.Siting;

public sealed class ProblemFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("siting").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_problem_written_and_read_is_the_same_problem()
    {
        var problem = SmallCity.Generated();
        WriteProblem.Run(problem, folder);
        var reading = ReadProblem.Run(folder, TestContext.Current.CancellationToken);
        Assert.Empty(reading.Faults);
        Assert.Equal(ProblemDigest.Of(problem), ProblemDigest.Of(reading.Problem!));
    }

    [Theory]
    [InlineData("communities.csv", "C2,乙,D1,114.9 30.4,100,50,-5,0,", "vehicles is -5", 3)]
    [InlineData("communities.csv", "C1,乙,D1,114.9 30.4,100,50,5,0,", "'C1' is used 2 times, first in communities.csv row 2", 3)]
    [InlineData("communities.csv", "C2,乙,D1,,100,50,5,0,", "it has no place", 3)]
    [InlineData("communities.csv", "C2,乙,D1,114.9;30.4,100,50,5,0,", "is not 'lon lat'", 3)]
    [InlineData("communities.csv", "C2,乙,D1,530000 3390000,100,50,5,0,", "is no place in degrees", 3)]
    [InlineData("communities.csv", "C2,乙,D1,114.9 30.4,100,50,7.5,0,", "not a whole number", 3)]
    [InlineData("communities.csv", "C2,乙,D1,114.9 30.4,100,50,five,0,", "not a number", 3)]
    [InlineData("communities.csv", "C2,乙,D1,114.9 30.4,100,50,5,0,maybe", "write true or false", 3)]
    [InlineData("communities.csv", "C2,乙, 东门,D1,114.9 30.4,100,50,5,0,true", "put a text with a comma in quotes", 3)]
    [InlineData("candidates.csv", "S2,乙,114.9,30.4,0,100,1000,,", "the site has no bays", 3)]
    [InlineData("candidates.csv", "S2,乙,114.9,30.4,10,-1,1000,,", "free_kva is -1", 3)]
    [InlineData("candidates.csv", "S2,乙,114.9,30.4,10,100,1000,F9,", "feeder 'F9' is not among", 3)]
    [InlineData("candidates.csv", "S2,乙,114.9,30.4,10,100,1000,,shut", "lock is 'shut'", 3)]
    [InlineData("candidates.csv", "S1,乙,114.9,30.4,10,100,1000,,", "'S1' is used 2 times, first in candidates.csv row 2", 3)]
    public void A_bad_row_is_named_with_its_remedy_and_nothing_is_half_read(string file, string row, string sentence, int number)
    {
        Write();
        File.AppendAllText(Path.Combine(folder, file), row + "\n");
        var reading = ReadProblem.Run(folder, TestContext.Current.CancellationToken);
        Assert.Null(reading.Problem);
        var fault = Assert.Single(reading.Faults);
        Assert.Contains(sentence, fault.Sentence, StringComparison.Ordinal);
        Assert.Equal(number, fault.Row);
    }

    [Theory]
    [InlineData("\"datum\": \"CGCS\"", "has the datum 'CGCS'")]
    [InlineData("\"datum\": \"WGS84\" }, \"roads\": { \"path\": \"x\"", "files.roads is not known")]
    public void A_wrong_file_entry_is_named(string entry, string sentence)
    {
        Write();
        Change("\"datum\": \"WGS84\"", entry);
        Assert.Contains(ReadProblem.Run(folder, TestContext.Current.CancellationToken).Faults, f => f.Sentence.Contains(sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"spacing\": 0", "\"spacing\": -3", "spacing is -3")]
    [InlineData("\"spacing\": 0", "\"spacng\": 0", "'spacng' is not known")]
    [InlineData("\"spacing\": 0", "\"service\": { \"level\": 1.2 }", "service.level is 1.2")]
    [InlineData("\"spacing\": 0", "\"service\": { \"margin\": 1 }", "service.margin is 1")]
    [InlineData("\"spacing\": 0", "\"service\": { \"levle\": 0.9 }", "'service.levle' is not known")]
    [InlineData("\"spacing\": 0", "\"aim\": \"best\"", "write one of leastCost, mostCoverage")]
    [InlineData("\"spacing\": 0", "\"aim\": \"mostCoverage\"", "siting.budget-missing")]
    [InlineData("\"spacing\": 0", "\"demand\": { \"sessionsPerVehicleDay\": 0 }", "siting.demand-zero")]
    [InlineData("\"spacing\": 0", "\"floors\": { \"everyDistrict\": 0.9 }, \"reach\": { \"metres\": 1, \"detour\": 1 }", "siting.floor-out-of-reach (district D1, share 90%, possible 0%)")]
    [InlineData("\"spacing\": 0", "\"windows\": [ { \"id\": \"w\", \"class\": \"slow\", \"hourShare\": 0.1 } ], \"pileTypes\": [ { \"id\": \"DC60\", \"class\": \"fast\", \"kilowatts\": 60, \"occupiedMinutes\": 45, \"cost\": 1 } ]", "siting.window-without-type (window w, class Slow)")]
    [InlineData("\"spacing\": 0", "\"inside\": \"strict\"", "'inside' must be an object, with form, surcharge")]
    [InlineData("\"spacing\": 0", "\"floors\": 0.9", "'floors' must be an object")]
    [InlineData("\"spacing\": 0", "\"floors\": { \"byDistrict\": 0.9 }", "'byDistrict' must be an object")]
    [InlineData("\"spacing\": 0", "\"floors\": { \"byDistrict\": { \"D2\": 0.9 } }", "floors.byDistrict names 'D2', where no community is; the districts are D1")]
    [InlineData("\"spacing\": 0", "\"windows\": [ { \"id\": \"w\", \"class\": \"fast\", \"hourShare\": 0.1, \"from\": 18.5, \"until\": 20 } ]", "from is 18.5; write a whole number")]
    [InlineData("\"spacing\": 0", "\"spacing\": ", "it is not JSON")]
    public void A_rule_that_cannot_be_is_named(string old, string @new, string sentence)
    {
        Write();
        Change(old, @new);
        var reading = ReadProblem.Run(folder, TestContext.Current.CancellationToken);
        Assert.Null(reading.Problem);
        Assert.Contains(reading.Faults, f => f.Sentence.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_problem_saved_by_a_Windows_editor_is_read()
    {
        Write();
        var path = Path.Combine(folder, "problem.json");
        File.WriteAllText(path, File.ReadAllText(path).ReplaceLineEndings("\r\n"), new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Empty(ReadProblem.Run(folder, TestContext.Current.CancellationToken).Faults);
    }

    [Fact]
    public void Two_headings_for_one_column_are_named()
    {
        Write();
        var path = Path.Combine(folder, "communities.csv");
        File.WriteAllText(path, File.ReadAllText(path).Replace("households", "新能源汽车", StringComparison.Ordinal));
        Assert.Equal("the headings '新能源汽车' and 'vehicles' both mean vehicles; keep one of them.", Assert.Single(ReadProblem.Run(folder, TestContext.Current.CancellationToken).Faults, f => f.Row == 1).Sentence);
    }

    [Fact]
    public void A_gate_kilometres_outside_its_boundary_is_named()
    {
        Write();
        Change("communities.csv", "communities.geojson");
        File.WriteAllText(Path.Combine(folder, "communities.geojson"), """
            { "type": "FeatureCollection", "features": [ { "type": "Feature",
              "properties": { "id": "C1", "vehicles": 100, "gates": "114.95 30.40" },
              "geometry": { "type": "Polygon", "coordinates": [[[114.90, 30.40], [114.91, 30.40], [114.91, 30.41], [114.90, 30.41], [114.90, 30.40]]] } } ] }
            """);
        Assert.Contains("outside the boundary", Assert.Single(ReadProblem.Run(folder, TestContext.Current.CancellationToken).Faults).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_boundary_without_gates_is_read_with_a_warning()
    {
        Write();
        Change("communities.csv", "communities.geojson");
        File.WriteAllText(Path.Combine(folder, "communities.geojson"), """
            { "type": "FeatureCollection", "features": [ { "type": "Feature", "properties": { "id": 7, "vehicles": 100 },
              "geometry": { "type": "Polygon", "coordinates": [[[114.90, 30.40], [114.91, 30.40], [114.91, 30.41], [114.90, 30.41], [114.90, 30.40]]] } } ] }
            """);
        var reading = ReadProblem.Run(folder, TestContext.Current.CancellationToken);
        Assert.Equal("7", Assert.Single(reading.Problem!.Communities).Id);
        Assert.Contains("no gates", Assert.Single(reading.Warnings).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Coordinates_in_GCJ_02_land_where_the_satellites_say()
    {
        Write();
        Change("\"candidates\": { \"path\": \"candidates.csv\", \"datum\": \"WGS84\" }", "\"candidates\": { \"path\": \"candidates.csv\", \"datum\": \"GCJ-02\" }");
        var site = ReadProblem.Run(folder, TestContext.Current.CancellationToken).Problem!.Candidates[0].Place;
        Assert.InRange(114.9 - site.Longitude, 0.004, 0.007);
    }

    [Fact]
    public void Locked_sites_too_close_to_each_other_are_a_conflict()
    {
        var problem = SmallCity.Of(new() { Spacing = 300 }, [SmallCity.Home("A", 0, 50)], SmallCity.Place("a", 0) with { Lock = SiteLock.In }, SmallCity.Place("b", 50) with { Lock = SiteLock.In });
        var conflict = Assert.Single(CheckProblem.Run(problem));
        Assert.Equal(("siting.locks-too-near", "a", "b"), (conflict.Code, conflict.Facts[0].Value, conflict.Facts[1].Value));
    }

    [Fact]
    public void A_folder_without_a_problem_says_so() => Assert.Contains("no problem.json", Assert.Single(ReadProblem.Run(folder, TestContext.Current.CancellationToken).Faults).Sentence, StringComparison.Ordinal);

    [Fact]
    public void Any_damage_to_any_file_is_answered_with_faults_never_with_an_exception()
    {
        Write();
        string[] files = ["problem.json", "communities.csv", "candidates.csv"];
        var random = new Random(11);
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file);
            var whole = File.ReadAllBytes(path);
            for (var i = 0; i < 150; i++)
            {
                byte[] damaged = [.. whole];
                for (var k = 0; k < 1 + (i % 4); k++)
                {
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                }

                File.WriteAllBytes(path, i % 5 == 0 ? whole[..random.Next(whole.Length)] : damaged);
                var reading = ReadProblem.Run(folder, TestContext.Current.CancellationToken);
                Assert.Equal(reading.Problem is null, reading.Faults.Count > 0);
            }

            File.WriteAllBytes(path, whole);
        }
    }

    private void Write()
    {
        File.WriteAllText(Path.Combine(folder, "problem.json"), """
            { "name": "two rows", "spacing": 0,
              "files": { "communities": { "path": "communities.csv", "datum": "WGS84" }, "candidates": { "path": "candidates.csv", "datum": "WGS84" } } }
            """);
        File.WriteAllText(Path.Combine(folder, "communities.csv"), "id,name,district,gates,households,parking,vehicles,private_piles,priority\nC1,甲,D1,114.9 30.4,500,200,120,30,\n");
        File.WriteAllText(Path.Combine(folder, "candidates.csv"), "id,name,lon,lat,bays,free_kva,fixed_cost,feeder,lock\nS1,停车场,114.9,30.401,20,400,80000,,\n");
        Assert.NotNull(ReadProblem.Run(folder, TestContext.Current.CancellationToken).Problem);
        using var parsed = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "problem.json")));
    }

    private void Change(string old, string @new)
    {
        var path = Path.Combine(folder, "problem.json");
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, @new, StringComparison.Ordinal));
    }
}
