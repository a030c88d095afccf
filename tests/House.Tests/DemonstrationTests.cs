using System.Text.Json;
using System.Text.RegularExpressions;
using Doorstep.Machine;
using Microsoft.Playwright;

namespace Doorstep.House.Tests;

/// <summary>The first command of a newcomer, and the first thing he does.</summary>
public sealed partial class DemonstrationTests
{
    [Fact]
    public async Task A_newcomer_finds_a_station_in_the_living_city_and_charges_there()
    {
        await using var house = await House.Demonstrate();
        await Eventually.True(() => house.Output.Contains("Ctrl-C", StringComparison.Ordinal));
        await using var browser = await Browser.Open(house);
        await using var newcomer = await browser.Phone();
        await newcomer.Go("/");
        await Assertions.Expect(newcomer.Page.Locator("city-map[state=ready]")).ToBeVisibleAsync();
        await newcomer.Picture("phone-find");
        await newcomer.Click("filter-fast");
        await newcomer.This("station").First.ClickAsync();
        await newcomer.Arrives("/stations/");
        await newcomer.Page.Locator("a[data-test=bay]", new() { HasText = "快" }).First.ClickAsync();
        await newcomer.Click("sign-in");
        await newcomer.Write("phone", Resident().Match(house.Output).Value);
        await newcomer.Click("ask-code");
        await newcomer.Sees("code-sent");
        await newcomer.Write("code", await Code(house, browser));
        await newcomer.Click("enter");
        await newcomer.Arrives("/start");
        await newcomer.Click("start");
        await newcomer.Arrives("/charging");
        var charged = await TourTests.Charge(newcomer);
        await newcomer.Hold("stop");
        await newcomer.Arrives("/bills/");
        await newcomer.Sees("paid");
        Assert.True(await newcomer.Figure("bill-energy") >= charged);
        await newcomer.Picture("phone-demonstration-bill");
        await newcomer.Go("/history");
        await Assertions.Expect(newcomer.This("session")).ToHaveCountAsync(1);
        newcomer.StayedInTheHouse();
    }

    private static async Task<string> Code(House house, Browser browser)
    {
        using var book = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(house.Data, "demonstration.json"), TestContext.Current.CancellationToken));
        await using var administrator = await browser.Desk();
        await administrator.SignIn("admin", book.RootElement.GetProperty("Passwords").GetProperty("admin").GetString()!, $"/city/messages?phone={Uri.EscapeDataString(Resident().Match(house.Output).Value)}");
        var message = await administrator.This("text").First.InnerTextAsync();
        administrator.StayedInTheHouse();
        return string.Concat(message.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit));
    }

    [GeneratedRegex(@"\+86199\d{8}")]
    private static partial Regex Resident();
}
