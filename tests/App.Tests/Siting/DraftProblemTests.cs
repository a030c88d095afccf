using Doorstep.App.Pricing;
using Doorstep.App.Siting;
using Doorstep.App.Stations;
using Doorstep.Plan.Siting;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Solve;
using Doorstep.Plan.Siting.Verify;
using Doorstep.Rules.People;
using Doorstep.Simulator.City;
using Doorstep.TestCity;
using static Doorstep.App.Tests.Siting.CensusTown;

namespace Doorstep.App.Tests.Siting;

public sealed class DraftProblemTests
{
    private static readonly PlanRules Usual = new();

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_problem_holds_the_area_and_only_what_it_can_walk_to(Engine engine)
    {
        await using var town = await (await Open(engine)).Surveyed();

        var problem = Granted(await town.Get<DraftProblem>().Run(City, new("420704", null, []), Usual, Ct));

        Assert.Equal(["420704003901", "420704003902"], problem.Communities.Select(c => c.Id));
        Assert.Equal(["鄂城区", "鄂城区"], problem.Communities.Select(c => c.District));
        Assert.Equal([true, false], problem.Communities.Select(c => c.Priority));
        Assert.Equal(["S1", "S2"], problem.Candidates.Select(c => c.Id));
        Assert.Equal((true, "kerbside", 700, 52_000), (problem.Candidates[1].Inside, problem.Candidates[0].Kind, problem.Candidates[0].Offer.CostPerExtraKva, problem.Candidates[0].Offer.PileCosts["DC60"]));
        Assert.Equal([new Feeder("F1", 900)], problem.Feeders);
        var standing = Assert.Single(problem.Stations);
        Assert.Equal([("AC7", 4), ("DC120", 2)], standing.Piles.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value)));
        Assert.True(problem.DistancesAreEstimates);
    }

    [Fact]
    public async Task A_drafted_problem_is_planned_and_its_plan_verified()
    {
        await using var town = await (await Open()).Surveyed();
        var problem = Granted(await town.Get<DraftProblem>().Run(City, SitingArea.WholeCity, await town.Get<DraftRules>().Run(Ct), Ct));

        var plan = Granted(PlanSites.Run(problem, WorkLimits.Quick, null, Ct));

        Assert.NotEmpty(plan.Sites);
        var verdict = VerifyPlan.Run(problem, plan, Ct);
        Assert.True(verdict.Holds, verdict.FirstFalseClaim);
    }

    [Fact]
    public async Task What_cannot_be_planned_is_refused_by_name()
    {
        await using var town = await (await Open()).Surveyed();
        var draft = town.Get<DraftProblem>();

        Refused("siting.area-unknown", await draft.Run(City, new("999999", null, []), Usual, Ct));
        Refused("siting.no-sites", await draft.Run(City, new("420703", null, []), Usual, Ct));
        Refused("people.not-allowed", await draft.Run(District, SitingArea.WholeCity, Usual, Ct));
        Refused("people.not-allowed", await draft.Run(Provider, SitingArea.WholeCity, Usual, Ct));
        Refused("siting.budget-missing", await draft.Run(City, new("420704", null, []), Usual with { Aim = Aim.MostCoverage, Inside = new(OutsideFirst.Off, 0) }, Ct));
        await town.Import(CensusKind.Surveys, "community,survey_date,vehicles,private_piles,source\n420704003901,2026-06-30,5,5,复核\n420704003902,2026-06-30,0,0,复核");
        Refused("siting.no-demand", await draft.Run(City, new("420704", null, []), Usual, Ct));
        Refused("siting.no-demand", await draft.Run(City, new(null, null, ["420704003901"]), Usual, Ct));
    }

    [Fact]
    public async Task A_city_without_surveys_has_nothing_to_plan()
    {
        await using var town = await Open();
        await town.Store.Write(db => db.Communities.Add(new() { Code = "X", Name = "未查", EnglishName = "", Division = "420704002", Longitude = 114.9, Latitude = 30.4 }));

        Refused("siting.no-census", await town.Get<DraftProblem>().Run(City, SitingArea.WholeCity, Usual, Ct));
    }

    [Fact]
    public async Task The_demonstration_city_walks_on_its_own_streets_and_can_be_planned()
    {
        var drawn = DrawCity.Of(1);
        await using var town = await TestStore.Open(Engine.Sqlite, services => services.AddStations().AddPricing().AddSiting(new() { WalkNetwork = "paths.osm" }));
        await using (var file = File.Create(Path.Combine(town.Settings.DataFolder, "paths.osm")))
        {
            DrawPaths.Write(file, drawn);
        }

        Assert.True(Granted(await town.Get<SeedCity>().Run(Actor.Clockwork, drawn, Ct)));
        var sheet = Granted(await town.Get<ReadCensus>().Run(Actor.Clockwork, new(), Ct));
        Assert.False(sheet.Estimated);
        Assert.Empty(sheet.Warnings);
        Assert.InRange(sheet.Figures.Surveyed, sheet.Figures.Communities * 9 / 10, sheet.Figures.Communities - 1);
        Assert.InRange(sheet.Figures.FirstBatch, 10, sheet.Figures.Communities - 10);

        var drafted = Granted(await town.Get<DraftProblem>().WithWarnings(Actor.Clockwork, SitingArea.WholeCity, sheet.Rules, Ct));
        Assert.False(drafted.Problem.DistancesAreEstimates);
        Assert.DoesNotContain(drafted.Warnings, w => w.Code is "walk.gate-far" or "walk.site-far" or "walk.network-parts");
        // A walk is never shorter than the straight line.
        Assert.All(drafted.Problem.Walks!, walk => Assert.True(walk.Metres <= 500));
        // The flags of the census are the flags of the plan.
        Assert.Equal(
            sheet.Lines.Where(l => l.Gap is { FirstBatch: true }).Select(l => l.Community.Code),
            drafted.Problem.Communities.Where(c => c.Priority == true).Select(c => c.Id));
    }
}
