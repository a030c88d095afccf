using Doorstep.App;
using Doorstep.App.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Doorstep.TestCity;

public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>
/// An empty, real store for one test, with everything the topics add to it: `await using var store = await TestStore.Open(engine, s => s.AddPeople(…))`.
/// The clock stands still until the test moves it.
/// </summary>
public sealed class TestStore : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(() => Task.Run(MakeSqliteTemplate));

    private static readonly Lazy<Task> PostgresTemplate = new(() => Task.Run(MakePostgresTemplate));

    private readonly IHost host;

    private TestStore(IHost host, StoreSettings settings)
    {
        this.host = host;
        Settings = settings;
    }

    public StoreSettings Settings { get; }

    public IServiceProvider Services => host.Services;

    public FakeTimeProvider Clock => Services.GetRequiredService<FakeTimeProvider>();

    public GroupCommit Writes => Services.GetRequiredService<GroupCommit>();

    public IDbContextFactory<DoorstepDb> Contexts => Services.GetRequiredService<IDbContextFactory<DoorstepDb>>();

    public IdSource Ids => Services.GetRequiredService<IdSource>();

    /// <param name="engine">Postgres skips the test where it is not installed.</param>
    /// <param name="more">What the test needs besides the store.</param>
    public static async Task<TestStore> Open(Engine engine = Engine.Sqlite, Action<IServiceCollection>? more = null)
    {
        var folder = Directory.CreateTempSubdirectory("doorstep-store-").FullName;
        var settings = new StoreSettings { DataFolder = folder };
        if (engine == Engine.Postgres)
        {
            await PostgresServer.Start();
            await PostgresTemplate.Value;
            settings = settings with { Postgres = await (await PostgresServer.Start()).CreateDatabase("city_template") };
        }
        else
        {
            File.Copy(await SqliteTemplate.Value, settings.SqliteFile);
        }

        return await Over(settings, more);
    }

    /// <summary>A store over a database that is already there (a second node, a restored backup); disposing it removes the data folder.</summary>
    public static async Task<TestStore> Over(StoreSettings settings, Action<IServiceCollection>? more = null, FakeTimeProvider? clock = null)
    {
        clock ??= new FakeTimeProvider(new(2026, 7, 1, 2, 0, 0, TimeSpan.Zero));
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton(new CityClock(clock));
        builder.Services.AddStore(settings);
        more?.Invoke(builder.Services);
        var started = builder.Build();
        await started.StartAsync();
        return new(started, settings);
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async Task<T> Read<T>(Func<DoorstepDb, Task<T>> read)
    {
        await using var db = await Contexts.CreateDbContextAsync();
        return await read(db);
    }

    public Task Write(Action<DoorstepDb> write) => Writes.Run(
        (db, _) =>
        {
            write(db);
            return Task.CompletedTask;
        },
        CancellationToken.None);

    /// <summary>Stops the services but leaves the records, as a clean stop does.</summary>
    public Task Stop() => host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        if (Settings.Postgres is null)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearPool(new($"Data Source={Settings.SqliteFile};Foreign Keys=True;Default Timeout=30"));
        }
        else
        {
            await (await PostgresServer.Start()).DropDatabase(Settings.Postgres);
        }

        if (Directory.Exists(Settings.DataFolder))
        {
            Directory.Delete(Settings.DataFolder, recursive: true);
        }
    }

    private static async Task<string> MakeSqliteTemplate()
    {
        var settings = new StoreSettings { DataFolder = Directory.CreateTempSubdirectory("doorstep-template-").FullName };
        await new PrepareStore(settings).Run(CancellationToken.None);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return settings.SqliteFile;
    }

    private static async Task MakePostgresTemplate()
    {
        var server = await PostgresServer.Start();
        var settings = new StoreSettings { DataFolder = Path.GetTempPath(), Postgres = await server.CreateDatabase(name: "city_template") + ";Pooling=false" };
        await new PrepareStore(settings).Run(CancellationToken.None);
    }
}
