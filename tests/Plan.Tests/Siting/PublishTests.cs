using System.Text.Json;
using Doorstep.Plan.Siting.Make;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Plan.Siting.Verify;
using Doorstep.Rules.Siting;

namespace Doorstep.Plan.Tests.Siting;

public sealed class PublishTests : IDisposable
{
    private static readonly Lazy<(SitingProblem Problem, PlanDocument Plan)> City = new(() =>
    {
        var problem = SmallCity.Generated();
        return (problem, SmallCity.Plan(problem));
    });

    private readonly string folder = Directory.CreateTempSubdirectory("siting").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_plan_survives_its_file_and_still_holds()
    {
        var (problem, plan) = City.Value;
        var path = Path.Combine(folder, "plan.json");
        PlanFiles.Write(plan, path);
        var read = PlanFiles.Read(path);
        Assert.Null(read.Refusal);
        Assert.True(VerifyPlan.Run(problem, read.Value, TestContext.Current.CancellationToken).Holds);
    }

    [Theory]
    [InlineData("{}", "siting.file-broken")]
    [InlineData("null", "siting.file-incomplete")]
    [InlineData("{ \"problem\": 3 }", "siting.file-broken")]
    [InlineData("[", "siting.file-broken")]
    public void A_broken_plan_file_is_refused(string text, string code)
    {
        var path = Path.Combine(folder, "plan.json");
        File.WriteAllText(path, text);
        Assert.Equal(code, PlanFiles.Read(path).Refusal?.Code);
    }

    [Fact]
    public void A_plan_file_that_breaks_off_says_where_and_one_that_is_not_there_says_so()
    {
        var path = Path.Combine(folder, "plan.json");
        Assert.Equal("siting.file-missing", PlanFiles.Read(path).Refusal?.Code);
        var lines = PlanFiles.ToJson(City.Value.Plan).Split('\n');
        var cut = Array.FindIndex(lines, l => l.Contains("\"sites\"", StringComparison.Ordinal)) + 3;
        File.WriteAllText(path, string.Join('\n', lines[..cut]));
        var refusal = PlanFiles.Read(path).Refusal!;
        Assert.Equal("siting.file-broken", refusal.Code);
        Assert.Contains(("line", $"{cut}"), refusal.Facts);
        Assert.Contains(refusal.Facts, f => f.Name == "place" && f.Value.StartsWith("$.sites[0]", StringComparison.Ordinal));
    }

    [Fact]
    public void The_map_file_shows_every_site_station_and_community()
    {
        var (problem, plan) = City.Value;
        var path = Path.Combine(folder, "plan.geojson");
        PlanFiles.WriteGeoJson(problem, plan, path);
        using var map = JsonDocument.Parse(File.ReadAllText(path));
        Assert.Equal(plan.Sites.Count + plan.Stations.Count + plan.Communities.Count, map.RootElement.GetProperty("features").GetArrayLength());
    }

    [Theory]
    [InlineData(true, "已证明差距")]
    [InlineData(false, "proven gap")]
    public void The_report_is_whole_in_both_languages_and_asks_nobody(bool chinese, string phrase)
    {
        var (problem, plan) = City.Value;
        var html = WriteReport.Html(problem with { Name = "<城>" }, plan with { Problem = "<城>" }, chinese);
        Assert.Contains(phrase, html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<城>", html, StringComparison.Ordinal);
        Assert.All(plan.Sites, s => Assert.Contains(s.Id, html, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_kind_of_place_the_policy_names_has_its_word_in_the_report()
    {
        var (problem, plan) = City.Value;
        foreach (var kind in Enum.GetNames<SiteKind>().Select(JsonNamingPolicy.CamelCase.ConvertName))
        {
            var html = WriteReport.Html(problem with { Candidates = [.. problem.Candidates.Select(c => c with { Kind = kind })] }, plan, chinese: true);
            Assert.DoesNotContain($">{kind}<", html, StringComparison.Ordinal);
        }

        Assert.Contains(">shipyard<", WriteReport.Html(problem with { Candidates = [.. problem.Candidates.Select(c => c with { Kind = "shipyard" })] }, plan, chinese: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Plans_of_one_problem_stand_side_by_side_and_strangers_are_refused()
    {
        var (problem, plan) = City.Value;
        var none = SmallCity.Plan(problem with { Candidates = [.. problem.Candidates.Select((c, i) => i == 0 ? c : c with { Lock = SiteLock.Out })] });
        var columns = ComparePlans.Run(problem, [("chosen", plan)]).Value;
        Assert.Equal(plan.Figures.VehiclesServed, columns[0].ServedByDistrict.Sum(d => d.Value * plan.Communities.Where(c => problem.Communities.Single(x => x.Id == c.Id).District == d.Key).Sum(c => c.Vehicles)), 3);
        Assert.InRange(columns[0].Gini, 0, 1);
        Assert.Equal("siting.compare.other-problem", ComparePlans.Run(problem, [("chosen", plan), ("stranger", none)]).Refusal?.Code);
    }

    [Fact]
    public void A_generated_city_is_the_same_from_the_same_seed()
    {
        Assert.Equal(ProblemDigest.Of(SmallCity.Generated(seed: 3)), ProblemDigest.Of(SmallCity.Generated(seed: 3)));
        Assert.NotEqual(ProblemDigest.Of(SmallCity.Generated(seed: 3)), ProblemDigest.Of(SmallCity.Generated(seed: 4)));
    }

    [Fact]
    public void Wuhan_becomes_a_sound_problem()
    {
        var problem = MakeWuhan.Run(SharedFiles.Path("data/siting/wuhan/wuhan_communities_974.csv"), SharedFiles.Path("data/siting/shenzhen_stevcdp/stations.csv"), 1).Problem!;
        Assert.Equal(974, problem.Communities.Count);
        Assert.Equal(3 * 974, problem.Candidates.Count);
        Assert.InRange(problem.Communities.Sum(c => c.Vehicles), 140_000, 160_000);
        Assert.Empty(CheckProblem.Run(problem));
    }
}
