using System.Security.Claims;
using Bunit;
using Doorstep.App.Charging;
using Doorstep.App.People;
using Doorstep.App.Pricing;
using Doorstep.App.Stations;
using Doorstep.App.Store.Rows;
using Doorstep.Rules.People;
using Doorstep.TestCity;
using Doorstep.Web.City;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Web.Tests.City;

/// <summary>The city's pages over a real store, as the roles of officials see them.</summary>
public sealed class OfficialsTests : PartTests, IAsyncLifetime
{
    private TestStore store = null!;

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.Open(more: s => s.AddPeople().AddStations().AddPricing().AddWallet(new() { Demonstration = true }).AddCharging());
        Services.AddFallbackServiceProvider(store.Services);
        await store.Write(db => db.Organisations.Add(new() { Id = new("CITY"), Name = "市发改委", EnglishName = "City", Kind = OrganisationKind.City }));
    }

    [Fact]
    public void An_organisation_added_is_in_the_list_at_once()
    {
        var page = Open<OrganisationsPage>(Role.City);
        page.Find("[data-test=code]").Change("DONG");
        page.Find("[data-test=name]").Change("东方充电");
        page.Find("#english").Change("East Charge");
        page.Find("#kind").Change(nameof(OrganisationKind.Provider));
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Contains("东方充电", page.Find("[data-test=organisations]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void A_code_that_is_none_is_refused_in_words_and_nothing_is_added()
    {
        var page = Open<OrganisationsPage>(Role.City);
        page.Find("[data-test=code]").Change("东");
        page.Find("[data-test=name]").Change("东方充电");
        page.Find("#english").Change("East Charge");
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[role=alert]")));
        Assert.DoesNotContain("东方充电", page.Find("[data-test=organisations]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_district_reads_the_organisations_and_is_offered_no_form() => Assert.Empty(Open<OrganisationsPage>(Role.District).FindAll("form"));

    [Fact]
    public void What_was_done_stands_in_the_audit_log_and_the_file_has_the_pages_filter()
    {
        var adding = Open<OrganisationsPage>(Role.City);
        adding.Find("[data-test=code]").Change("DONG");
        adding.Find("[data-test=name]").Change("东方充电");
        adding.Find("#english").Change("East Charge");
        adding.Find("form").Submit();
        adding.WaitForAssertion(() => Assert.Contains("DONG", adding.Find("[data-test=organisations]").TextContent, StringComparison.Ordinal));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/city/audit?action=organisation.");
        var page = Open<AuditPage>(Role.Auditor);
        page.WaitForAssertion(() => Assert.Contains("organisation:DONG", page.Find("[data-test=audit]").TextContent, StringComparison.Ordinal));
        Assert.EndsWith("/city/export/audit.csv?action=organisation.", page.Find("[data-test=export]").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_district_official_is_told_that_the_audit_log_is_not_his_to_read()
    {
        var page = Open<AuditPage>(Role.District);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[role=alert]")));
        Assert.Empty(page.FindAll("[data-test=audit]"));
    }

    [Fact]
    public void A_number_outside_its_bounds_changes_no_setting()
    {
        var page = Open<SettingsPage>(Role.City);
        Assert.Contains("服务费上限", page.Find("[data-test=settings]").TextContent, StringComparison.Ordinal);
        page.Find("[data-test=value]").Change("50");
        page.Find("[data-test=source]").Change("会议纪要");
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[role=alert]")));
    }

    [Fact]
    public async Task A_code_asked_for_is_in_the_administrators_outbox_and_in_nobody_elses()
    {
        Assert.True((await store.Get<RequestSignInCode>().Run(Actor.Anonymous("203.0.113.9"), new("13812345678"), Ct)).Granted);
        var page = Open<MessagesPage>(Role.City);
        page.WaitForAssertion(() => Assert.Contains("13812345678", page.Markup, StringComparison.Ordinal));
        var auditor = Open<MessagesPage>(Role.Auditor);
        auditor.WaitForAssertion(() => Assert.NotEmpty(auditor.FindAll("[role=alert]")));
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await store.DisposeAsync();
    }

    private IRenderedComponent<TPage> Open<TPage>(Role role)
        where TPage : CityPage
    {
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, "7"), new(ClaimTypes.Name, "lin"), new(ClaimTypes.Role, role.ToString()), new("organisation", "CITY"), new("from", "10.0.0.1")], "test");
        var page = Render<TPage>(p => p.AddCascadingValue(Task.FromResult(new AuthenticationState(new(identity)))));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-test=loading]")));
        return page;
    }
}
