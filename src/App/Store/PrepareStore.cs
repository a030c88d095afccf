using System.Data.Common;
using System.Reflection;
using Doorstep.App.Store.Migrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Hosting;

namespace Doorstep.App.Store;

/// <summary>Brings the database to this version's shape before any other service starts; running it again changes nothing.</summary>
public sealed class PrepareStore(StoreSettings settings) : IHostedLifecycleService
{
    public async Task Run(CancellationToken ct)
    {
        if (settings.Problems() is [_, ..] problems)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
        }

        Directory.CreateDirectory(settings.DataFolder);
        // Without the migrations' own context, whose model would be made beside everybody's: that is a third of a start.
        await using var db = new DoorstepDb(StoreOptions.For<DoorstepDb>(settings));
        if (!(await Applied(db, ct)).IsSupersetOf(All(settings)))
        {
            await Migrate(ct);
        }

        await AppendOnly.Guard(db, ct);
    }

    /// <summary>The database under the name by which its migrations find it.</summary>
    public static DoorstepDb Open(StoreSettings settings) => settings.Postgres is null
        ? new SqliteDb(StoreOptions.For<SqliteDb>(settings))
        : new PostgresDb(StoreOptions.For<PostgresDb>(settings));

    private static IEnumerable<string> All(StoreSettings settings)
    {
        var context = settings.Postgres is null ? typeof(SqliteDb) : typeof(PostgresDb);
        return typeof(PrepareStore).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(Migration)) && t.GetCustomAttribute<DbContextAttribute>()?.ContextType == context)
            .Select(t => t.GetCustomAttribute<MigrationAttribute>()!.Id);
    }

    /// <summary>Empty also where there is no database yet.</summary>
    private static async Task<HashSet<string>> Applied(DoorstepDb db, CancellationToken ct)
    {
        var applied = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            await db.Database.OpenConnectionAsync(ct);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "SELECT migration_id FROM \"__EFMigrationsHistory\"";
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                applied.Add(reader.GetString(0));
            }
        }
        catch (DbException)
        {
            // Whatever is wrong, migrating says it better or mends it.
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        return applied;
    }

    private async Task Migrate(CancellationToken ct)
    {
        await using var db = Open(settings);
        if (settings.Postgres is null)
        {
            await ForgetLostLock(db, ct);
        }

        await db.Database.MigrateAsync(ct);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Run(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>On SQLite the migration lock is a row that survives a kill and would block every later start; no migration of ours takes ten minutes.</summary>
    private static async Task ForgetLostLock(DoorstepDb db, CancellationToken ct)
    {
        var there = await db.Database.SqlQuery<int>($"SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(ct);
        if (there > 0)
        {
            await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\" WHERE datetime(\"Timestamp\") < datetime('now', '-10 minutes')", ct);
        }
    }
}
