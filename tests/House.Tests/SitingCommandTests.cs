using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Doorstep.House.Tests;

/// <summary>`doorstep siting` as a planner meets it: a process, a folder of plain files, no server.</summary>
public sealed class SitingCommandTests : IDisposable
{
    private readonly string desk = Directory.CreateTempSubdirectory("doorstep-siting-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Town => Path.Combine(desk, "town");

    public void Dispose() => Directory.Delete(desk, recursive: true);

    [Fact]
    public async Task A_planner_goes_from_an_invented_town_to_a_printed_report()
    {
        await Says(0, "10 communities", "convert", "made", "--communities", "10", "--sites", "30", "--to", Town);
        await Says(0, "first-batch scenarios", "gap", Town);
        Assert.Equal(11, (await File.ReadAllLinesAsync(Path.Combine(Town, "gap.csv"), Token)).Length);
        await Says(0, "gap ", "plan", Town, "--work", "quick");
        await Says(0, "facts recomputed", "verify", Town);
        await Says(0, "CONFIRMED at every site", "simulate", Town, "--days", "14", "--replications", "3");
        await Says(0, "begun with plan", "plan", Town, "--work", "quick", "--from", Path.Combine(Town, "plan.json"), "--to", Path.Combine(desk, "again"));
        await Says(0, "report.html", "report", Town, "--lang", "en");
        var report = await File.ReadAllTextAsync(Path.Combine(Town, "report.html"), Token);
        Assert.Contains("Forecast by simulation", report, StringComparison.Ordinal);
        Assert.Contains("Walking distances are estimates", report, StringComparison.Ordinal);
        await Says(0, "plan.xlsx", "convert", "plan", Town, "--to", Path.Combine(desk, "plan.xlsx"));
        Assert.True(new FileInfo(Path.Combine(desk, "plan.xlsx")).Length > 1000);
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(desk, "*.partial", SearchOption.AllDirectories), _ => true);
    }

    [Fact]
    public async Task A_plan_that_claims_too_much_is_refused_everywhere()
    {
        await Says(0, "", "convert", "made", "--communities", "8", "--sites", "20", "--to", Town);
        await Says(0, "", "plan", Town, "--work", "quick");
        var file = Path.Combine(Town, "plan.json");
        var plan = JsonNode.Parse(await File.ReadAllTextAsync(file, Token))!;
        plan["figures"]!["cost"] = plan["figures"]!["cost"]!.GetValue<double>() - 10_000;
        await File.WriteAllTextAsync(file, plan.ToJsonString(), Token);
        await Says(1, "figures.cost is claimed as", "verify", Town);
        await Says(1, "The plan is refused", "report", Town);
        await Says(1, "The plan is refused", "simulate", Town);
        await Says(1, "The plan is refused", "convert", "plan", Town, "--to", Path.Combine(desk, "plan.xlsx"));
        Assert.False(File.Exists(Path.Combine(desk, "plan.xlsx")));
    }

    [Fact]
    public async Task Every_bad_row_is_named_by_file_and_line_and_nothing_is_written()
    {
        var (communities, candidates) = (Path.Combine(desk, "小区.csv"), Path.Combine(desk, "sites.csv"));
        await File.WriteAllTextAsync(communities, "编号,经度,纬度,新能源汽车\nC1,114.9,30.4,100\nC2,114.9,30.4,-5\n", Token);
        await File.WriteAllTextAsync(candidates, "id,lon,lat,bays,free_kva,fixed_cost\nS1,114.9,30.4,0,100,1000\nS2,530000,30.4,5,100,1000\n", Token);
        var (code, output, errors) = await House.Run("siting", "convert", "tables", "--communities", communities, "--candidates", candidates, "--datum", "GCJ02", "--to", Town);
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains($"{communities}:3: vehicles is -5", errors, StringComparison.Ordinal);
        Assert.Contains($"{candidates}:2: the site has no bays", errors, StringComparison.Ordinal);
        Assert.Contains($"{candidates}:3: ", errors, StringComparison.Ordinal);
        Assert.Contains("3 faults; nothing was written", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Town));
    }

    [Fact]
    public async Task Who_reads_Chinese_is_told_in_Chinese_which_row_is_bad_and_which_part_of_a_plan_is_false()
    {
        var (communities, candidates) = (Path.Combine(desk, "小区.csv"), Path.Combine(desk, "sites.csv"));
        await File.WriteAllTextAsync(communities, "编号,经度,纬度,新能源汽车\nC1,114.9,30.4,100\nC2,114.9,30.4,-5\n", Token);
        await File.WriteAllTextAsync(candidates, "id,lon,lat,bays,free_kva,fixed_cost\nS1,114.9,30.4,0,100,1000\nS2,530000,30.4,5,100,1000\n", Token);
        string[] convert = ["siting", "convert", "tables", "--communities", communities, "--candidates", candidates, "--datum", "GCJ02", "--to", Town];
        var (code, _, errors) = await House.Run(convert, Speaking("zh_CN.UTF-8"));
        Assert.Equal(2, code);
        Assert.Contains($"{communities}:3: vehicles 是 -5，小于零", errors, StringComparison.Ordinal);
        Assert.Contains($"{candidates}:2: 这个场所没有车位", errors, StringComparison.Ordinal);
        Assert.Contains($"{candidates}:3: （530000, 30.4）不是以度表示的位置", errors, StringComparison.Ordinal);
        Assert.Contains("共 3 处错误；什么也没有写。", errors, StringComparison.Ordinal);
        (_, _, errors) = await House.Run(convert, Speaking("en_GB.UTF-8"));
        Assert.Contains($"{communities}:3: vehicles is -5, below zero", errors, StringComparison.Ordinal);

        await Says(0, "", "convert", "made", "--communities", "8", "--sites", "20", "--to", Town);
        await Says(0, "", "plan", Town, "--work", "quick");
        var file = Path.Combine(Town, "plan.json");
        var plan = JsonNode.Parse(await File.ReadAllTextAsync(file, Token))!;
        plan["figures"]!["cost"] = plan["figures"]!["cost"]!.GetValue<double>() - 10_000;
        await File.WriteAllTextAsync(file, plan.ToJsonString(), Token);
        (code, var said, _) = await House.Run(["siting", "verify", Town], Speaking("zh_CN.UTF-8"));
        Assert.Equal(1, code);
        Assert.Contains("方案不予采信：汇总数字与重新计算的结果不符（figures.cost", said, StringComparison.Ordinal);
        File.Delete(file);
        (code, _, errors) = await House.Run(["siting", "verify", Town], Speaking("zh_CN.UTF-8"));
        Assert.Equal(2, code);
        Assert.Contains($"缺少文件 {file}", errors, StringComparison.Ordinal);

        static Dictionary<string, string> Speaking(string language) => new() { ["LC_ALL"] = language };
    }

    [Fact]
    public async Task A_plan_with_holes_in_its_lists_is_refused_not_tripped_over()
    {
        await Says(0, "10 communities", "convert", "made", "--communities", "10", "--sites", "30", "--to", Town + Path.DirectorySeparatorChar);
        await Says(0, "", "plan", Town, "--work", "quick");
        var file = Path.Combine(Town, "plan.json");
        var plan = JsonNode.Parse(await File.ReadAllTextAsync(file, Token))!;
        plan["sites"]![0]!["pools"] = new JsonArray([null]);
        await File.WriteAllTextAsync(file, plan.ToJsonString(), Token);
        await Says(2, "parts of it are missing", "verify", Town);

        var lines = plan.ToString().Split('\n');
        await File.WriteAllLinesAsync(file, lines[..(lines.Length / 2)], Token);
        await Says(2, $"plan.json:{(lines.Length / 2) + 1}: it breaks off or cannot be understood at $.", "verify", Town);
    }

    [Fact]
    public async Task A_word_that_is_not_understood_is_bad_input_and_not_the_answer_no() => await Says(2, "silly", "plan", Town, "--work", "silly");

    [Theory]
    [InlineData("\"aim\": \"leastCost\"", "\"aim\": \"mostCoverage\"", "needs a budget")]
    [InlineData("\"everyDistrict\": 0", "\"everyDistrict\": 1", "floor of district")]
    [InlineData("\"siteSimultaneity\": 0.9", "\"siteSimultaneity\": 9", "power.siteSimultaneity is 9")]
    public async Task Rules_that_no_plan_can_keep_are_named(string old, string changed, string sentence)
    {
        await Says(0, "", "convert", "made", "--communities", "8", "--sites", "20", "--to", Town);
        var file = Path.Combine(Town, "problem.json");
        var text = await File.ReadAllTextAsync(file, Token);
        Assert.Contains(old, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text.Replace(old, changed, StringComparison.Ordinal), Token);
        await Says(2, sentence, "plan", Town);
        Assert.False(File.Exists(Path.Combine(Town, "plan.json")));
    }

    [Fact]
    public async Task A_city_without_cars_and_a_city_without_sites_are_told_what_they_lack()
    {
        await Says(0, "", "convert", "made", "--communities", "3", "--sites", "5", "--to", Town);
        var communities = Path.Combine(Town, "communities.csv");
        var before = await File.ReadAllTextAsync(communities, Token);
        await File.WriteAllTextAsync(communities, "id,lon,lat,vehicles\nC1,114.9,30.4,0\n", Token);
        await Says(2, "community has any demand", "plan", Town);
        await File.WriteAllTextAsync(communities, before, Token);
        var candidates = Path.Combine(Town, "candidates.csv");
        await File.WriteAllTextAsync(candidates, (await File.ReadAllLinesAsync(candidates, Token))[0] + "\n", Token);
        await Says(2, "it has no rows; a plan needs candidates", "plan", Town);
    }

    [Fact]
    public async Task Stopped_by_hand_the_best_plan_so_far_is_written_and_holds()
    {
        await Says(0, "", "convert", "made", "--communities", "150", "--sites", "450", "--to", Town);
        using var search = Process.Start(new ProcessStartInfo(House.Executable, ["siting", "plan", Town, "--work", "thorough"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var answer = search.StandardOutput.ReadToEndAsync(Token);
        while (await search.StandardError.ReadLineAsync(Token) is { } line && !line.Contains("first plan", StringComparison.Ordinal))
        {
        }

        using (var kill = Process.Start("kill", ["-TERM", $"{search.Id}"]))
        {
            await kill.WaitForExitAsync(Token);
        }

        await search.StandardError.ReadToEndAsync(Token);
        await search.WaitForExitAsync(Token);
        Assert.Equal(3, search.ExitCode);
        Assert.Contains("ended by cancelled", await answer, StringComparison.Ordinal);
        await Says(0, "facts recomputed", "verify", Town);
    }

    [Fact]
    public async Task A_classic_model_says_optimal_only_with_its_proof()
    {
        var file = Path.Combine(desk, "places.csv");
        await File.WriteAllTextAsync(file, "kind,id,x,y,demand\nboth,a,0,0,1\nboth,b,10,0,1\nboth,c,20,0,5\nboth,d,100,0,1\n", Token);
        await Says(0, "optimal, proven", "solve", "--model", "pmedian", "--input", file, "--format", "csv", "--p", "2");
        var (_, _, course) = await House.Run("siting", "solve", "--model", "pmedian", "--input", file, "--format", "csv", "--p", "2");
        Assert.Contains(" s  ", course, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", course, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", course, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", course, StringComparison.Ordinal);
        await Says(1, "infeasible, proven", "solve", "--model", "lscp", "--input", Written("far.csv", "kind,id,x,y\nsite,s,0,0\npoint,p,9,0\n"), "--format", "csv", "--radius", "5");
        await Says(2, "--p", "solve", "--model", "pcenter", "--input", file, "--format", "csv");
        await Says(2, "line 2", "solve", "--model", "pmedian", "--input", Written("bad.csv", "kind,id,x,y\nbarn,a,0,0\n"), "--format", "csv", "--p", "1");
    }

    [Fact]
    public async Task Help_shows_how_to_begin_and_what_the_exit_codes_mean()
    {
        await Says(0, "doorstep siting plan town", "--help");
        await Says(0, "Exit codes", "--help");
        foreach (var command in new[] { "gap", "plan", "verify", "simulate", "report", "convert", "solve" })
        {
            await Says(0, "Example", command, "--help");
        }
    }

    private string Written(string name, string text)
    {
        File.WriteAllText(Path.Combine(desk, name), text);
        return Path.Combine(desk, name);
    }

    private static async Task Says(int expected, string phrase, params string[] arguments)
    {
        var (code, output, errors) = await House.Run(["siting", .. arguments]);
        Assert.True(code == expected, $"exit code {code}, not {expected}: {output}{errors}");
        Assert.Contains(phrase, output + errors, StringComparison.Ordinal);
    }
}
