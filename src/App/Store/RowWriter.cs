using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Doorstep.App.Store;

/// <summary>
/// Rows by prepared statements, for what happens often: sessions, readings, money, events. Each statement is prepared once in the life of the
/// writing connection. What is written here is seen at once by whatever is done later in the same group.
/// </summary>
public sealed class RowWriter
{
    // SQLite finds each parameter by its name, one after the other: many rows in one statement cost more than many statements.
    private static readonly int[] OneByOne = [1];

    private static readonly int[] ByRoundTrip = [64, 8, 1];

    private readonly DbConnection connection;
    private readonly IModel model;
    private readonly int[] rowsAtOnce;
    private readonly Dictionary<object, DbCommand> prepared = new(ReferenceEqualityComparer.Instance);

    internal RowWriter(DoorstepDb db)
    {
        connection = db.Database.GetDbConnection();
        model = db.Model;
        rowsAtOnce = db.Database.IsSqlite() ? OneByOne : ByRoundTrip;
    }

    internal DbTransaction? Transaction { get; set; }

    /// <summary>Inserts what is not there yet; a row with the same key stays as it is.</summary>
    public async Task InsertAll<T>(IReadOnlyList<T> rows, CancellationToken ct)
        where T : class
    {
        int done = 0;
        foreach (int atOnce in rowsAtOnce)
        {
            for (; rows.Count - done >= atOnce; done += atOnce)
            {
                var statement = RowSql<T>.For(model).Insert(atOnce);
                var command = Prepared(statement, atOnce);
                for (int i = 0; i < atOnce; i++)
                {
                    Fill(command, statement, i * statement.Columns.Count, rows[done + i], statement.Columns.Count);
                }

                await command.ExecuteNonQueryAsync(ct);
            }
        }
    }

    public Task Insert<T>(T row, CancellationToken ct)
        where T : class => InsertAll([row], ct);

    /// <summary>The row with the key of <paramref name="like"/>; null when there is none.</summary>
    public async Task<T?> Find<T>(T like, CancellationToken ct)
        where T : class
    {
        var sql = RowSql<T>.For(model);
        var command = Prepared(sql.Find, 1);
        Fill(command, sql.Find, 0, like, sql.Find.Columns.Count);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? sql.Read(reader) : null;
    }

    /// <summary>Writes the named properties of a row that nobody else changes; false when it is not there.</summary>
    public Task<bool> Update<T>(T row, IReadOnlySet<string> properties, CancellationToken ct)
        where T : class
    {
        var statement = RowSql<T>.For(model).Update(properties);
        var command = Prepared(statement, 1);
        Fill(command, statement, 0, row, statement.Columns.Count);
        return Changed(command, ct);
    }

    /// <summary>Writes the named properties of a row if it still has the version the writer knew; throws when somebody else has written it since.</summary>
    public async Task Update<T>(T row, IReadOnlySet<string> properties, long knownVersion, CancellationToken ct)
        where T : class
    {
        var statement = RowSql<T>.For(model).Update(properties);
        var command = Prepared(statement, 1);
        int last = statement.Columns.Count - 1;
        Fill(command, statement, 0, row, last);
        command.Parameters[last].Value = knownVersion;
        if (!await Changed(command, ct))
        {
            throw new DbUpdateConcurrencyException($"A {typeof(T).Name} was changed by another owner");
        }
    }

    private static async Task<bool> Changed(DbCommand command, CancellationToken ct) => await command.ExecuteNonQueryAsync(ct) == 1;

    private static void Fill<T>(DbCommand command, RowStatement<T> statement, int from, T row, int count)
    {
        for (int i = 0; i < count; i++)
        {
            command.Parameters[from + i].Value = statement.Columns[i].Value(row);
        }
    }

    private DbCommand Prepared<T>(RowStatement<T> statement, int rows)
    {
        if (!prepared.TryGetValue(statement, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = statement.Text;
            for (int i = 0; i < rows * statement.Columns.Count; i++)
            {
                command.Parameters.Add(statement.Columns[i % statement.Columns.Count].Parameter(command, i));
            }

            command.Transaction = Transaction;
            command.Prepare();
            prepared.Add(statement, command);
        }

        command.Transaction = Transaction;
        return command;
    }
}
