using Microsoft.Playwright;

namespace Doorstep.House.Tests;

/// <summary>A real browser; each of its visitors has a window, a language and a memory of his own.</summary>
public sealed class Browser : IAsyncDisposable
{
    // Nothing but this machine has an address, so that a request that left would fail loudly besides being noted.
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ];

    private readonly IPlaywright playwright;

    private readonly IBrowser browser;

    private readonly House house;

    private Browser(IPlaywright playwright, IBrowser browser, House house)
    {
        this.playwright = playwright;
        this.browser = browser;
        this.house = house;
    }

    /// <summary>Opens a browser, or says why the test cannot run; on CI a missing browser is a failure.</summary>
    public static async Task<Browser> Open(House house)
    {
        var program = Array.Find(["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"], File.Exists);
        if (program is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true", "No Chromium on this machine; the browser tests need one.");
            Assert.Fail("No Chromium on CI.");
        }

        Assertions.SetDefaultExpectTimeout((float)Visitor.Patience.TotalMilliseconds);
        var driver = await Playwright.CreateAsync();
        driver.Selectors.SetTestIdAttribute("data-test");
        return new(driver, await driver.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Flags }), house);
    }

    /// <summary>Somebody comes with a phone, 360 × 740.</summary>
    public Task<Visitor> Phone(string language = "zh-CN", ColorScheme scheme = ColorScheme.Light, ReducedMotion motion = ReducedMotion.Reduce) => Come(360, 740, language, scheme, motion);

    /// <summary>Somebody sits at a desk, 1280 × 800.</summary>
    public Task<Visitor> Desk(string language = "zh-CN", ColorScheme scheme = ColorScheme.Light) => Come(1280, 800, language, scheme, ReducedMotion.Reduce);

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private async Task<Visitor> Come(int width, int height, string language, ColorScheme scheme, ReducedMotion motion)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = house.Address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            Locale = language,
            ColorScheme = scheme,
            ReducedMotion = motion,
            IsMobile = width < 600,
            HasTouch = width < 600,
            TimezoneId = "Asia/Shanghai",
        });
        context.SetDefaultTimeout((float)Visitor.Patience.TotalMilliseconds);
        return new(house, context, await context.NewPageAsync());
    }
}
