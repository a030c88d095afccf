using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Store;

/// <summary>The one long-lived connection through which this process writes; opened anew when it broke.</summary>
internal sealed class WritingLine(StoreSettings settings) : IAsyncDisposable
{
    private DoorstepDb? owner;
    private RowWriter? rows;
    private WriteAheadLog? log;

    public async Task<WritingGroup> Begin()
    {
        if (owner is not null && owner.Database.GetDbConnection().State != ConnectionState.Open)
        {
            await DisposeAsync();
        }

        if (owner is null)
        {
            var fresh = new DoorstepDb(StoreOptions.For<DoorstepDb>(settings));
            await fresh.Database.OpenConnectionAsync();
            (owner, rows) = (fresh, new RowWriter(fresh));
            log = fresh.Database.GetDbConnection() is SqliteConnection sqlite ? new(sqlite, settings) : null;
        }

        var connection = owner.Database.GetDbConnection();
        var transaction = await connection.BeginTransactionAsync();
        rows!.Transaction = transaction;
        return new(rows, transaction, () => Entities(connection, transaction));
    }

    /// <summary>Between two groups: housekeeping that must not make a group wait.</summary>
    public Task Rest() => log?.Tidy() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (log is { } tidied)
        {
            log = null;
            await tidied.DisposeAsync();
        }

        if (owner is { } open)
        {
            (owner, rows) = (null, null);
            await open.DisposeAsync();
        }
    }

    private DoorstepDb Entities(DbConnection connection, DbTransaction transaction)
    {
        var db = new DoorstepDb(StoreOptions.Over(settings, connection));
        // The group is one transaction anyway: a part that fails takes it back whole.
        db.Database.AutoSavepointsEnabled = false;
        db.Database.UseTransaction(transaction);
        return db;
    }
}

/// <summary>One transaction. Works by entities and works by rows see each other's changes, in the order in which they come.</summary>
internal sealed class WritingGroup(RowWriter rows, DbTransaction transaction, Func<DoorstepDb> makeEntities) : IAsyncDisposable
{
    private DoorstepDb? entities;

    /// <summary>The entities of this group; the works that follow one another share them.</summary>
    public DoorstepDb Entities => entities ??= makeEntities();

    /// <summary>Prepared statements; entities changed before are saved first and read anew afterwards.</summary>
    public async ValueTask<RowWriter> Rows()
    {
        await SaveEntities();
        return rows;
    }

    public async Task Commit()
    {
        await SaveEntities();
        await transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (entities is not null)
        {
            await entities.DisposeAsync();
        }

        // Takes back what was not committed.
        await transaction.DisposeAsync();
    }

    private async ValueTask SaveEntities()
    {
        if (entities is not { } changed)
        {
            return;
        }

        if (changed.ChangeTracker.HasChanges())
        {
            await changed.SaveChangesAsync();
        }

        entities = null;
        await changed.DisposeAsync();
    }
}
