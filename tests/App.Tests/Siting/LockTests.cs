using System.IO.Compression;
using Doorstep.App.Siting;
using Doorstep.Plan.Siting.Publish;
using Doorstep.TestCity;
using static Doorstep.App.Tests.Siting.Studio;

namespace Doorstep.App.Tests.Siting;

public sealed class LockTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_site_taken_in_by_hand_is_built_and_one_taken_out_is_not(Engine engine)
    {
        await using var studio = await Studio.Open(engine);
        var first = await studio.End((await studio.Ask()).Id);
        var unwanted = first.Sites.First(s => s.Chosen).Id;
        var wanted = first.Sites.First(s => !s.Chosen && s.Bays > 8 && s.FreeKva > 200).Id;

        var derived = Granted(await studio.Get<LockSite>().Run(City, new(first.Run.Id, "by hand", new([wanted], [unwanted]), []), Ct));
        var second = await studio.End(derived.Id);

        Assert.Equal(first.Run.Id, second.Run.DerivedFrom);
        Assert.True(second.Verified, second.Run.Failure?.ToString());
        Assert.True(second.Sites.Single(s => s.Id == wanted).Chosen);
        Assert.False(second.Sites.Single(s => s.Id == unwanted).Chosen);
        Assert.Equal(SiteChoice.In, second.Sites.Single(s => s.Id == wanted).Lock);

        var third = Granted(await studio.Get<LockSite>().Run(City, new(derived.Id, "free again", SiteLocks.None, [wanted]), Ct));
        Assert.Empty(third.Locks.In);
        Assert.Equal([unwanted], third.Locks.Out);
        await studio.End(third.Id);
    }

    [Fact]
    public async Task A_plan_changed_by_hand_begins_with_the_one_it_comes_from_which_is_frozen_with_its_inputs()
    {
        await using var studio = await Studio.Open();
        var first = await studio.End((await studio.Ask()).Id);
        var gone = first.Sites.First(s => s.Chosen).Id;
        var derived = Granted(await studio.Get<LockSite>().Run(City, new(first.Run.Id, "by hand", new([], [gone]), []), Ct));
        var second = await studio.End(derived.Id);

        var folders = studio.Get<RunFolder>();
        var plan = PlanFiles.Read(Path.Combine(folders.Of(first.Run.Id), RunFolder.Plan)).Value;
        Assert.Equal(PlanFiles.Digest(plan), PlanFiles.Read(Path.Combine(folders.Of(derived.Id), RunFolder.Plan)).Value.Origin.Earlier);
        using var inputs = new ZipArchive(new MemoryStream((await folders.Packed(derived.Id, RunFolder.Inputs, Ct))!));
        Assert.NotNull(inputs.GetEntry(RunFolder.Earlier));
        Assert.True(second.Verified);

        await File.AppendAllTextAsync(Path.Combine(folders.Of(derived.Id), RunFolder.Earlier), " ", Ct);
        Assert.Equal("siting.inputs-changed", Granted(await studio.Get<ReadSitingRun>().Run(City, derived.Id, Ct)).Distrust?.Code);
    }

    [Fact]
    public async Task Sites_nobody_knows_and_sites_both_in_and_out_are_refused()
    {
        await using var studio = await Studio.Open();
        var run = await studio.End((await studio.Ask()).Id);
        var site = run.Sites[0].Id;
        var locks = studio.Get<LockSite>();

        Refused("siting.site-unknown", await locks.Run(City, new(run.Run.Id, "x", new(["nowhere"], []), []), Ct));
        Refused("siting.site-both", await locks.Run(City, new(run.Run.Id, "x", new([site], [site]), []), Ct));
        Refused("people.not-allowed", await locks.Run(EastDistrict, new(run.Run.Id, "x", new([site], []), []), Ct));
    }

    [Fact]
    public async Task Two_plans_stand_side_by_side_with_what_they_were_asked_differently()
    {
        await using var studio = await Studio.Open();
        var a = await studio.Ask();
        var b = await studio.Ask(assumptions: Quick with { MissingPerArrivalYuan = 20_000, Seed = 2 }, problem: Problem() with { Rules = (Quick with { MissingPerArrivalYuan = 20_000 }).Over(new(), new("test", "")) });
        await studio.End(a.Id);
        await studio.End(b.Id);

        var both = Granted(await studio.Get<CompareSitingRuns>().Run(City, a.Id, b.Id, Ct));

        Assert.Equal(["MissingPerArrivalYuan", "Seed"], both.Differences.Select(d => d.Assumption).Order(StringComparer.Ordinal));
        Assert.True(both.SamePeople);
        Assert.True(both.A.Figures.VehiclesServed >= both.B.Figures.VehiclesServed);
        Assert.Equal(both.A.Sites.Count - both.B.Sites.Count, both.OnlyA.Count - both.OnlyB.Count);
        Assert.All(both.A.ServedByDistrict.Values, share => Assert.InRange(share, 0, 1));
        Assert.True(both.A.Verified && both.B.Verified);
        Refused("siting-run.unknown", await studio.Get<CompareSitingRuns>().Run(City, a.Id, 404, Ct));
    }
}
