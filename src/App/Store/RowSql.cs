using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Doorstep.App.Store;

/// <summary>
/// Plain SQL for rows that are written often and read seldom, made from the same model as everything else.
/// The text is the same on SQLite and PostgreSQL.
/// </summary>
internal sealed class RowSql<T>
    where T : class
{
    /// <summary>Long enough to spread the cost of a statement, short enough for the 32,766 parameters a statement may have.</summary>
    private const int RowsPerStatement = 64;

    private static readonly ConditionalWeakTable<IModel, RowSql<T>> Known = [];

    private readonly Column[] columns;
    private readonly string table;
    private readonly string insertOne;
    private readonly string insertMany;

    private RowSql(IModel model)
    {
        var type = model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not in the model");
        table = $"\"{type.GetTableName()}\"";
        columns = [.. type.GetProperties().Select(p => new Column(p, p.GetColumnName(), p.GetRelationalTypeMapping()))];
        insertOne = InsertText(1);
        insertMany = InsertText(RowsPerStatement);
    }

    public static RowSql<T> For(DoorstepDb db) => Known.GetValue(db.Model, model => new(model));

    /// <summary>Inserts what is not there yet; a row with the same key stays as it is.</summary>
    public async Task Insert(DoorstepDb db, IReadOnlyList<T> rows, CancellationToken ct)
    {
        for (int from = 0; from < rows.Count; from += RowsPerStatement)
        {
            int count = Math.Min(RowsPerStatement, rows.Count - from);
            await using var command = Command(db, count == RowsPerStatement ? insertMany : count == 1 ? insertOne : InsertText(count));
            for (int row = 0, parameter = 0; row < count; row++)
            {
                foreach (var column in columns)
                {
                    command.Parameters.Add(column.Parameter(command, parameter++, rows[from + row]));
                }
            }

            await command.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>Writes the named columns of one row if it still is as the writer knew it; false when somebody else has written it since.</summary>
    public async Task<bool> Update(DoorstepDb db, T row, IReadOnlySet<string> properties, string key, string version, long knownVersion, CancellationToken ct)
    {
        var changed = Array.FindAll(columns, c => properties.Contains(c.Property.Name));
        var keyColumn = Array.Find(columns, c => c.Property.Name == key)!;
        var versionColumn = Array.Find(columns, c => c.Property.Name == version)!;
        var text = new StringBuilder($"UPDATE {table} SET ");
        text.AppendJoin(", ", changed.Select((c, i) => $"\"{c.Name}\" = @p{i}"));
        text.Append(CultureInfo.InvariantCulture, $" WHERE \"{keyColumn.Name}\" = @p{changed.Length} AND \"{versionColumn.Name}\" = @p{changed.Length + 1}");
        await using var command = Command(db, text.ToString());
        for (int i = 0; i < changed.Length; i++)
        {
            command.Parameters.Add(changed[i].Parameter(command, i, row));
        }

        command.Parameters.Add(keyColumn.Parameter(command, changed.Length, row));
        command.Parameters.Add(versionColumn.Mapping.CreateParameter(command, $"p{changed.Length + 1}", knownVersion, nullable: false));
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    private static DbCommand Command(DoorstepDb db, string text)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = text;
        return command;
    }

    private string InsertText(int rows)
    {
        var text = new StringBuilder($"INSERT INTO {table} (");
        text.AppendJoin(", ", columns.Select(c => $"\"{c.Name}\"")).Append(") VALUES ");
        for (int row = 0, parameter = 0; row < rows; row++)
        {
            text.Append(row == 0 ? "(" : ", (");
            for (int column = 0; column < columns.Length; column++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{(column == 0 ? "" : ", ")}@p{parameter++}");
            }

            text.Append(')');
        }

        return text.Append(" ON CONFLICT DO NOTHING").ToString();
    }

    private sealed record Column(IProperty Property, string Name, RelationalTypeMapping Mapping)
    {
        public DbParameter Parameter(DbCommand command, int number, T row) =>
            Mapping.CreateParameter(command, $"p{number}", Property.GetGetter().GetClrValue(row), Property.IsNullable);
    }
}
