using System.Text.Json;
using Doorstep.Machine;
using Microsoft.Playwright;

namespace Doorstep.House.Tests;

/// <summary>An official plans where to charge, changes the plan by hand, compares, and publishes; everybody reads the call.</summary>
public sealed class SitingTests
{
    /// <summary>A run waits for those before it and is given the least of a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static readonly LocatorAssertionsToBeVisibleOptions WhenDone = new() { Timeout = (float)Patience.TotalMilliseconds };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_official_runs_compares_and_publishes_a_plan_without_a_manual()
    {
        await using var house = await House.Demonstrate("--quiet");
        await Eventually.True(() => house.Output.Contains("Ctrl-C", StringComparison.Ordinal));
        await using var browser = await Browser.Open(house);
        await using var official = await browser.Desk();
        await official.SignIn("admin", await Password(house), "/city/siting");

        await official.This("new").Locator("summary").First.ClickAsync();
        await official.Write("name", "第一批试点");
        await official.This("area").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await official.This("work-quick").CheckAsync();
        await official.Click("start");
        await official.Page.WaitForURLAsync(url => Numbered(url));
        await Assertions.Expect(official.This("verified")).ToBeVisibleAsync(WhenDone);
        await official.Reads("verified", "已复核");
        await official.Reads("gap", "最优");
        await Assertions.Expect(official.Page.Locator("siting-map[state=ready]")).ToBeVisibleAsync();
        await official.Sees("forecast");
        await official.Picture("siting-run", whole: true);
        var first = official.Path;

        var site = await official.Page.Locator("[data-test=site][data-chosen=true]").First.GetAttributeAsync("data-site");
        await TakesOnTheMap(official, site!);
        await official.Click("again");
        await official.Page.WaitForURLAsync(url => Numbered(url) && !url.EndsWith(first, StringComparison.Ordinal));
        await Assertions.Expect(official.This("compare-parent")).ToBeVisibleAsync(WhenDone);
        await Assertions.Expect(official.Page.Locator($"[data-site='{site}']")).ToHaveAttributeAsync("data-chosen", "false");

        await official.Click("compare-parent");
        await official.Reads("compare", "覆盖率");
        await Assertions.Expect(official.This("differences")).ToContainTextAsync("指定不建的场所");
        await Assertions.Expect(official.Page.Locator("siting-map[state=ready]")).ToHaveCountAsync(2);
        await official.Picture("siting-compare", whole: true);

        await official.Go(first);
        await official.Write("call-title", "第一批试点项目申报通知");
        await official.Click("publish-do");
        await official.Sees("published");
        var call = await official.This("published").Locator("a").GetAttributeAsync("href");
        // Whoever comes later is told so, and is not asked again.
        await official.Go(first);
        await official.Reads("published", "第一批试点项目申报通知");
        await Assertions.Expect(official.This("publish-do")).ToHaveCountAsync(0);
        await official.Go($"{first}/report");
        await Assertions.Expect(official.Page.Locator("h1")).ToHaveTextAsync("第一批试点");
        await Assertions.Expect(official.Page.Locator("table").First).ToHaveCSSAsync("border-collapse", "collapse");
        official.StayedInTheHouse();

        await using var anybody = await browser.Phone();
        await anybody.Go(call!);
        await anybody.Reads("call-title", "第一批试点项目申报通知");
        await Assertions.Expect(anybody.This("call-sites").Locator("tbody tr").First).ToBeVisibleAsync();
        await anybody.Picture("siting-call", whole: true);
        anybody.StayedInTheHouse();
    }

    [Fact]
    public async Task Programs_run_and_read_plans_and_a_killed_server_goes_on_where_it_was()
    {
        await using var house = await House.Demonstrate("--quiet");
        await Eventually.True(() => house.Output.Contains("Ctrl-C", StringComparison.Ordinal));
        string id;
        using (var city = await house.City())
        {
            var shop = new Shop(city);
            var begun = await shop.Post("siting/runs", new { name = "深入", assumptions = new { work = "thorough", seconds = 6 } }, Token);
            id = begun.GetProperty("id").GetString()!;
            await Until(shop, id, run => run.GetProperty("state").GetString() == "running");
        }

        await house.Kill();
        await house.Start();
        using var again = await house.City();
        var reader = new Shop(again);
        await Until(reader, id, run => run.GetProperty("state").GetString() == "finished");
        var read = await reader.Get($"siting/runs/{id}", Token);
        Assert.True(read.GetProperty("verified").GetBoolean());
        Assert.Equal(1, read.GetProperty("run").GetProperty("resumed").GetInt32());
        Assert.Contains(read.GetProperty("sites").EnumerateArray(), s => s.GetProperty("chosen").GetBoolean());
        Assert.NotEmpty(await again.GetByteArrayAsync($"/api/v1/siting/runs/{id}/files/xlsx", Token));
    }

    /// <summary>By keyboard a site opens and nothing is decided by the way; by the pointer it is dragged into the box of what is not built.</summary>
    private static async Task TakesOnTheMap(Visitor official, string site)
    {
        var canvas = official.Page.Locator("siting-map canvas");
        await official.Page.Locator("siting-map").EvaluateAsync(
            """
            (map, id) => new Promise(done => {
                const at = map.plan.features.find(f => f.properties.layer === 'site' && f.properties.id === id).geometry.coordinates;
                map.map.once('idle', () => done());
                map.map.jumpTo({ center: at, zoom: 16 });
            })
            """,
            site);
        await canvas.FocusAsync();
        await official.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(official.Page.Locator(".city-map-card")).ToBeVisibleAsync();
        await official.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(official.Page.Locator(".city-map-card")).ToHaveCountAsync(0);

        await canvas.ScrollIntoViewIfNeededAsync();
        var map = (await canvas.BoundingBoxAsync())!;
        var (x, y) = (map.X + (map.Width / 2), map.Y + (map.Height / 2));
        await official.Page.Mouse.MoveAsync(x, y);
        await official.Page.Mouse.DownAsync();
        await official.Page.Mouse.MoveAsync(x + 20, y - 20);
        var tray = official.Page.Locator(".map-trays [data-wish=out]");
        await Assertions.Expect(tray).ToBeVisibleAsync();
        var box = (await tray.BoundingBoxAsync())!;
        await official.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await official.Page.Mouse.UpAsync();
        await Assertions.Expect(tray).ToBeHiddenAsync();
        await Assertions.Expect(official.This("tray-Out").Locator(".chip")).ToHaveCountAsync(1);
        await Assertions.Expect(official.This("tray-In").Locator(".chip")).ToHaveCountAsync(0);
    }

    private static async Task Until(Shop shop, string id, Func<JsonElement, bool> so)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Patience);
        while (true)
        {
            var run = (await shop.Get($"siting/runs/{id}", patience.Token)).GetProperty("run");
            Assert.NotEqual("failed", run.GetProperty("state").GetString());
            if (so(run))
            {
                return;
            }

            await Task.Delay(200, patience.Token);
        }
    }

    private static bool Numbered(string url) => long.TryParse(new Uri(url).Segments[^1], out _);

    private static async Task<string> Password(House house)
    {
        using var book = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(house.Data, "demonstration.json"), Token));
        return book.RootElement.GetProperty("Passwords").GetProperty("admin").GetString()!;
    }
}
