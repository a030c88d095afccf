using Doorstep.App.Siting;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.Siting;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;
using static Doorstep.App.Tests.Siting.CensusTown;

namespace Doorstep.App.Tests.Siting;

public sealed class CensusTests
{
    private static readonly SurveyDraft More = new(new(2026, 6, 20), "入户登记", 900, 500, 300, 20);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_survey_counts_from_the_moment_the_street_confirms_it(Engine engine)
    {
        await using var town = await (await Open(engine)).Surveyed();
        var before = await town.Gap("420704003901");

        var survey = Granted(await town.Get<EnterSurvey>().Run(Committee, new("420704003901", More, Submit: true), Ct));
        Assert.Equal(before.Demand, (await town.Gap("420704003901")).Demand);

        Granted(await town.Get<JudgeSurvey>().Run(Street, new(survey.Id, Confirmed: true, ""), Ct));
        var after = await town.Gap("420704003901");
        Assert.Equal(300, after.Demand.Vehicles);
        Assert.True(after.Missing > before.Missing);
        var history = Granted(await town.Get<ReadCommunity>().Run(Committee, "420704003901", Ct)).History;
        Assert.Equal([(300, "Mei"), (200, "Lin")], history.Select(s => (s.Vehicles, s.JudgedBy)));
        Assert.Equal(["survey.submit", "survey.confirm"], await town.Store.Read(db => db.Audit.Where(a => a.Subject == "community:420704003901").OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(Ct)));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_returned_survey_is_put_right_and_submitted_again(Engine engine)
    {
        await using var town = await (await Open(engine)).Surveyed();
        var enter = town.Get<EnterSurvey>();
        var judge = town.Get<JudgeSurvey>();

        var draft = Granted(await enter.Run(Committee, new("420704003901", More with { Source = "" }, Submit: false), Ct));
        Refused("survey.source-missing", await enter.Run(Committee, new("420704003901", More with { Source = "" }, Submit: true), Ct));
        Refused("survey.not-submitted", await judge.Run(Street, new(draft.Id, true, ""), Ct));
        Assert.Equal(draft.Id, Granted(await enter.Run(Committee, new("420704003901", More, Submit: true), Ct)).Id);
        Refused("survey.waiting", await enter.Run(Committee, new("420704003901", More, Submit: false), Ct));
        Refused("survey.reason-missing", await judge.Run(Street, new(draft.Id, false, ""), Ct));
        Granted(await judge.Run(Street, new(draft.Id, false, "桩数与台账不符"), Ct));

        var again = Granted(await enter.Run(Committee, new("420704003901", More with { PrivatePiles = 31 }, Submit: true), Ct));
        Assert.Equal((draft.Id, SurveyState.Submitted, 31), (again.Id, again.State, again.PrivatePiles));
    }

    [Fact]
    public async Task Each_sees_and_changes_his_own_area_only()
    {
        await using var town = await (await Open()).Surveyed();
        var read = town.Get<ReadCensus>();

        Assert.Equal(3, Granted(await read.Run(City, new(), Ct)).Lines.Count);
        Assert.Equal(2, Granted(await read.Run(District, new(), Ct)).Lines.Count);
        Assert.Equal(["420704003901"], Granted(await read.Run(Committee, new(), Ct)).Lines.Select(l => l.Community.Code));
        Refused("people.not-allowed", await read.Run(Provider, new(), Ct));
        Refused("people.not-allowed", await town.Get<ReadSites>().Run(Committee, Ct));
        Assert.Equal(["S1", "S2"], Granted(await town.Get<ReadSites>().Run(District, Ct)).Sites.Select(s => s.Code));

        // What lies elsewhere looks as if it were not there.
        Refused("community.unknown", await town.Get<ReadCommunity>().Run(Elsewhere, "420704003901", Ct));
        Refused("community.unknown", await town.Get<EnterSurvey>().Run(Elsewhere, new("420704003901", More, true), Ct));
        var survey = Granted(await town.Get<EnterSurvey>().Run(Committee, new("420704003901", More, true), Ct));
        Refused("people.not-allowed", await town.Get<JudgeSurvey>().Run(Committee, new(survey.Id, true, ""), Ct));
        Refused("people.not-allowed", await town.Get<RecordSite>().Run(District, new() { Code = "S9", Name = "别区", Division = "420703400", At = new(114.7, 30.5, Datum.Wgs84), Bays = 3, FreeKva = 100 }, Ct));
    }

    [Fact]
    public async Task The_census_is_filtered_by_area_name_and_need_and_sums_what_it_shows()
    {
        await using var town = await (await Open()).Surveyed();
        await town.Store.Write(db => db.Communities.Add(new() { Code = "X", Name = "未查", EnglishName = "", Division = "420704002", Longitude = 114.9, Latitude = 30.4 }));
        Granted(await town.Get<EnterSurvey>().Run(Committee, new("420704003901", More, true), Ct));
        var read = town.Get<ReadCensus>();

        var all = Granted(await read.Run(City, new(), Ct));
        Assert.Equal((4, 3, 390, 80, 310), (all.Figures.Communities, all.Figures.Surveyed, all.Figures.Vehicles, all.Figures.PrivatePiles, all.Figures.VehiclesWithoutPile));
        Assert.True(all.Estimated);
        Assert.Equal(["420703", "420704"], all.Districts.Select(d => d.District?.Code));
        Assert.Equal(["420703400901"], Codes(await read.Run(City, new(Division: "420703"), Ct)));
        Assert.Equal(["420704003902"], Codes(await read.Run(City, new(Text: " tingsong"), Ct)));
        Assert.Equal(["X"], Codes(await read.Run(City, new(Need: CensusNeed.Unsurveyed), Ct)));
        Assert.Equal(["420704003901"], Codes(await read.Run(City, new(Need: CensusNeed.Waiting), Ct)));
        // 60 of 100 cars at Tingsong have their own pile: not in the first batch, whatever is missing there.
        Assert.Equal(["420703400901", "420704003901"], Codes(await read.Run(City, new(Need: CensusNeed.FirstBatch), Ct)));

        static IEnumerable<string> Codes(Decision<CensusSheet> sheet) => Granted(sheet).Lines.Select(l => l.Community.Code);
    }

    [Fact]
    public async Task What_is_near_a_community_is_said_with_its_walk_and_who_shares_it()
    {
        await using var town = await (await Open()).Surveyed();

        var near = Assert.Single(Granted(await town.Get<ReadCommunity>().Run(City, "420704003901", Ct)).Near);

        Assert.Equal(("PUB1", 2, 4, 1), (near.Code, near.FastPiles, near.SlowPiles, near.Sharers));
        // 98 m east of the south gate, times 1.4.
        Assert.InRange(near.Walk.Value, 135, 140);
        Granted(await town.Get<RemovePublicStation>().Run(City, "PUB1", Ct));
        Assert.Empty(Granted(await town.Get<ReadCommunity>().Run(City, "420704003901", Ct)).Near);
    }

    [Fact]
    public async Task A_site_is_changed_withdrawn_and_offered_again_with_a_trace()
    {
        await using var town = await (await Open()).Surveyed();
        var record = town.Get<RecordSite>();
        var draft = new CandidateDraft { Code = "S7", Name = "新地", Division = "420704003", At = new(114.8905, 30.388, Datum.Wgs84), Bays = 8, FreeKva = 160, Feeder = "F1" };

        Granted(await record.Run(City, draft, Ct));
        Granted(await record.Run(City, draft, Ct));
        Granted(await record.Run(City, draft with { Bays = 9 }, Ct));
        Granted(await record.Withdraw(City, "S7", true, Ct));
        Granted(await record.Withdraw(City, "S7", false, Ct));

        Refused("site.unknown", await record.Withdraw(City, "S0", true, Ct));
        Refused("site.feeder-unknown", await record.Run(City, draft with { Feeder = "F9" }, Ct));
        Refused("census.code-taken", await record.Run(City, draft with { Code = "PUB1" }, Ct));
        Assert.Equal(
            ["site.create", "site.change", "site.withdraw", "site.offer"],
            await town.Store.Read(db => db.Audit.Where(a => a.Subject == "site:S7").OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(Ct)));
    }

    [Fact]
    public async Task A_feeder_is_recorded_changed_and_removed_once_nothing_hangs_on_it_with_a_trace()
    {
        await using var town = await (await Open()).Surveyed();
        var record = town.Get<RecordFeeder>();
        var draft = new FeederDraft("F7", "东线", "420704003", 630, "供电所");

        Granted(await record.Run(City, draft, Ct));
        Granted(await record.Run(City, draft, Ct));
        Assert.Equal(800, Granted(await record.Run(City, draft with { LimitKva = 800 }, Ct)).LimitKva);
        Granted(await town.Get<RecordSite>().Run(City, new() { Code = "S7", Name = "新地", Division = "420704003", At = new(114.8905, 30.388, Datum.Wgs84), Bays = 8, FreeKva = 160, Feeder = "F7" }, Ct));

        Refused("feeder.in-use", await record.Remove(City, "F7", Ct));
        Granted(await town.Get<RecordSite>().Run(City, new() { Code = "S7", Name = "新地", Division = "420704003", At = new(114.8905, 30.388, Datum.Wgs84), Bays = 8, FreeKva = 160 }, Ct));
        Granted(await record.Remove(City, "F7", Ct));
        Refused("feeder.unknown", await record.Remove(City, "F7", Ct));
        Refused("feeder.no-limit", await record.Run(City, draft with { LimitKva = 0 }, Ct));
        Refused("census.division-unknown", await record.Run(City, draft with { Division = "999999" }, Ct));
        Refused("people.not-allowed", await record.Run(Provider, draft, Ct));
        Assert.Equal(
            ["feeder.create", "feeder.change", "feeder.remove"],
            await town.Store.Read(db => db.Audit.Where(a => a.Subject == "feeder:F7").OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(Ct)));
    }

    [Fact]
    public async Task A_station_of_others_is_recorded_changed_and_comes_back_with_a_trace()
    {
        await using var town = await (await Open()).Surveyed();
        var record = town.Get<RecordPublicStation>();
        var draft = new PublicStationDraft { Code = "PUB7", Name = "邻家站", Operator = "邻家", At = new(114.8905, 30.388, Datum.Wgs84), FastPiles = 2 };

        Granted(await record.Run(City, draft, Ct));
        Granted(await record.Run(City, draft, Ct));
        Granted(await record.Run(City, draft with { FastPiles = 3 }, Ct));
        Granted(await town.Get<RemovePublicStation>().Run(City, "PUB7", Ct));
        Assert.Null(Granted(await record.Run(City, draft with { FastPiles = 3 }, Ct)).RemovedAt);

        Refused("public-station.no-piles", await record.Run(City, draft with { FastPiles = 0 }, Ct));
        Refused("public-station.power-wrong", await record.Run(City, draft with { FastPower = new(5_000) }, Ct));
        Refused("census.division-unknown", await record.Run(City, draft with { Division = "999999" }, Ct));
        Refused("people.not-allowed", await record.Run(Provider, draft, Ct));
        Assert.Equal(
            ["public-station.create", "public-station.change", "public-station.remove", "public-station.change"],
            await town.Store.Read(db => db.Audit.Where(a => a.Subject == "public-station:PUB7").OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(Ct)));
    }

    [Fact]
    public async Task A_setting_decided_anew_changes_the_gap_and_names_its_source()
    {
        await using var town = await (await Open()).Surveyed();
        var before = await town.Gap("420704003901");
        await town.Store.Write(db => db.CitySettings.Add(new CitySettingRow { Id = 1, Key = CitySetting.SessionsPerDay.Key, Value = "0.7", From = new(2026, 6, 1), Source = "市调查 2026" }));
        town.Get<CitySettings>().Put(new() { Id = 1, Key = CitySetting.SessionsPerDay.Key, Value = "0.7", From = new(2026, 6, 1) });

        Assert.Equal(before.Windows[0].Arrivals * 2, (await town.Gap("420704003901")).Windows[0].Arrivals, 9);
        Assert.Equal(("市调查 2026", "2026-06-01"), (await town.Get<DraftRules>().Run(Ct)).Sources["demand.sessionsPerVehicleDay"] is var note ? (note.Source, note.Date) : default);
    }
}
