using System.IO.Compression;
using System.Text;
using Doorstep.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Doorstep.App.Store;

/// <summary>
/// Brings a backup back into an empty place and up to this version's shape; nothing is left half restored. Refuses `restore.file` (file),
/// `restore.damaged`, `restore.other-database` (database), `restore.newer` (migration), `restore.not-empty` (place).
/// </summary>
public sealed class RestoreStore(StoreSettings settings, PrepareStore prepare)
{
    public async Task<Decision<BackupManifest>> Run(string file, CancellationToken ct)
    {
        if (!File.Exists(file))
        {
            return new Refusal("restore.file", ("file", file));
        }

        ZipArchive archive;
        try
        {
            archive = await ZipFile.OpenReadAsync(file, ct);
        }
        catch (InvalidDataException)
        {
            return new Refusal("restore.damaged", ("file", file));
        }

        await using (archive)
        {
            if (await BackupFile.ReadManifest(archive, ct) is not { Product: "doorstep" } manifest || !await BackupFile.Whole(archive, manifest, ct))
            {
                return new Refusal("restore.damaged", ("file", file));
            }

            if (manifest.Database != (settings.Postgres is null ? "sqlite" : "postgresql"))
            {
                return new Refusal("restore.other-database", ("database", manifest.Database));
            }

            Directory.CreateDirectory(settings.DataFolder);
            var refusal = settings.Postgres is null ? await Sqlite(archive, manifest, ct) : await Postgres(archive, manifest, ct);
            if (refusal is not null)
            {
                return refusal;
            }

            await prepare.Run(ct);
            return manifest;
        }
    }

    private async Task<Refusal?> Sqlite(ZipArchive archive, BackupManifest manifest, CancellationToken ct)
    {
        if (File.Exists(settings.SqliteFile))
        {
            return new("restore.not-empty", ("place", settings.SqliteFile));
        }

        await using (var db = PrepareStore.Open(settings))
        {
            if (!db.Database.GetMigrations().Contains(manifest.Migration))
            {
                return new("restore.newer", ("migration", manifest.Migration));
            }
        }

        var unfinished = settings.SqliteFile + ".part";
        await using (var to = new FileStream(unfinished, FileMode.Create))
        {
            await using var from = archive.GetEntry("doorstep.db")!.Open();
            await from.CopyToAsync(to, ct);
            to.Flush(flushToDisk: true);
        }

        if (await SqliteCheck.Finding(unfinished, ct) is not null)
        {
            File.Delete(unfinished);
            return new("restore.damaged", ("file", "doorstep.db"));
        }

        File.Move(unfinished, settings.SqliteFile);
        return null;
    }

    private async Task<Refusal?> Postgres(ZipArchive archive, BackupManifest manifest, CancellationToken ct)
    {
        await using var db = PrepareStore.Open(settings);
        if (!db.Database.GetMigrations().Contains(manifest.Migration))
        {
            return new("restore.newer", ("migration", manifest.Migration));
        }

        if ((await db.Database.GetAppliedMigrationsAsync(ct)).Any())
        {
            return new("restore.not-empty", ("place", "PostgreSQL"));
        }

        await db.GetService<IMigrator>().MigrateAsync(manifest.Migration, ct);
        try
        {
            await Fill(db, archive, manifest, ct);
            return null;
        }
        catch
        {
            // As empty as it was found.
            await db.GetService<IMigrator>().MigrateAsync(Migration.InitialDatabase, CancellationToken.None);
            throw;
        }
    }

    private static async Task Fill(DoorstepDb db, ZipArchive archive, BackupManifest manifest, CancellationToken ct)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        foreach (var part in manifest.Parts)
        {
            var columns = string.Join(", ", part.Columns.Select(BackupStore.Quoted));
            await using var writer = await connection.BeginTextImportAsync($"COPY {BackupStore.Quoted(part.Table!)} ({columns}) FROM STDIN", ct);
            using var reader = new StreamReader(archive.GetEntry(part.Name)!.Open(), new UTF8Encoding(false));
            var buffer = new char[1 << 15];
            for (int read; (read = await reader.ReadAsync(buffer, ct)) > 0;)
            {
                await writer.WriteAsync(buffer.AsMemory(0, read), ct);
            }
        }

        await ContinueCounters(connection, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Columns that count by themselves go on after the highest number restored.</summary>
    private static async Task ContinueCounters(NpgsqlConnection connection, CancellationToken ct)
    {
        var counters = new List<string>();
        await using (var find = new NpgsqlCommand(
            """
            SELECT format('SELECT setval(pg_get_serial_sequence(%L, %L), coalesce(max(%I), 0) + 1, false) FROM %I', quote_ident(table_name), column_name, column_name, table_name)
            FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'
            """,
            connection))
        await using (var rows = await find.ExecuteReaderAsync(ct))
        {
            while (await rows.ReadAsync(ct))
            {
                counters.Add(rows.GetString(0));
            }
        }

        foreach (var counter in counters)
        {
            await using var command = new NpgsqlCommand(counter, connection);
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
