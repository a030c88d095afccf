using Doorstep.App.Siting;
using Doorstep.Rules.Siting;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;
using static Doorstep.App.Tests.Siting.Studio;

namespace Doorstep.App.Tests.Siting;

public sealed class CallTests
{
    public static readonly CallDraft Draft = new("2026 年第一批试点项目申报", "请于截止日前申报。", new(2026, 7, 1), new(2026, 7, 31)) { EnglishTitle = "First call 2026" };

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_verified_plan_becomes_a_call_that_everybody_may_read(Engine engine)
    {
        await using var studio = await Studio.Open(engine);
        var run = await studio.End((await studio.Ask()).Id);

        var call = Granted(await studio.Get<PublishPlan>().Run(City, run.Run.Id, Draft, Ct));

        var read = Granted(await studio.Get<ReadCalls>().Run(Public, call.Id, Ct));
        Assert.Equal(run.Sites.Where(s => s.Chosen).Select(s => s.Id), read.Sites.Select(s => s.Id));
        Assert.True(read.IsOpen(new(2026, 7, 31)));
        Assert.False(read.IsOpen(new(2026, 8, 1)));
        Refused("call.open-already", await studio.Get<PublishPlan>().Run(City, run.Run.Id, Draft, Ct));
        Assert.Single(Granted(await studio.Get<ReadCalls>().Run(Public, Ct)));
        Assert.Equal(1, await studio.Store.Read(db => db.Audit.CountAsync(a => a.Action == "call.publish", Ct)));
    }

    [Fact]
    public async Task A_call_closed_early_stays_readable_and_makes_room_for_another()
    {
        await using var studio = await Studio.Open();
        var run = await studio.End((await studio.Ask()).Id);
        var call = Granted(await studio.Get<PublishPlan>().Run(City, run.Run.Id, Draft, Ct));

        Granted(await studio.Get<CloseCall>().Run(City, call.Id, Ct));
        Granted(await studio.Get<CloseCall>().Run(City, call.Id, Ct));

        Assert.False(Granted(await studio.Get<ReadCalls>().Run(Public, call.Id, Ct)).IsOpen(new(2026, 7, 2)));
        Assert.True((await studio.Get<PublishPlan>().Run(City, run.Run.Id, Draft, Ct)).Granted);
        Refused("people.not-allowed", await studio.Get<CloseCall>().Run(EastDistrict, call.Id, Ct));
        Refused("call.unknown", await studio.Get<ReadCalls>().Run(Public, 404, Ct));
    }

    [Fact]
    public async Task Only_the_city_publishes_and_only_what_can_be_meant()
    {
        await using var studio = await Studio.Open();
        var run = await studio.End((await studio.Ask()).Id);
        var publish = studio.Get<PublishPlan>();

        Refused("people.not-allowed", await publish.Run(EastDistrict, run.Run.Id, Draft, Ct));
        Refused("call.title-wrong", await publish.Run(City, run.Run.Id, Draft with { Title = "" }, Ct));
        Refused("call.text-wrong", await publish.Run(City, run.Run.Id, Draft with { Text = new('x', 5_000) }, Ct));
        Refused("call.period-wrong", await publish.Run(City, run.Run.Id, Draft with { Until = new(2026, 6, 30) }, Ct));
        Refused("siting-run.unknown", await publish.Run(City, 404, Draft, Ct));
    }

    [Fact]
    public async Task A_run_without_a_plan_cannot_be_published()
    {
        var endless = new EndlessPlanner();
        await using var studio = await Studio.Open(planner: endless);
        var run = await studio.Ask();

        Refused("siting.no-plan", await studio.Get<PublishPlan>().Run(City, run.Id, Draft, Ct));
        Refused("siting.no-plan", await studio.Get<ExportPlan>().Run(City, run.Id, PlanFile.GeoJson, true, Ct));
    }
}
