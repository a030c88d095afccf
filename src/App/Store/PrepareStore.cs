using Doorstep.App.Store.Migrations;
using Microsoft.EntityFrameworkCore;
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
        await using var db = Open(settings);
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
        {
            if (settings.Postgres is null)
            {
                await ForgetLostLock(db, ct);
            }

            await db.Database.MigrateAsync(ct);
        }

        await AppendOnly.Guard(db, ct);
    }

    /// <summary>The database under the name by which its migrations find it.</summary>
    public static DoorstepDb Open(StoreSettings settings) => settings.Postgres is null
        ? new SqliteDb(StoreOptions.For<SqliteDb>(settings))
        : new PostgresDb(StoreOptions.For<PostgresDb>(settings));

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
