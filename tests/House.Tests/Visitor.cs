using Microsoft.Playwright;

namespace Doorstep.House.Tests;

/// <summary>One person before one page; whatever left the house's own origin, and whatever the pages' scripts complained of, is remembered.</summary>
public sealed class Visitor : IAsyncDisposable
{
    /// <summary>How long anything awaited may take on a slow and busy machine; nothing waits this long when it works.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly House house;

    private readonly IBrowserContext context;

    private readonly List<string> strangers = [];

    private readonly List<string> complaints = [];

    private bool dark;

    internal Visitor(House house, IBrowserContext context, IPage page)
    {
        this.house = house;
        this.context = context;
        Page = page;
        context.Request += (_, request) => Note(request.Url);
        page.WebSocket += (_, socket) => Note(socket.Url);
        page.PageError += (_, error) => Complain(error);
        page.Console += (_, said) => { if (said.Type == "error") { Complain($"{said.Text} ({said.Location})"); } };
    }

    public IPage Page { get; }

    /// <summary>Where he is, without the origin.</summary>
    public string Path => new Uri(Page.Url).PathAndQuery;

    public ILocator This(string name) => Page.GetByTestId(name);

    public Task Go(string path) => Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.DOMContentLoaded });

    public Task Click(string name) => This(name).ClickAsync();

    public Task Write(string name, string text) => This(name).FillAsync(text);

    /// <summary>Chooses a file of text, as soon as the page takes one.</summary>
    public async Task Hands(string name, string file, string text)
    {
        await Assertions.Expect(This(name)).ToBeEnabledAsync();
        await This(name).SetInputFilesAsync(new FilePayload { Name = file, MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });
    }

    public Task Reads(string name, string words) => Assertions.Expect(This(name)).ToContainTextAsync(words);

    public Task Sees(string name) => Assertions.Expect(This(name).First).ToBeVisibleAsync();

    public async Task Arrives(string path)
    {
        try
        {
            await Page.WaitForURLAsync(url => new Uri(url).AbsolutePath.StartsWith(path, StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"He waits for {path} and is at {Path}, where it says: {await Page.Locator("body").InnerTextAsync()}", late);
        }
    }

    /// <summary>Presses and holds, as a thumb does.</summary>
    public Task Hold(string name) => This(name).ClickAsync(new() { Delay = 1500 });

    /// <summary>Goes on with the Tab key alone until a part has the focus, which must be seen.</summary>
    public async Task TabTo(string name)
    {
        const int Most = 80;
        for (var i = 0; i < Most; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.EvaluateAsync<bool>("name => document.activeElement?.dataset?.test === name", name))
            {
                Assert.True(await Page.EvaluateAsync<bool>("() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 }"), $"{name} has the focus and does not show it");
                return;
            }
        }

        Assert.Fail($"{Most} presses of Tab do not reach {name} on {Path}.");
    }

    /// <summary>Goes to a link with the Tab key and follows it with Enter; again, as people do, where a page still busy did not hear it.</summary>
    public async Task EnterTo(string name, string path)
    {
        const int Most = 3;
        for (var tries = 1; ; tries++)
        {
            await TabTo(name);
            await Page.Keyboard.PressAsync("Enter");
            try
            {
                await Arrives(path);
                return;
            }
            catch (TimeoutException) when (tries < Most)
            {
                // Unheard.
            }
        }
    }

    /// <summary>Signs in as a member of staff and comes to his first page.</summary>
    public async Task SignIn(string user, string password, string to)
    {
        await Go($"/staff/sign-in?returnUrl={Uri.EscapeDataString(to)}");
        await Write("user", user);
        await Write("password", password);
        await Click("enter");
        await Arrives(to.Split('?')[0]);
    }

    /// <summary>The number a part of the page shows, without its unit.</summary>
    public async Task<decimal> Figure(string name) => FigureIn(await This(name).InnerTextAsync());

    /// <summary>Waits until a figure is above a value; answers it.</summary>
    public async Task<decimal> Rises(string name, decimal above)
    {
        await Page.WaitForFunctionAsync(
            "([name, above]) => { const part = document.querySelector(`[data-test=${name}]`); return part && parseFloat(part.textContent.replace(/[^0-9.]/g, '')) > above }",
            new object[] { name, above });
        return await Figure(name);
    }

    /// <summary>While the power is off a page may say that it reaches nobody.</summary>
    public async Task InTheDark(Func<Task> happens)
    {
        dark = true;
        await happens();
        dark = false;
    }

    /// <summary>Everything came from the house, and no script was unhappy.</summary>
    public void StayedInTheHouse()
    {
        Assert.Empty(strangers);
        Assert.Empty(complaints);
    }

    /// <summary>Keeps a picture when somebody wants to look (TOUR_PICTURES names a folder).</summary>
    public async Task Picture(string name, bool whole = false)
    {
        if (Environment.GetEnvironmentVariable("TOUR_PICTURES") is { } folder)
        {
            await Page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(folder, $"{name}.png"), FullPage = whole });
        }
    }

    internal static async Task Keep(string file, string text)
    {
        if (Environment.GetEnvironmentVariable("TOUR_PICTURES") is { } folder)
        {
            await File.WriteAllTextAsync(System.IO.Path.Combine(folder, file), text);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Picture($"{TestContext.Current.TestMethod?.MethodName}-{Page.ViewportSize?.Width}", whole: true);
        await context.DisposeAsync();
    }

    internal static decimal FigureIn(string text) => decimal.Parse(string.Concat(text.Where(c => char.IsAsciiDigit(c) || c == '.')), System.Globalization.CultureInfo.InvariantCulture);

    private void Note(string url)
    {
        var to = new Uri(url);
        if (to.Scheme is not ("data" or "blob") && !(to.IsLoopback && to.Port == house.Address.Port))
        {
            strangers.Add(url);
        }
    }

    private void Complain(string words)
    {
        if (!dark || !(words.Contains("net::ERR_", StringComparison.Ordinal) || words.Contains("/_framework/blazor.web", StringComparison.Ordinal)))
        {
            complaints.Add(words);
        }
    }
}
