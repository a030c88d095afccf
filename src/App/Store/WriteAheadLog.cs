using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Doorstep.App.Store;

/// <summary>
/// SQLite's write-ahead log, brought back into the database file beside the writing. By itself SQLite does that inside every thousandth page's commit,
/// and a whole group waits for it; here most of it happens on another connection, and the writer only finishes what is left, so that the log starts anew.
/// </summary>
internal sealed class WriteAheadLog : IAsyncDisposable
{
    /// <summary>Pages of 4 KiB after which it is brought back: often rewritten pages are brought back once, a crash has little to read.</summary>
    private const int Long = 8192;

    private const string Checkpoint = "PRAGMA wal_checkpoint(PASSIVE)";

    // sqlite3.h: SQLITE_DBSTATUS_CACHE_WRITE, pages this connection has written to the log.
    private const int PagesWritten = 9;

    private readonly SqliteConnection writing;
    private readonly StoreSettings settings;
    private int pages;
    private Task? beside;

    public WriteAheadLog(SqliteConnection writing, StoreSettings settings)
    {
        (this.writing, this.settings) = (writing, settings);
        Tell("PRAGMA wal_autocheckpoint = 0");
    }

    /// <summary>Called between two groups.</summary>
    public async Task Tidy()
    {
        _ = raw.sqlite3_db_status(writing.Handle, PagesWritten, out int written, out _, 1);
        pages += written;
        if (beside is null && pages >= Long)
        {
            beside = Task.Run(BringBack);
        }
        else if (beside is { IsCompleted: true } done)
        {
            // A reader that still looks at old pages may keep the log from starting anew; it is tried again when it has grown as much once more.
            (beside, pages) = (null, 0);
            await done;
            Tell(Checkpoint);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (beside is { } last)
        {
            beside = null;
            await last;
        }
    }

    private void Tell(string pragma)
    {
        using var command = writing.CreateCommand();
#pragma warning disable CA2100 // one of this file's own words
        command.CommandText = pragma;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private async Task BringBack()
    {
        await using var connection = new SqliteConnection(StoreOptions.SqliteConnection(settings.SqliteFile));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Checkpoint;
        await command.ExecuteNonQueryAsync();
        // Once more for what was written meanwhile, which is less.
        await command.ExecuteNonQueryAsync();
    }
}
