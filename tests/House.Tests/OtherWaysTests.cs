using Microsoft.Playwright;

namespace Doorstep.House.Tests;

/// <summary>Not everyone reads Chinese by day and points with a finger.</summary>
[Collection<FurnishedHouse>]
public sealed class OtherWaysTests(Furnished place)
{
    [Fact]
    public async Task A_resident_charges_in_English_at_night_with_the_keyboard_alone()
    {
        await using var resident = await place.Browser.Desk("en-GB", ColorScheme.Dark);
        await resident.Go("/stations/EZ9001");
        await Assertions.Expect(resident.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Assertions.Expect(resident.Page.Locator("body")).ToHaveCSSAsync("color-scheme", "dark");
        await resident.EnterTo("start", "/start");
        await resident.TabTo("code");
        await resident.Page.Keyboard.TypeAsync(Furnished.Third);
        await resident.Page.Keyboard.PressAsync("Enter");
        await resident.Sees("price");
        await resident.TabTo("sign-in");
        await resident.Page.Keyboard.PressAsync("Enter");
        await place.SignIn(resident, Furnished.ThirdPhone);
        await resident.Sees("balance");
        await resident.TabTo("start");
        await resident.Page.Keyboard.PressAsync("Enter");
        await resident.Arrives("/charging");
        await TourTests.Charge(resident);
        await resident.Picture("desk-charging-night");
        await resident.TabTo("stop");
        await resident.Page.Keyboard.DownAsync("Enter");
        await resident.Arrives("/bills/");
        await resident.Page.Keyboard.UpAsync("Enter");
        await TourTests.AddsUp(resident, 0);
        resident.StayedInTheHouse();
    }

    [Fact]
    public async Task Who_came_to_a_bay_with_the_keyboard_stays_there_when_another_bay_changes()
    {
        await using var desk = await place.Browser.Desk();
        await desk.SignIn(Furnished.Operator, Furnished.Password, $"/provider/piles/{Furnished.Fifth}");
        await using var resident = await place.Browser.Desk();
        await resident.Go("/stations/EZ9001");
        var free = resident.Page.Locator($"a[data-test=bay]:not([data-connector='{Furnished.Fifth}-1'])").First;
        // Cars of earlier charges may still leave and free more bays: this very one is meant from here on.
        var mine = resident.Page.Locator($"a[data-connector='{await free.GetAttributeAsync("data-connector")}']");
        await mine.FocusAsync();
        foreach (var (order, state, tag) in new[] { ("启用", "暂停", "DIV"), ("停用", "空闲", "A") })
        {
            await desk.Click("order-availability");
            await Assertions.Expect(desk.This("connectors")).ToContainTextAsync(state);
            await Assertions.Expect(desk.This("order-availability")).ToHaveTextAsync(order);
            await resident.Page.WaitForFunctionAsync("([pile, tag]) => document.querySelector(`[data-connector='${pile}-1']`).tagName === tag", new[] { Furnished.Fifth, tag });
            await Assertions.Expect(mine).ToBeFocusedAsync();
        }

        resident.StayedInTheHouse();
        desk.StayedInTheHouse();
    }

    [Fact]
    public async Task Who_likes_things_to_move_walks_from_page_to_page_without_a_complaint_of_his_browser()
    {
        await using var visitor = await place.Browser.Phone(motion: ReducedMotion.NoPreference);
        for (var round = 0; round < 3; round++)
        {
            await visitor.Go("/");
            await visitor.Click("filter-fast");
            await visitor.This("station").First.ClickAsync();
            await visitor.Arrives("/stations/");
            await visitor.This("bays").Locator("a").First.ClickAsync();
            await visitor.Arrives("/start");
            await visitor.Go("/open");
            await visitor.Go("/");
        }

        visitor.StayedInTheHouse();
    }

    [Fact]
    public async Task A_visitor_switches_the_language_and_the_light_and_stays_where_he_is()
    {
        await using var visitor = await place.Browser.Phone();
        await visitor.Go("/stations/EZ9001");
        await visitor.Click("switch-language");
        await Assertions.Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await visitor.Click("switch-dark");
        await Assertions.Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-scheme", "dark");
        await visitor.Click("switch-light");
        await visitor.Click("switch-language");
        await Assertions.Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        Assert.Equal("/stations/EZ9001", visitor.Path);
        visitor.StayedInTheHouse();
    }
}
