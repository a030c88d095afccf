using System.CommandLine;
using Doorstep.App;
using Doorstep.App.Siting;
using Doorstep.Host.Demonstration;
using Doorstep.Host.Server;
using Doorstep.Rules;
using Doorstep.Simulator;
using Doorstep.Simulator.City;
using Spectre.Console;

namespace Doorstep.Host.Commands;

/// <summary>`doorstep` without a command: a living demonstration city on a data folder of its own.</summary>
internal static class DemonstrationCommand
{
    public static void Furnish(RootCommand root)
    {
        var shared = new SharedOptions();
        var listen = new ListenOptions();
        var pace = new Option<double>("--pace") { Description = "how many times as fast as real time the demonstration lives", DefaultValueFactory = _ => 10 };
        var quiet = new Option<bool>("--quiet") { Description = "no simulated piles and residents" };
        shared.Data.DefaultValueFactory = _ => Path.Combine("data", "demonstration");
        shared.Data.Description = "the data folder; created when missing (the demonstration: data/demonstration)";
        listen.AddTo(root);
        root.Options.Add(shared.Data);
        root.Options.Add(pace);
        root.Options.Add(quiet);
        root.SetAction(async (parsed, ct) =>
        {
            if (shared.Read(parsed, [.. listen.Given(parsed), new("Pages:Demonstration", "true"), new("Wallet:Demonstration", "true")]) is not { } settings)
            {
                return 2;
            }

            if (!Listeners.Read(settings.Listen.Urls, settings.Listen.YkcPort).Listeners!.OnlyThisMachine)
            {
                await Console.Error.WriteLineAsync("The demonstration is open to everybody who reaches it, so it listens on this machine only: give --urls http://127.0.0.1:5080, or use `doorstep serve` for real use.");
                return 2;
            }

            var factor = parsed.GetValue(pace);
            if (factor is < 1 or > 120 || double.IsNaN(factor))
            {
                await Console.Error.WriteLineAsync("--pace is a number from 1 to 120; 10 makes an hour pass in six minutes.");
                return 2;
            }

            using var claim = DataFolder.Claim(settings.Store.DataFolder);
            if (claim is null)
            {
                return 3;
            }

            await Run(settings, factor, parsed.GetValue(quiet), ct);
            return 0;
        });
    }

    private static async Task Run(Settings settings, double factor, bool quiet, CancellationToken ct)
    {
        var folder = settings.Store.DataFolder;
        var book = DemonstrationBook.Open(folder);
        var start = book.Time is { } past && past > TimeProvider.System.GetUtcNow() ? past : TimeProvider.System.GetUtcNow();
        var city = DrawCity.Of(book.Seed);
        await using var app = await CityServer.Open(settings with { Siting = await Paths(settings.Siting, folder, city, ct) }, real => new CityClock(real, factor, start), ct);
        await CityServer.Start(app, ct);
        book = await ActivatorUtilities.CreateInstance<FurnishCity>(
            app.Services,
            ActivatorUtilities.CreateInstance<DemonstrationStaff>(app.Services),
            ActivatorUtilities.CreateInstance<FullWallets>(app.Services)).Run(city, book, ct);
        book.Save(folder);
        var listeners = app.Services.GetRequiredService<Listeners>();
        Tell(listeners, city, book, factor);

        // One clock for the city and for its piles: a second of starting up is two minutes at the fastest pace, and no pile's time would be believed.
        var clock = app.Services.GetRequiredService<CityClock>();
        var pace = new Pace(TimeProvider.System, factor, clock.GetUtcNow());
        using var life = CancellationTokenSource.CreateLinkedTokenSource(ct, app.Lifetime.ApplicationStopping);
        var living = quiet ? Task.CompletedTask : new LivingCity(city, listeners, pace, book).Run(life.Token);
        var planning = ActivatorUtilities.CreateInstance<FurnishPlan>(app.Services, ActivatorUtilities.CreateInstance<DemonstrationCall>(app.Services)).Run(life.Token);
        var remembering = Remember(book, folder, clock, life.Token);
        await app.WaitForShutdownAsync(ct);
        await life.CancelAsync();
        await remembering;
        await living;
        await planning;
        (book with { Time = clock.GetUtcNow() }).Save(folder);
    }

    /// <summary>Notes where the clock will be at the next note: after a kill the city goes on a little later, and never before what it has recorded.</summary>
    private static async Task Remember(DemonstrationBook book, string folder, CityClock clock, CancellationToken ct)
    {
        var every = TimeSpan.FromSeconds(10);
        using var timer = new PeriodicTimer(every);
        try
        {
            do
            {
                (book with { Time = clock.GetUtcNow() + (2 * clock.Pace * every) }).Save(folder);
            }
            while (await timer.WaitForNextTickAsync(ct));
        }
        catch (OperationCanceledException)
        {
            // stopped by hand: the exact time is noted last
        }
    }

    /// <summary>The demonstration walks on its own streets, unless the settings name an extract.</summary>
    private static async Task<SitingSettings> Paths(SitingSettings siting, string folder, CityDraft city, CancellationToken ct)
    {
        const string Name = "paths.osm";
        if (siting.WalkNetwork is not null)
        {
            return siting;
        }

        if (!File.Exists(Path.Combine(folder, Name)))
        {
            Directory.CreateDirectory(folder);
            using var drawn = new MemoryStream();
            DrawPaths.Write(drawn, city);
            await File.WriteAllBytesAsync(Path.Combine(folder, Name), drawn.ToArray(), ct);
        }

        return siting with { WalkNetwork = Name };
    }

    private static void Tell(Listeners listeners, CityDraft city, DemonstrationBook book, double factor)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns(new TableColumn("登录 sign in").NoWrap(), new TableColumn("密码 password").NoWrap(), new TableColumn("看什么 look at").NoWrap());
        table.AddRow(FurnishCity.Guest(city).Phone, "验证码 one-time code", $"{listeners.Front}");
        foreach (var account in FurnishCity.Accounts(city))
        {
            table.AddRow(account.UserName, book.Passwords[account.UserName], $"{listeners.Front}{account.Page}");
        }

        table.AddRow("公众 public", "", $"{listeners.Front}open");
        table.AddRow("程序 programs", "doorstep token", $"{listeners.Front}api");
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLine("[bold]家门口充电 Doorstep[/] · 演示城市 demonstration city");
        AnsiConsole.Write(table);
        // Lines of at most eighty columns: what is copied from a terminal must not be broken by it.
        AnsiConsole.MarkupLineInterpolated($"验证码在 admin 的短信发件箱 codes: {listeners.Front}city/messages");
        AnsiConsole.MarkupLineInterpolated($"演示时间加快 {factor} 倍 time runs {factor}× · YKC {listeners.YkcPort} · Ctrl-C 停止 stops");
    }
}
