using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Doorstep.App.Store;

/// <summary>
/// What SQLite is told once per connection: write-ahead log, every commit on disk before it is confirmed, waiting instead of failing
/// while another process (a backup, a command) writes. Connections are pooled, so the native handle remembers that it was told.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public static readonly SqlitePragmas Instance = new();

    private const string Pragmas = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA busy_timeout = 30000;
        PRAGMA cache_size = -32768;
        PRAGMA mmap_size = 268435456;
        PRAGMA temp_store = MEMORY;
        PRAGMA journal_size_limit = 67108864;
        """;

    private readonly ConditionalWeakTable<sqlite3, object> told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Tell(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // Microsoft.Data.Sqlite has no asynchronous work of its own.
        Tell(connection);
        return Task.CompletedTask;
    }

    private void Tell(DbConnection connection)
    {
        if (connection is not SqliteConnection { Handle: { } handle } || told.TryGetValue(handle, out _))
        {
            return;
        }

        // The library looks with a read-only connection whether there is a database; it cannot set a mode and need not.
        if (new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly)
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        told.AddOrUpdate(handle, this);
    }
}
