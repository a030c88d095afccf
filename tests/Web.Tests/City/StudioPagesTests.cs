using System.Security.Claims;
using Bunit;
using Doorstep.App.Siting;
using Doorstep.App.Stations;
using Doorstep.Machine;
using Doorstep.Plan.Siting.Make;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;
using Doorstep.TestCity;
using Doorstep.Web.City.Siting;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Web.Tests.City;

/// <summary>The studio's pages over a real store and a real planner.</summary>
public sealed class StudioPagesTests : PartTests, IAsyncLifetime
{
    private static readonly Actor Lin = new(7, "lin", Role.City, new("CITY"), [], "10.0.0.1");

    private TestStore store = null!;

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.Open(more: s => s.AddStations().AddSiting(new()).AddStudio());
        Services.AddFallbackServiceProvider(store.Services);
        Services.AddSingleton<StudioFigures>();
    }

    [Fact]
    public void Before_the_first_run_the_page_says_how_to_begin()
    {
        var page = Open<SitingPage>(Role.City);
        Assert.NotNull(page.Find("[data-test=empty]"));
        Assert.NotNull(page.Find("[data-test=new][open]"));
    }

    [Fact]
    public void A_district_looks_and_starts_nothing() => Assert.Empty(Open<SitingPage>(Role.District).FindAll("[data-test=new-run]"));

    [Fact]
    public void A_run_on_a_city_without_a_census_is_refused_in_words()
    {
        var page = Open<SitingPage>(Role.City);
        page.Find("[data-test=new-run]").Submit();
        page.WaitForAssertion(() => Assert.Equal("siting.area-unknown", page.Find("[data-test=refusal]").GetAttribute("data-code")));
    }

    [Fact]
    public async Task A_finished_run_shows_figures_sites_fairness_and_forecast_and_can_be_published()
    {
        var run = await Finished();
        var page = Open<SitingRunPage>(Role.City, ("Id", run));
        foreach (var part in new[] { "figures", "verified", "sites", "districts", "communities", "forecast", "downloads", "publish" })
        {
            Assert.NotNull(page.Find($"[data-test={part}]"));
        }

        page.Find("[data-test=call-title]").Change("第一批");
        page.Find("[data-test=publish] form").Submit();
        page.WaitForAssertion(() => Assert.Contains("第一批", page.Find("[data-test=published]").TextContent, StringComparison.Ordinal));
        Assert.Empty(Open<SitingRunPage>(Role.District, ("Id", run)).FindAll("[data-test=publish]"));
    }

    [Fact]
    public async Task A_site_decided_about_leads_to_a_new_run()
    {
        var run = await Finished();
        var page = Open<SitingRunPage>(Role.City, ("Id", run));
        page.Find("#map-says").Change($"out:{page.Find("[data-test=site][data-chosen=true]").GetAttribute("data-site")}");
        Assert.Single(page.FindAll("[data-test=tray-Out] .chip"));
        page.Find("[data-test=locks] form").Submit();
        var navigation = Services.GetRequiredService<NavigationManager>();
        page.WaitForAssertion(() => Assert.Contains("/city/siting/", navigation.Uri, StringComparison.Ordinal));
        var runs = (await store.Get<ListSitingRuns>().Run(Lin, Ct)).Value;
        Assert.Equal((2, run), (runs.Count, runs[0].DerivedFrom));
    }

    [Fact]
    public async Task A_plan_changed_on_disk_is_shown_as_refused_and_offers_no_publishing()
    {
        var run = await Finished();
        var file = Path.Combine(store.Get<RunFolder>().Of(run), RunFolder.Plan);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, Ct)).Replace("\"gap\": 0", "\"gap\": 1", StringComparison.Ordinal), Ct);
        var page = Open<SitingRunPage>(Role.City, ("Id", run));
        Assert.Equal("siting.plan-tampered", page.Find("[data-test=refusal]").GetAttribute("data-code"));
        Assert.Contains("未通过复核", page.Find("[data-test=verified]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-test=publish]"));
    }

    [Fact]
    public void A_run_nobody_knows_leads_back() => Assert.Equal("siting-run.unknown", Open<SitingRunPage>(Role.City, ("Id", 404L)).Find("[data-test=refusal]").GetAttribute("data-code"));

    [Fact]
    public async Task With_one_plan_there_is_nothing_to_compare_and_with_two_there_is()
    {
        await Finished();
        Assert.NotNull(Open<SitingComparePage>(Role.City).Find("[data-test=empty]"));
        await Finished();
        Assert.NotNull(Open<SitingComparePage>(Role.City).Find("[data-test=compare]"));
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await store.DisposeAsync();
    }

    private async Task<long> Finished()
    {
        var asked = await store.Get<OpenRun>().Run(Lin, new("方案", SitingArea.WholeCity, new() { Work = "quick" }), MakeInstance.Run(InstanceShape.Sparse(6, 16, 3)), Ct);
        Assert.True(asked.Granted, asked.Refusal?.ToString());
        await Eventually.True(async () => (await store.Get<ReadSitingRun>().Run(Lin, asked.Value.Id, Ct)).Value.Run.State.IsOver(), "the run is over");
        return asked.Value.Id;
    }

    private IRenderedComponent<TPage> Open<TPage>(Role role, params (string Name, object Value)[] parameters)
        where TPage : StudioPage
    {
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, "7"), new(ClaimTypes.Name, "lin"), new(ClaimTypes.Role, role.ToString()), new("organisation", "CITY"), new("from", "10.0.0.1")], "test");
        var page = Render<TPage>(p =>
        {
            p.AddCascadingValue(Task.FromResult(new AuthenticationState(new(identity))));
            foreach (var (name, value) in parameters)
            {
                p.TryAdd(name, value);
            }
        });
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-test=loading]")));
        return page;
    }
}
