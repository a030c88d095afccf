using System.Data;
using System.IO.Compression;
using System.Text;
using Doorstep.Rules;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Doorstep.App.Store;

/// <summary>
/// Writes everything the city keeps into one file while the city goes on working. Whatever was confirmed before it began is in it; the file appears
/// under its name only when it is whole and on disk. Refuses `backup.exists` (file), `backup.nothing` (place), `backup.folder` (folder).
/// </summary>
/// <remarks>SQLite: VACUUM INTO from one snapshot. PostgreSQL: COPY of every table from one repeatable-read snapshot, so that no other program is needed.</remarks>
public sealed class BackupStore(StoreSettings settings, TimeProvider clock)
{
    public sealed record Made(string File, long Bytes, BackupManifest Manifest);

    public async Task<Decision<Made>> Run(string file, CancellationToken ct)
    {
        if (File.Exists(file))
        {
            return new Refusal("backup.exists", ("file", file));
        }

        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file))))
        {
            return new Refusal("backup.folder", ("folder", Path.GetDirectoryName(Path.GetFullPath(file)) ?? file));
        }

        if (settings.Postgres is null && !File.Exists(settings.SqliteFile))
        {
            return new Refusal("backup.nothing", ("place", settings.SqliteFile));
        }

        await using var db = PrepareStore.Open(settings);
        if ((await db.Database.GetAppliedMigrationsAsync(ct)).LastOrDefault() is not { } migration)
        {
            return new Refusal("backup.nothing", ("place", settings.Postgres is null ? settings.SqliteFile : "PostgreSQL"));
        }

        var unfinished = file + ".part";
        BackupManifest manifest;
        try
        {
            await using var stream = new FileStream(unfinished, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
            await using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                var at = clock.GetUtcNow();
                var parts = settings.Postgres is null ? await Sqlite(archive, unfinished, ct) : await Postgres(archive, db, ct);
                manifest = new("doorstep", settings.Postgres is null ? "sqlite" : "postgresql", migration, at, parts);
                await BackupFile.WriteManifest(archive, manifest, ct);
            }

            stream.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }

        File.Move(unfinished, file);
        return new Made(file, new FileInfo(file).Length, manifest);
    }

    private async Task<IReadOnlyList<BackupPart>> Sqlite(ZipArchive archive, string beside, CancellationToken ct)
    {
        var copy = beside + ".db";
        File.Delete(copy);
        try
        {
            var from = new SqliteConnectionStringBuilder { DataSource = settings.SqliteFile, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 60 };
            await using (var connection = new SqliteConnection(from.ToString()))
            {
                await connection.OpenAsync(ct);
                await using var command = connection.CreateCommand();
                command.CommandText = "VACUUM INTO $copy";
                command.Parameters.AddWithValue("$copy", copy);
                command.CommandTimeout = 0;
                await command.ExecuteNonQueryAsync(ct);
            }

            await SqliteCheck.Whole(copy, ct);
            var hash = await BackupFile.Write(archive, "doorstep.db", async to =>
            {
                await using var read = File.OpenRead(copy);
                await read.CopyToAsync(to, ct);
            });
            return [new("doorstep.db", null, [], hash)];
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private static async Task<IReadOnlyList<BackupPart>> Postgres(ZipArchive archive, DoorstepDb db, CancellationToken ct)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var parts = new List<BackupPart>();
        foreach (var table in TableOrder.Of(db))
        {
            string[] columns = [.. table.Columns.Select(c => c.Name)];
            var hash = await BackupFile.Write(archive, $"{table.Name}.copy", async to =>
            {
                using var rows = await connection.BeginTextExportAsync($"COPY {Quoted(table.Name)} ({string.Join(", ", columns.Select(Quoted))}) TO STDOUT", ct);
                await using var writer = new StreamWriter(to, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
                var buffer = new char[1 << 15];
                for (int read; (read = await rows.ReadAsync(buffer, ct)) > 0;)
                {
                    await writer.WriteAsync(buffer.AsMemory(0, read), ct);
                }
            });
            parts.Add(new($"{table.Name}.copy", table.Name, columns, hash));
        }

        return parts;
    }

    internal static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>The model's tables, each after those it refers to.</summary>
internal static class TableOrder
{
    public static IReadOnlyList<ITable> Of(DoorstepDb db)
    {
        var waiting = db.Model.GetRelationalModel().Tables.OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<ITable>();
        while (waiting.Count > 0)
        {
            var next = waiting.First(t => t.ForeignKeyConstraints.All(k => k.PrincipalTable == t || ordered.Contains(k.PrincipalTable)));
            waiting.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }
}

/// <summary>SQLite's own check of a file.</summary>
internal static class SqliteCheck
{
    public static async Task Whole(string file, CancellationToken ct)
    {
        if (await Finding(file, ct) is { } damage)
        {
            throw new InvalidDataException($"{file} is damaged: {damage}");
        }
    }

    /// <summary>Null when the file is whole.</summary>
    public static async Task<string?> Finding(string file, CancellationToken ct)
    {
        try
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            return await command.ExecuteScalarAsync(ct) is "ok" ? null : "quick_check";
        }
        catch (SqliteException damage)
        {
            return damage.Message;
        }
    }
}
