using Microsoft.Playwright;

namespace Doorstep.House.Tests;

/// <summary>A real browser at one size and in one language, which remembers every request that left the house's own origin.</summary>
public sealed class Browser : IAsyncDisposable
{
    private readonly IPlaywright playwright;

    private readonly IBrowser browser;

    private readonly List<string> strangers = [];

    private readonly List<string> complaints = [];

    private Browser(IPlaywright playwright, IBrowser browser, IPage page)
    {
        this.playwright = playwright;
        this.browser = browser;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Requests to any origin but the house's.</summary>
    public IReadOnlyList<string> Strangers => strangers;

    /// <summary>Errors the pages' own scripts reported.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>Opens a browser, or says why the test cannot run; on CI a missing browser is a failure.</summary>
    public static async Task<Browser> Open(House house, int width, int height, string language = "zh-CN")
    {
        var program = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        if (program is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true", "No Chromium on this machine; the browser tests need one.");
            Assert.Fail("No Chromium on CI.");
        }

        var driver = await Playwright.CreateAsync();
        var chromium = await driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var context = await chromium.NewContextAsync(new()
        {
            BaseURL = house.Address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            Locale = language,
            IsMobile = width < 600,
            HasTouch = width < 600,
            TimezoneId = "Asia/Shanghai",
        });
        var opened = new Browser(driver, chromium, await context.NewPageAsync());
        context.Request += (_, request) => opened.Note(house, request.Url);
        opened.Page.PageError += (_, error) => opened.complaints.Add(error);
        return opened;
    }

    public async Task Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("DOORSTEP_PICTURES") is { } folder)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private void Note(House house, string url)
    {
        if (!url.StartsWith(house.Address.ToString(), StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith("blob:", StringComparison.Ordinal))
        {
            strangers.Add(url);
        }
    }
}
