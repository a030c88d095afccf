using Doorstep.App;
using Doorstep.App.Charging;
using Doorstep.App.Devices;
using Doorstep.App.Live;
using Doorstep.App.People;
using Doorstep.App.Pricing;
using Doorstep.App.Siting;
using Doorstep.App.Stations;
using Doorstep.App.Store;
using Doorstep.Web;
using Doorstep.Web.Api;
using Doorstep.Web.People;
using OpenTelemetry.Metrics;
using Serilog;
using Serilog.Formatting.Compact;

namespace Doorstep.Host.Server;

/// <summary>Puts the rooms together into one program: services, then the way of a request, then the doors.</summary>
internal static class CityServer
{
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(8);

    /// <summary>The store is prepared on one core while another puts the services together: each is a third of a start.</summary>
    public static async Task<WebApplication> Open(Settings settings, Func<TimeProvider, CityClock>? clock, CancellationToken ct)
    {
        var building = Task.Run(() => Build(settings, clock), ct);
        try
        {
            await new PrepareStore(settings.Store).Run(ct);
        }
        catch
        {
            await (await building).DisposeAsync();
            throw;
        }

        return await building;
    }

    /// <summary>The handlers of the routes are compiled on one core while the owners of live state start on another.</summary>
    public static async Task Start(WebApplication app, CancellationToken ct)
    {
        var routes = Task.Run(() => ((IEndpointRouteBuilder)app).DataSources.Sum(source => source.Endpoints.Count), ct);
        await app.StartAsync(ct);
        await routes;
    }

    private static WebApplication Build(Settings settings, Func<TimeProvider, CityClock>? clock)
    {
        var listeners = Listeners.Read(settings.Listen.Urls, settings.Listen.YkcPort).Listeners!;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseStaticWebAssets();
        // What a connection reads is dealt with where it was read, without a hop to another thread.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            listeners.Open(kestrel);
        });
        builder.Services.AddSerilog(log => log
            // The demonstration's console is for its visitor.
            .MinimumLevel.Is(settings.Pages.Demonstration ? Serilog.Events.LogEventLevel.Error : Serilog.Events.LogEventLevel.Information)
            .MinimumLevel.Override("Microsoft", Loudest(settings))
            .MinimumLevel.Override("Orleans", Loudest(settings))
            // They say over and over that the machine is busy; the figures at /metrics say it once.
            .MinimumLevel.Override("Orleans.Runtime.Watchdog", Serilog.Events.LogEventLevel.Fatal)
            .MinimumLevel.Override("Orleans.Runtime.MembershipService.LocalSiloHealthMonitor", Serilog.Events.LogEventLevel.Error)
            .MinimumLevel.Override("Polly", Loudest(settings))
            .MinimumLevel.Override("System", Loudest(settings))
            .ReadFrom.Configuration(builder.Configuration)
            .WriteTo.Console(new CompactJsonFormatter()));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestGoodbye);

        builder.Services.AddSingleton(listeners);
        builder.Services.AddSingleton(services => clock?.Invoke(services.GetRequiredService<TimeProvider>()) ?? new CityClock(services.GetRequiredService<TimeProvider>()));
        builder.Services.AddStore(settings.Store).AddPeople().AddStations().AddPricing().AddWallet(settings.Wallet).AddSiting(settings.Siting).AddPlannerBeside().AddStudio().AddCharging().AddRetention().AddLive(settings.Live).AddDevices(settings.Devices);
        builder.Services.AddRateLimiter(limits => limits.AddPeopleLimits());
        builder.Services.AddPeopleAuthentication().AddDoorstepPages(settings.Pages).AddDoorstepApi();
        builder.Services.AddHealthChecks().AddCheck<StoreHealth>("store", tags: ["ready"]);
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddAspNetCoreInstrumentation()
            .AddRuntimeInstrumentation()
            .AddMeter("Doorstep.*", "Microsoft.Orleans")
            .AddPrometheusExporter());

        var app = builder.Build();
        app.UseDoorstepPages();
        app.UsePeople();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseKeepableText();
        app.UseWebSockets();
        var routes = new RoutesMadeOnce(app);
        routes.MapPiles();
        routes.MapPeople();
        routes.MapDoorstepApi();
        routes.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") });
        routes.MapPrometheusScrapingEndpoint("/metrics");
        ((IEndpointRouteBuilder)app).DataSources.Add(routes);
        app.MapDoorstepPages();
        return app;
    }

    private static Serilog.Events.LogEventLevel Loudest(Settings settings) =>
        settings.Pages.Demonstration ? Serilog.Events.LogEventLevel.Error : Serilog.Events.LogEventLevel.Warning;
}
