using Doorstep.Machine;
using Microsoft.Playwright;

namespace Doorstep.House.Tests;

/// <summary>What a provider's staff do at their desk, clicked in a real browser against a simulated pile.</summary>
[Collection<FurnishedHouse>]
public sealed class DeskTests(Furnished place)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_operator_commands_a_pile_and_starts_and_stops_it()
    {
        await using var desk = await place.Browser.Desk();
        await desk.SignIn(Furnished.Operator, Furnished.Password, $"/provider/piles/{Furnished.Fourth}");
        await Assertions.Expect(desk.This("connectors")).ToContainTextAsync("空闲");
        foreach (var order in new[] { "order-report", "order-unlock" })
        {
            await desk.Click(order);
            await Executed(desk, order);
        }

        await desk.Click("order-availability");
        await Assertions.Expect(desk.This("connectors")).ToContainTextAsync("暂停");
        await Assertions.Expect(desk.This("order-availability")).ToHaveTextAsync("启用");
        await desk.Click("order-availability");
        await Assertions.Expect(desk.This("order-availability")).ToHaveTextAsync("停用");
        await Assertions.Expect(desk.This("connectors")).ToContainTextAsync("空闲");

        await desk.This("start-for").Locator("summary").ClickAsync();
        await desk.Write("start-free", "验收试充");
        await desk.Click("start");
        await Assertions.Expect(desk.This("connectors")).ToContainTextAsync("充电中");
        await Assertions.Expect(desk.This("connectors").Locator("a")).ToContainTextAsync("kWh");
        await desk.Picture("desk-pile");
        await desk.Click("order-availability");
        await Assertions.Expect(desk.This("taken-out")).ToHaveTextAsync("充完后停用");
        await Assertions.Expect(desk.This("connectors")).ToContainTextAsync("充电中");
        await desk.Click("stop");
        await Assertions.Expect(desk.This("stop")).ToHaveCountAsync(0);
        await Assertions.Expect(desk.This("taken-out")).ToHaveTextAsync("车还在");
        await desk.Click("start");
        await Assertions.Expect(desk.This("refusal")).ToContainTextAsync("这把枪暂停使用");
        await Assertions.Expect(desk.This("order-availability")).ToHaveTextAsync("启用");
        await desk.Picture("desk-pile-taken-out");
        await desk.Click("order-availability");
        await Assertions.Expect(desk.This("order-availability")).ToHaveTextAsync("停用");
        await Assertions.Expect(desk.This("taken-out")).ToHaveCountAsync(0);
        await desk.This("sessions").Locator("a[href^='/provider/sessions/']").First.ClickAsync();
        await desk.Arrives("/provider/sessions/");
        await Assertions.Expect(desk.Page.Locator("#main")).ToContainTextAsync("验收试充");
        desk.StayedInTheHouse();
    }

    [Fact]
    public async Task A_name_with_a_character_that_no_store_keeps_is_kept_without_it()
    {
        await using var desk = await place.Browser.Desk();
        await desk.SignIn(Furnished.Manager, Furnished.Password, "/provider/stations");
        await desk.This("add-station").Locator("summary").ClickAsync();
        await desk.Write("station-code", "EZ9100");
        foreach (var (field, value) in new[] { ("station-longitude", "114.89"), ("station-latitude", "30.39"), ("station-limit", "400") })
        {
            await desk.Write(field, value);
        }

        // No keyboard writes it: a program in the page, or a clumsy paste, does.
        await desk.This("station-name").EvaluateAsync("field => { field.value = '湖\\u0000滨站'; field.dispatchEvent(new Event('change', { bubbles: true })); }");
        await desk.Click("save-station");
        await Eventually.True(async () => (await place.Shop.Get("stations", Token)).GetRawText().Contains("EZ9100", StringComparison.Ordinal));
        Assert.Equal("湖滨站", (await place.Shop.Get("stations/EZ9100", Token)).GetProperty("station").GetProperty("name").GetString());
        desk.StayedInTheHouse();
    }

    [Fact]
    public async Task A_pile_that_is_reset_goes_and_comes_back()
    {
        await using var desk = await place.Browser.Desk();
        await desk.SignIn(Furnished.Operator, Furnished.Password, $"/provider/piles/{Furnished.Fourth}");
        var since = await Linked();
        await desk.Click("order-reset");
        await Executed(desk, "order-reset");
        await Eventually.True(async () => await Linked() is { Length: > 0 } again && again != since);
        await Assertions.Expect(desk.This("connectors")).Not.ToContainTextAsync("离线");
        desk.StayedInTheHouse();

        async Task<string?> Linked() => (await place.Shop.Get("stations/EZ9001/live", Token)).GetProperty("piles").EnumerateArray()
            .Single(p => p.GetProperty("number").GetString() == Furnished.Fourth).GetProperty("linkedSince").GetString();
    }

    [Fact]
    public async Task A_manager_reads_what_his_own_staff_did_and_nobody_else_in_his_house_does()
    {
        await using (var desk = await place.Browser.Desk())
        {
            await desk.SignIn(Furnished.Manager, Furnished.Password, "/provider/audit?action=sign-in");
            await Assertions.Expect(desk.This("audit")).ToContainTextAsync(Furnished.Manager);
            await desk.Go("/provider/audit");
            await Assertions.Expect(desk.This("audit")).ToContainTextAsync("audit.read");
            // What the city did to this very organisation is the city's to read.
            await Assertions.Expect(desk.This("audit")).Not.ToContainTextAsync("organisation.");
            await desk.Picture("desk-audit");
            desk.StayedInTheHouse();
        }

        await using var other = await place.Browser.Desk();
        await other.SignIn(Furnished.Operator, Furnished.Password, "/provider/audit");
        await other.Sees("problem-403");
    }

    [Fact]
    public async Task A_manager_publishes_a_tariff_from_tomorrow_and_takes_it_back()
    {
        await using var desk = await place.Browser.Desk();
        await desk.SignIn(Furnished.Manager, Furnished.Password, "/provider/tariffs?code=EVEN");
        await desk.Click("edit-version");
        await desk.This("brush").Nth(1).ClickAsync();
        await desk.This("half-hours").Locator("button").Nth(36).ClickAsync();
        await desk.This("half-hours").Locator("button").Nth(37).ClickAsync();
        var peak = desk.This("editor").Locator("table.data tbody tr").First.Locator("input");
        await peak.Nth(0).FillAsync("1.35");
        await peak.Nth(1).FillAsync("0.45");
        await desk.Click("publish");
        await desk.Sees("done");
        var versions = desk.This("versions").Locator("tbody tr");
        await Assertions.Expect(versions).ToHaveCountAsync(2);
        await desk.Click("withdraw");
        await Assertions.Expect(versions).ToHaveCountAsync(1);
        desk.StayedInTheHouse();
    }

    [Fact]
    public async Task A_manager_tries_an_import_and_sees_the_bad_row_before_anything_is_written()
    {
        await using var desk = await place.Browser.Desk();
        await desk.SignIn(Furnished.Manager, Furnished.Password, "/provider/stations");
        await desk.This("import").Locator("summary").ClickAsync();
        await desk.Hands(
            "import-file",
            "stations.csv",
            """
            station,provider,name,longitude,latitude,grid_limit_kw
            EZ9101,GRIDCO,江边站,114.90,30.40,250
            EZ9102,GRIDCO,海上站,11490,30.40,250

            """);
        await desk.Click("import-try");
        await desk.Sees("import-report");
        await Assertions.Expect(desk.This("import-bad")).ToContainTextAsync("EZ9102");
        await Assertions.Expect(desk.This("import-do")).ToHaveCountAsync(0);
        await desk.Picture("desk-import");
        desk.StayedInTheHouse();
    }

    [Fact]
    public async Task A_manager_draws_the_bays_and_says_which_pile_reaches_them()
    {
        await using var desk = await place.Browser.Desk();
        await desk.SignIn(Furnished.Manager, Furnished.Password, "/provider/stations/EZ9001");
        await desk.This("change-bays").Locator("summary").ClickAsync();
        await desk.Click("bay-add");
        await desk.Write("bay-label", "A01");
        await desk.This("bay-zone").SelectOptionAsync("Resident");
        await desk.This("bay-of").First.SelectOptionAsync(new SelectOptionValue { Label = "A01" });
        await desk.Click("bays-save");
        await desk.Sees("done");
        await Assertions.Expect(desk.This("bays").Locator("tbody tr")).ToContainTextAsync($"{Furnished.Fast}-1");
        await desk.Picture("desk-bays", whole: true);
        desk.StayedInTheHouse();
    }

    [Fact]
    public async Task The_city_chooses_whose_settlement_it_reads_and_takes_the_audit_log_along()
    {
        await using var desk = await place.Browser.Desk();
        await desk.SignIn("admin", place.AdministratorsPassword, "/provider/settlement");
        await desk.This("provider").SelectOptionAsync("GRIDCO");
        await Assertions.Expect(desk.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("provider=GRIDCO$"));
        await Assertions.Expect(desk.Page.Locator("[data-test=settlement], [data-test=empty]").First).ToBeVisibleAsync();
        await desk.Go("/city/audit?action=station.");
        await desk.Sees("audit");
        var file = await desk.Page.RunAndWaitForDownloadAsync(() => desk.Click("export"));
        var lines = await File.ReadAllLinesAsync(await file.PathAsync(), Token);
        Assert.Contains("station.", lines[1], StringComparison.Ordinal);
        await desk.Go("/city/audit?action=audit.export");
        await Assertions.Expect(desk.This("audit")).ToContainTextAsync("audit.export");
        desk.StayedInTheHouse();
    }

    private static async Task Executed(Visitor desk, string order)
    {
        await Assertions.Expect(desk.This("done")).ToContainTextAsync("充电桩已执行");
        await Assertions.Expect(desk.This(order)).ToBeEnabledAsync();
    }
}
