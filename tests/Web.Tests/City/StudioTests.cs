using System.Globalization;
using Bunit;
using Doorstep.App.Siting;
using Doorstep.Rules.Siting;
using Doorstep.Web.City.Siting.Parts;
using Doorstep.Web.Texts;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Web.Tests.City;

public sealed class StudioTests : PartTests
{
    private static readonly RunFigures Figures = new(5_675_000, 5_452_000, 0.0393, 4_100_000)
    {
        Vehicles = 2_000,
        VehiclesServed = 1_500,
        FirstBatch = 12,
        FirstBatchSatisfied = 9,
        Sites = 14,
        Piles = 96,
        InTime = new(0.973, 0.004),
    };

    public StudioTests() => Services.AddSingleton<StudioFigures>();

    [Fact]
    public void The_list_says_of_every_plan_what_it_costs_whom_it_serves_and_how_far_it_is_from_the_optimum()
    {
        var table = Render<RunTable>(p => p.Add(t => t.Runs, [Run(1), Run(2) with { State = RunState.Running, Stage = "search", Outcome = null, Best = 300, Bound = 200, Gap = 1 / 3.0 }]));
        var rows = table.FindAll("[data-test=run]");

        Assert.Contains("75.0%", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("410.0 万元", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("与理论最优最多差 3.9%", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("已复核", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("计算中", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("逐片改进方案", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Empty(rows[1].QuerySelectorAll("[data-test=mark]"));
    }

    [Fact]
    public void Marking_a_plan_tells_which_one()
    {
        long marked = 0;
        var table = Render<RunTable>(p => p.Add(t => t.Runs, [Run(7)]).Add(t => t.OnMark, id => marked = id));
        table.Find("[data-test=mark]").Change(true);
        Assert.Equal(7, marked);
    }

    [Fact]
    public void A_plan_that_does_not_recompute_or_was_changed_is_not_called_verified()
    {
        var wrong = Run(1) with { Outcome = Run(1).Outcome! with { Check = new(false, "figures.bound is 3, above the 2 that holds.", 12) } };
        Assert.Contains("未通过复核", Render<RunBadge>(p => p.Add(b => b.Run, wrong)).Markup, StringComparison.Ordinal);
        Assert.Contains("未通过复核", Render<RunBadge>(p => p.Add(b => b.Run, Run(1)).Add(b => b.Trusted, false)).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void In_English_money_is_said_in_millions()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var facts = Render<RunFacts>(p => p.Add(f => f.Of, Figures));
        Assert.Contains("¥4.1 M", facts.Markup, StringComparison.Ordinal);
        Assert.Contains("proven, never more", facts.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Chosen_sites_come_first_and_each_can_be_decided_about_without_a_mouse()
    {
        (string Site, SiteChoice Choice) decided = default;
        var table = Render<SiteTable>(p => p
            .Add(t => t.Sites, [Site("S1"), Site("S2") with { Chosen = true, CostYuan = 300_000, Piles = new Dictionary<string, int> { ["DC60"] = 4 }, WithinWait = 0.93 }])
            .Add(t => t.Editable, true)
            .Add(t => t.OnChoose, wish => decided = wish));
        var rows = table.FindAll("[data-test=site]");

        Assert.Equal(["S2", "S1"], rows.Select(r => r.GetAttribute("data-site")));
        Assert.Contains("DC60×4", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("true", rows[0].QuerySelector("[data-test=lock-Free]")!.GetAttribute("aria-pressed"));
        table.Find("[data-test=site] [data-test=lock-Out]").Click();
        Assert.Equal(("S2", SiteChoice.Out), decided);
        Assert.Empty(Render<SiteTable>(p => p.Add(t => t.Sites, [Site("S1")])).FindAll("[data-test=lock-In]"));
    }

    [Fact]
    public void The_least_served_communities_come_first()
    {
        var table = Render<CommunityTable>(p => p.Add(t => t.Communities, [Community("C1", 1), Community("C2", 0.2) with { FirstBatch = true }]));
        Assert.Contains("C2", table.FindAll("tbody tr")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("示范场景", table.FindAll("tbody tr")[0].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_comparison_names_the_better_plan_where_better_has_a_meaning()
    {
        var a = new RunColumn(Run(1) with { Name = "甲" }, Figures) { ServedByDistrict = new Dictionary<string, double> { ["鄂城区"] = 0.8 } };
        var b = new RunColumn(Run(2) with { Name = "乙" }, Figures with { CostYuan = 3_000_000, VehiclesServed = 1_200 }) { ServedByDistrict = new Dictionary<string, double> { ["鄂城区"] = 0.8 } };
        var rows = Render<CompareTable>(p => p.Add(c => c.Of, new RunComparison(a, b))).FindAll("tbody tr").ToDictionary(r => r.QuerySelector("th")!.TextContent, r => r.QuerySelectorAll("td").Select(d => d.TextContent).ToArray(), StringComparer.Ordinal);

        Assert.Equal(["75.0%更好", "60.0%", "−15.0 个百分点"], rows["覆盖率"]);
        Assert.Equal(["410.0 万元", "300.0 万元更好", "−110.0 万元"], rows["投资"]);
        Assert.Equal("相同", rows["覆盖率 · 鄂城区"][2]);
        Assert.DoesNotContain("更好", string.Concat(rows["与最优的差距"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_community_is_told_what_the_second_plan_means_for_it_the_greatest_change_first()
    {
        var rows = Render<CompareCommunities>(p => p.Add(c => c.Communities,
        [
            new ComparedCommunity("C1", "江滩", "鄂城区", 100, 0.5, 0.5),
            new ComparedCommunity("C2", "南门", "鄂城区", 100, 1, 0.25),
            new ComparedCommunity("C3", "西山", "鄂城区", 10, 0.5, 1),
        ])).FindAll("tbody tr").Select(r => r.TextContent).ToList();

        Assert.Contains("南门", rows[0], StringComparison.Ordinal);
        Assert.Contains("−75.0 个百分点", rows[0], StringComparison.Ordinal);
        Assert.Contains("+50.0 个百分点", rows[1], StringComparison.Ordinal);
        Assert.EndsWith("相同", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_sites_a_page_is_shown_and_a_name_finds_one()
    {
        var table = Render<SiteTable>(p => p.Add(t => t.Sites, [.. Enumerable.Range(1, 60).Select(i => Site($"S{i:00}"))]));
        Assert.Equal(25, table.FindAll("[data-test=site]").Count);
        table.Find("[data-test=page-after]").Click();
        Assert.Equal("S26", table.Find("[data-test=site]").GetAttribute("data-site"));
        table.Find("[data-test=row-search]").Input("S60");
        Assert.Equal("S60", Assert.Single(table.FindAll("[data-test=site]")).GetAttribute("data-site"));
    }

    [Fact]
    public void A_new_run_asks_four_questions_and_takes_the_citys_settings_for_the_rest()
    {
        RunWish? asked = null;
        var usual = new Assumptions { ReachMetres = 450, SessionsPerVehicleDay = 0.4 };
        var form = Render<NewRunForm>(p => p
            .Add(f => f.Usual, usual)
            .Add(f => f.Areas, [new PlanArea("420704", "鄂城区", "Echeng", 90), new PlanArea("420704003", "西山街道", "Xishan", 12)])
            .Add(f => f.OnAsk, wish => asked = wish));
        form.Find("[data-test=name]").Change("第一批");
        form.Find("[data-test=area]").Change("420704003");
        form.Find("[data-test=aim-MostCoverage]").Change(true);
        form.Find("[data-test=budget]").Change("350");
        form.Find("[data-test=work-quick]").Change(true);
        form.Find("#run-ServiceLevel").Change("95");
        form.Find("form").Submit();

        Assert.Equal(("第一批", "420704", "420704003"), (asked!.Name, asked.Area.District, asked.Area.Street));
        Assert.Equal(usual with { Aim = PlanAim.MostCoverage, BudgetYuan = 3_500_000, Work = "quick", ServiceLevel = 0.95 }, asked.Assumptions);
        Assert.Null(asked.Assumptions.Fault());
    }

    [Fact]
    public void A_site_that_breaks_its_promise_is_named()
    {
        var kept = new StationForecastLine("S1", "江滩停车场", true) { Promises = [new("weekday-18-20", 4, new(0.95, 0.01), "Kept")], Classes = [new("Fast", new(40, 2), new(0.99, 0.01))], QuarterKilowatts = [.. Enumerable.Range(0, 96).Select(q => q == 76 ? 120.0 : 30)] };
        var broken = kept with { Id = "S2", Name = "南门底商", Promises = [new("weekday-18-20", 2, new(0.7, 0.01), "Broken")] };
        var section = Render<ForecastSection>(p => p.Add(f => f.Of, new ForecastView(5, 0.9, new(0.97, 0.01), new(0.02, 0.01)) { Stations = [kept, broken] }));

        Assert.Contains("守不住承诺的场所：南门底商", section.Markup, StringComparison.Ordinal);
        Assert.Contains("最高约 240 kW，在 19:00", section.Markup, StringComparison.Ordinal);
    }

    private static SitingRunLine Run(long id) => new(id, $"方案 {id}", RunState.Finished)
    {
        Area = SitingArea.WholeCity,
        Assumptions = new(),
        Best = Figures.Objective,
        Bound = Figures.Bound,
        Gap = Figures.Gap,
        Outcome = new() { Figures = Figures, Check = new(true, null, 900), PlanHash = "00" },
        ByName = "Lin",
        CreatedAt = Evening,
    };

    private static SiteView Site(string id) => new(id, id, 114.9, 30.4) { Bays = 10, FreeKva = 200 };

    private static CommunityView Community(string id, double served) => new(id, id, "鄂城区", 114.9, 30.4) { Vehicles = 100, VehiclesServed = 100 * served, ServedShare = served, MeanWalk = 210 };
}
