using Doorstep.App.Siting;
using Doorstep.Machine;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;
using static Doorstep.App.Tests.Siting.Studio;

namespace Doorstep.App.Tests.Siting;

public sealed class RunTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_run_ends_with_a_verified_plan_and_a_forecast(Engine engine)
    {
        await using var studio = await Studio.Open(engine);
        var asked = await studio.Ask();
        Assert.Equal(RunState.Queued, asked.State);

        var done = await studio.End(asked.Id);

        Assert.Equal(RunState.Finished, done.Run.State);
        Assert.True(done.Verified, done.Run.Outcome?.Check?.FirstFalseClaim);
        Assert.True(done.Run.Outcome!.Check!.FactsChecked > 50);
        Assert.InRange(done.Run.Gap!.Value, 0, 1);
        Assert.NotEmpty(done.Course);
        Assert.Contains(done.Sites, s => s.Chosen && s.Piles.Count > 0 && s.Forecast is not null);
        Assert.Equal(8, done.Communities.Count);
        Assert.InRange(done.Forecast!.InTime.Mean, done.Forecast.Level, 1);
        Assert.Equal(96, done.Forecast.QuarterKilowatts.Count);
        Assert.Equal(
            ["siting-run.start", "siting-run.end"],
            await studio.Store.Read(db => db.Audit.Where(a => a.Subject == $"siting-run:{asked.Id}").OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(Ct)));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_run_cut_short_by_a_restart_begins_anew_from_its_frozen_inputs_and_says_so(Engine engine)
    {
        var endless = new EndlessPlanner();
        await using var before = await Studio.Open(engine, endless);
        var run = await before.Ask();
        await endless.Begun;
        await before.Store.Stop();

        await using var after = await Again(before.Store);
        var done = await after.End(run.Id);

        Assert.Equal((RunState.Finished, 1), (done.Run.State, done.Run.Resumed));
        Assert.True(done.Verified);
        Assert.Equal(run.ProblemDigest, done.Run.ProblemDigest);
        Assert.Equal(1, await after.Store.Read(db => db.Audit.CountAsync(a => a.Action == "siting-run.resume", Ct)));
    }

    [Fact]
    public async Task A_run_of_a_node_that_fell_silent_is_taken_over_after_a_while_and_not_before()
    {
        var endless = new EndlessPlanner();
        await using var before = await Studio.Open(planner: endless);
        var run = await before.Ask();
        await endless.Begun;
        await before.Store.Stop();
        await before.Store.Contexts.CreateDbContext().SitingRuns.ExecuteUpdateAsync(u => u.SetProperty(r => r.Node, 7), Ct);

        await using var other = await Again(before.Store);
        other.Store.Clock.Advance(SitingRunner.Patience / 2);
        Assert.Equal(RunState.Running, Granted(await other.Get<ReadSitingRun>().Run(City, run.Id, Ct)).Run.State);
        other.Store.Clock.Advance(SitingRunner.Patience);
        other.Get<SitingRunner>().Wake();

        Assert.Equal(RunState.Finished, (await other.End(run.Id)).Run.State);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_stopped_run_keeps_its_best_plan(Engine engine)
    {
        var endless = new EndlessPlanner();
        await using var studio = await Studio.Open(engine, endless);
        var run = await studio.Ask();
        await endless.Begun;
        Assert.Equal(["S00001"], Granted(await studio.Get<ReadSitingRun>().Run(City, run.Id, Ct)).Sites.Where(s => s.Chosen).Select(s => s.Id));

        Granted(await studio.Get<StopSitingRun>().Run(City, run.Id, Ct));
        var done = await studio.End(run.Id);

        Assert.Equal(RunState.Stopped, done.Run.State);
        Assert.True(done.Verified);
        Assert.Contains(done.Sites, s => s.Chosen);
        Refused("siting.run-over", await studio.Get<StopSitingRun>().Run(City, run.Id, Ct));
    }

    [Fact]
    public async Task A_run_that_waits_can_be_struck_off()
    {
        var endless = new EndlessPlanner();
        await using var studio = await Studio.Open(planner: endless);
        await studio.Ask();
        var second = await studio.Ask();

        Assert.Equal(RunState.Stopped, Granted(await studio.Get<StopSitingRun>().Run(City, second.Id, Ct)));
        Assert.False(Granted(await studio.Get<ReadSitingRun>().Run(City, second.Id, Ct)).Run.HasPlan);
    }

    [Fact]
    public async Task What_somebody_asked_for_is_planned_before_what_the_demonstration_furnishes()
    {
        var endless = new EndlessPlanner();
        await using var studio = await Studio.Open(planner: endless);
        var first = await studio.Ask();
        await endless.Begun;
        var furnished = Granted(await studio.Get<OpenRun>().Run(Actor.Clockwork, new("demonstration", SitingArea.WholeCity, Quick), Problem(), Ct));
        var asked = await studio.Ask();

        Granted(await studio.Get<StopSitingRun>().Run(City, first.Id, Ct));
        await studio.End(first.Id);
        await Eventually.True(async () => await State(asked.Id) == RunState.Running, "the run somebody asked for has begun");

        Assert.Equal(RunState.Queued, await State(furnished.Id));

        async Task<RunState> State(long run) => Granted(await studio.Get<ReadSitingRun>().Run(City, run, Ct)).Run.State;
    }

    [Fact]
    public async Task Frozen_inputs_are_those_of_the_day_the_run_was_asked_for()
    {
        await using var studio = await Studio.Open();
        var problem = Problem();
        var run = await studio.Ask(problem);
        await studio.End(run.Id);

        // The folder is lost with its machine; the store has it, unchanged by what the city looks like now.
        Directory.Delete(studio.Get<RunFolder>().Of(run.Id), recursive: true);
        var again = Granted(await studio.Get<ReadSitingRun>().Run(City, run.Id, Ct));

        Assert.True(again.Verified);
        Assert.Equal(problem.Communities.Select(c => (c.Id, (double)c.VehiclesWithoutPile)), again.Communities.Select(c => (c.Id, c.Vehicles)));
        var inputs = Granted(await studio.Get<ExportPlan>().Run(City, run.Id, PlanFile.Inputs, true, Ct));
        Assert.Equal("application/zip", inputs.ContentType);
    }

    [Fact]
    public async Task A_plan_somebody_changed_on_disk_is_refused_with_the_claim_that_is_false()
    {
        await using var studio = await Studio.Open();
        var run = await studio.Ask();
        await studio.End(run.Id);
        var file = Path.Combine(studio.Get<RunFolder>().Of(run.Id), RunFolder.Plan);
        var text = await File.ReadAllTextAsync(file, Ct);
        await File.WriteAllTextAsync(file, text.Replace("\"bound\": ", "\"bound\": 9", StringComparison.Ordinal), Ct);

        var read = Granted(await studio.Get<ReadSitingRun>().Run(City, run.Id, Ct));

        Assert.False(read.Verified);
        Assert.Equal("siting.plan-tampered", read.Distrust?.Code);
        Assert.Equal(("part", "figures"), read.Distrust!.Facts[0]);
        Refused("siting.plan-tampered", await studio.Get<PublishPlan>().Run(City, run.Id, CallTests.Draft, Ct));
        Refused("siting.plan-tampered", await studio.Get<ExportPlan>().Run(City, run.Id, PlanFile.Xlsx, true, Ct));
    }

    [Fact]
    public async Task A_plan_file_that_was_cut_off_or_replaced_is_told_apart_from_one_that_was_changed()
    {
        await using var studio = await Studio.Open();
        var (run, other) = (await studio.Ask(), await studio.Ask(assumptions: Quick with { Seed = 2 }));
        await studio.End(run.Id);
        await studio.End(other.Id);
        var (file, foreign) = (Path.Combine(studio.Get<RunFolder>().Of(run.Id), RunFolder.Plan), Path.Combine(studio.Get<RunFolder>().Of(other.Id), RunFolder.Plan));
        var lines = await File.ReadAllLinesAsync(file, Ct);
        await File.WriteAllLinesAsync(file, lines[..(lines.Length / 2)], Ct);

        var cut = Granted(await studio.Get<ReadSitingRun>().Run(City, run.Id, Ct)).Distrust!;

        Assert.Equal("siting.file-broken", cut.Code);
        Assert.Contains(("file", "plan.json"), cut.Facts);
        Assert.Contains(("line", $"{(lines.Length / 2) + 1}"), cut.Facts);

        File.Copy(foreign, file, overwrite: true);
        Assert.Equal("siting.plan-replaced", Granted(await studio.Get<ReadSitingRun>().Run(City, run.Id, Ct)).Distrust?.Code);
    }

    [Fact]
    public async Task Changed_inputs_are_noticed_and_their_plan_is_not_shown()
    {
        await using var studio = await Studio.Open();
        var run = await studio.Ask();
        await studio.End(run.Id);
        var file = Path.Combine(studio.Get<RunFolder>().Of(run.Id), "communities.csv");
        var lines = await File.ReadAllLinesAsync(file, Ct);
        await File.WriteAllLinesAsync(file, lines[..^1], Ct);

        var read = Granted(await studio.Get<ReadSitingRun>().Run(City, run.Id, Ct));

        Assert.Equal("siting.inputs-changed", read.Distrust?.Code);
        Assert.DoesNotContain(read.Sites, s => s.Chosen);
    }

    [Fact]
    public async Task A_bug_in_the_planner_fails_the_run_and_the_next_one_still_gets_its_turn()
    {
        await using var studio = await Studio.Open(planner: new BrokenPlanner());
        var run = await studio.Ask();
        var second = await studio.Ask();

        var failed = await studio.End(run.Id);

        Assert.Equal((RunState.Failed, "siting.run-broke"), (failed.Run.State, failed.Run.Failure?.Code));
        Assert.Equal(RunState.Failed, (await studio.End(second.Id)).Run.State);
    }

    [Fact]
    public async Task A_planner_that_dies_fails_its_run_and_nothing_else()
    {
        Assert.SkipUnless(File.Exists("/bin/false"), "There is no program here that only dies.");
        await using var studio = await Studio.Open(planner: new PlannerBeside(new("/bin/false", [], 1)));
        var run = await studio.Ask();

        var failed = await studio.End(run.Id);

        Assert.Equal((RunState.Failed, "siting.planner-lost"), (failed.Run.State, failed.Run.Failure?.Code));
        Assert.Equal("1", failed.Run.Failure!.Facts[0].Value);
    }

    [Fact]
    public async Task Hard_rules_no_plan_can_keep_end_in_the_rule_by_name()
    {
        await using var studio = await Studio.Open();
        var run = await studio.Ask(Problem() with { Rules = new() { Budget = 1, Floors = new() { EveryDistrict = 0.2 } } }, Quick with { BudgetYuan = 1 });

        var failed = await studio.End(run.Id);

        Assert.Equal((RunState.Failed, "siting.infeasible-floor"), (failed.Run.State, failed.Run.Failure?.Code));
    }

    [Fact]
    public async Task What_cannot_be_meant_is_refused_before_anything_is_frozen()
    {
        await using var studio = await Studio.Open();
        var open = studio.Get<OpenRun>();

        Refused("siting.name-wrong", await open.Run(City, new(" ", SitingArea.WholeCity, Quick), Problem(), Ct));
        Refused("siting.assumption-wrong", await open.Run(City, new("x", SitingArea.WholeCity, Quick with { WaitMinutes = 0 }), Problem(), Ct));
        Refused("siting.budget-missing", await open.Run(City, new("x", SitingArea.WholeCity, Quick with { Aim = PlanAim.MostCoverage }), Problem(), Ct));
        Refused("siting.no-sites", await open.Run(City, new("x", SitingArea.WholeCity, Quick), Problem() with { Candidates = [] }, Ct));
        Refused("siting.area-unknown", await open.Run(City, new("x", SitingArea.WholeCity, Quick), Problem() with { Communities = [] }, Ct));
        Refused("siting.no-demand", await open.Run(City, new("x", SitingArea.WholeCity, Quick), Problem() with { Communities = [.. Problem().Communities.Select(c => c with { Vehicles = 0 })] }, Ct));
        Refused("siting.locks-over-budget", await open.Run(City, new("x", SitingArea.WholeCity, Quick), Problem() with { Rules = new() { Budget = 1 }, Candidates = [.. Problem().Candidates.Select(c => c with { Lock = SiteLock.In })] }, Ct));
        Refused("siting.inputs-unreadable", await open.Run(City, new("x", SitingArea.WholeCity, Quick), Problem() with { Rules = new() { Windows = [] } }, Ct));
        Refused("people.not-allowed", await open.Run(EastDistrict, new("x", SitingArea.WholeCity, Quick), Problem(), Ct));
        Assert.False(Directory.Exists(Path.Combine(studio.Store.Settings.DataFolder, "siting")) && Directory.EnumerateDirectories(Path.Combine(studio.Store.Settings.DataFolder, "siting")).Any());
    }

    [Theory]
    [InlineData(RunFolder.Map, PlanFile.GeoJson, true)]
    [InlineData(RunFolder.Report, PlanFile.Report, true)]
    [InlineData(RunFolder.EnglishReport, PlanFile.Report, false)]
    public async Task A_map_or_report_changed_after_the_run_is_not_handed_out(string file, PlanFile kind, bool chinese)
    {
        await using var studio = await Studio.Open();
        var done = await studio.End((await studio.Ask()).Id);
        var export = studio.Get<ExportPlan>();
        Granted(await export.Run(City, done.Run.Id, kind, chinese, Ct));

        await File.AppendAllTextAsync(Path.Combine(studio.Get<RunFolder>().Of(done.Run.Id), file), " ", Ct);

        Refused("siting.file-changed", await export.Run(City, done.Run.Id, kind, chinese, Ct));
    }

    [Fact]
    public async Task A_district_sees_the_runs_of_its_own_area_only()
    {
        await using var studio = await Studio.Open();
        var whole = await studio.Ask();
        var own = await studio.Ask(area: new("420704", null, []));
        var street = await studio.Ask(area: new("420704", "420704003", []));
        var other = await studio.Ask(area: new("420702", null, []));

        Assert.Equal([street.Id, own.Id], Granted(await studio.Get<ListSitingRuns>().Run(EastDistrict, Ct)).Select(r => r.Id));
        Assert.Equal(4, Granted(await studio.Get<ListSitingRuns>().Run(City, Ct)).Count);
        Refused("people.not-allowed", await studio.Get<ReadSitingRun>().Run(EastDistrict, whole.Id, Ct));
        Refused("people.not-allowed", await studio.Get<ReadSitingRun>().Run(EastDistrict, other.Id, Ct));
        Refused("people.not-allowed", await studio.Get<ListSitingRuns>().Run(Manager, Ct));
        Refused("people.sign-in-needed", await studio.Get<ListSitingRuns>().Run(Public, Ct));
        Refused("siting-run.unknown", await studio.Get<ReadSitingRun>().Run(City, 404, Ct));
    }

    [Fact]
    public async Task Who_watches_sees_the_steps_and_the_end()
    {
        var endless = new EndlessPlanner();
        await using var studio = await Studio.Open(planner: endless);
        var run = await studio.Ask();
        await endless.Begun;
        List<RunState> seen = [];
        await foreach (var moment in Granted(await studio.Get<WatchSitingRun>().Run(City, run.Id, Ct)))
        {
            seen.Add(moment.Line.State);
            if (seen.Count == 1)
            {
                Assert.Equal(100, moment.Line.Bound);
                Assert.Equal(["S00001"], moment.Sites);
                Granted(await studio.Get<StopSitingRun>().Run(City, run.Id, Ct));
                await studio.End(run.Id);
            }
        }

        Assert.Equal((RunState.Running, RunState.Stopped), (seen[0], seen[^1]));
    }
}
