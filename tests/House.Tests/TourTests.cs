using System.Globalization;
using Microsoft.Playwright;

namespace Doorstep.House.Tests;

/// <summary>The main job in a real browser: find, sign in, start by code, watch, stop, read the bill; the provider sees it live, and a power cut changes nothing.</summary>
[Collection<FurnishedHouse>]
public sealed class TourTests(Furnished place)
{
    [Fact]
    public async Task A_resident_charges_with_a_phone_while_the_provider_watches_and_the_power_goes()
    {
        await using var resident = await place.Browser.Phone();
        await using var provider = await place.Browser.Desk();
        await resident.Go("/");
        await resident.Reads("stations", "测试站");
        await resident.Reads("stations", "1.4");
        await resident.Click("station");
        await resident.Arrives("/stations/EZ9001");
        var bay = resident.Page.Locator($"[data-connector='{Furnished.Fast}-1']");
        await Assertions.Expect(bay).ToContainTextAsync("空闲");
        await bay.ClickAsync();
        await resident.Arrives("/start");
        await resident.Click("sign-in");
        await place.SignIn(resident, Furnished.Phone);
        await resident.Arrives("/start");
        await resident.Reads("balance", "100.00 元");
        await resident.Click("start");
        await resident.Arrives("/charging");
        var session = resident.Path.Split('/', '?')[2];

        await provider.SignIn(Furnished.Operator, Furnished.Password, "/provider");
        var earlier = await Charge(resident);
        // A provider of few stations sees every pile without opening anything.
        await Assertions.Expect(provider.This("live-piles")).ToContainTextAsync("充电中");
        await Assertions.Expect(provider.This("live-piles").GetByRole(AriaRole.Link, new() { NameRegex = new("kWh") })).ToHaveAttributeAsync("href", $"/provider/sessions/{session}");
        await resident.Picture("phone-charging");
        await provider.Picture("desk-wall");

        await resident.InTheDark(() => provider.InTheDark(async () =>
        {
            await place.House.Kill();
            await Assertions.Expect(resident.Page.Locator("live-parts[state=lost]")).ToBeVisibleAsync();
            await resident.Picture("phone-dark");
            await provider.Picture("desk-dark");
            await place.ComeBack();
            await Assertions.Expect(resident.Page.Locator("live-parts[state=live]")).ToBeVisibleAsync();
            await provider.Page.WaitForFunctionAsync(
                "since => parseFloat(document.querySelector('[data-test=live-piles] a[href^=\"/provider/sessions/\"]')?.textContent) > since", await resident.Rises("energy", earlier));
        }));
        Assert.Equal($"/charging/{session}", resident.Path);
        await resident.Hold("stop");
        await resident.Arrives("/bills/");
        await AddsUp(resident, earlier);
        await resident.Picture("phone-bill");
        await provider.Go($"/provider/sessions/{session}");
        await provider.Sees("bill-lines");
        Assert.Equal(await resident.Figure("bill-energy"), await provider.Figure("bill-energy"));
        resident.StayedInTheHouse();
        provider.StayedInTheHouse();
    }

    [Fact]
    public async Task A_resident_types_the_code_at_a_desk_and_reads_the_bill()
    {
        await using var resident = await place.Browser.Desk();
        await resident.Go("/start");
        await resident.Page.GetByTestId("code").PressSequentiallyAsync(Furnished.Other);
        await Assertions.Expect(resident.This("code")).ToHaveValueAsync("4207 0000 0000 12");
        await resident.Click("next");
        await resident.Click("sign-in");
        await place.SignIn(resident, Furnished.OtherPhone);
        await resident.Click("start");
        await resident.Arrives("/charging");
        var charged = await Charge(resident);
        await resident.InTheDark(async () =>
        {
            await resident.Page.Context.SetOfflineAsync(true);
            await resident.Hold("stop");
            await resident.Reads("stop-dark", "没有网络");
            await resident.Page.Context.SetOfflineAsync(false);
            await Assertions.Expect(resident.Page.Locator("live-parts[state=live]")).ToBeVisibleAsync();
        });
        Assert.StartsWith("/charging/", resident.Path, StringComparison.Ordinal);
        await resident.Hold("stop");
        await resident.Arrives("/bills/");
        await AddsUp(resident, charged);
        await resident.Go("/history");
        await Assertions.Expect(resident.Page.Locator("#main")).ToContainTextAsync("测试站");
        resident.StayedInTheHouse();
    }

    /// <summary>Kilowatt-hours and yuan rise; answers how far the kilowatt-hours came.</summary>
    internal static async Task<decimal> Charge(Visitor resident)
    {
        await Assertions.Expect(resident.Page.Locator("[data-test=session-now][data-state=Charging]")).ToBeVisibleAsync();
        var (energy, cost) = (await resident.Rises("energy", 0), await resident.Rises("cost", 0));
        await resident.Rises("cost", cost);
        return await resident.Rises("energy", energy);
    }

    internal static async Task AddsUp(Visitor resident, decimal least)
    {
        await resident.Sees("paid");
        var lines = resident.This("bill-line");
        var (energy, electricity, service) = (0m, 0m, 0m);
        for (var i = 0; i < await lines.CountAsync(); i++)
        {
            var cells = await lines.Nth(i).Locator("td").AllInnerTextsAsync();
            energy += decimal.Parse(cells[1], CultureInfo.InvariantCulture);
            electricity += decimal.Parse(cells[2], CultureInfo.InvariantCulture);
            service += decimal.Parse(cells[3], CultureInfo.InvariantCulture);
        }

        Assert.True(energy >= least, $"{energy} kWh on the bill after {least} on the page");
        Assert.Equal(energy, await resident.Figure("bill-energy"));
        Assert.Equal(electricity, await resident.Figure("bill-electricity"));
        Assert.Equal(service, await resident.Figure("bill-service"));
        Assert.Equal(electricity + service, await resident.Figure("bill-total"));
        // 1.00 + 0.40 yuan per kilowatt-hour, each rounded once a line; a night at midnight has two.
        var most = 0.005m * await lines.CountAsync();
        Assert.InRange(electricity - energy, -most, most);
        Assert.InRange(service - (energy * 0.4m), -most, most);
    }
}
