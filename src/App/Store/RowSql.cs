using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Doorstep.App.Store;

/// <summary>
/// Plain SQL for rows that are written often, made from the same model as everything else. The text is the same on SQLite and PostgreSQL;
/// each statement is made once and kept, so that a connection can prepare it once.
/// </summary>
internal sealed class RowSql<T>
    where T : class
{
    private static readonly ConditionalWeakTable<IModel, RowSql<T>> Known = [];

    private readonly RowColumn<T>[] columns;
    private readonly RowColumn<T>[] keys;
    private readonly RowColumn<T>? version;
    private readonly string table;
    private readonly Dictionary<int, RowStatement<T>> inserts = [];
    private readonly Dictionary<IReadOnlySet<string>, RowStatement<T>> updates = new(ReferenceEqualityComparer.Instance);

    private RowSql(IModel model)
    {
        var type = model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not in the model");
        var key = type.FindPrimaryKey()!.Properties;
        table = $"\"{type.GetTableName()}\"";
        columns = [.. type.GetProperties().Select(p => new RowColumn<T>(p))];
        keys = [.. key.Select(p => Array.Find(columns, c => c.Property == p)!)];
        version = Array.Find(columns, c => c.Property.IsConcurrencyToken);
        Find = new($"SELECT {Names(columns, "")} FROM {table} WHERE {Conditions(keys, 0)}", keys);
        Delete = new($"DELETE FROM {table} WHERE {Conditions(keys, 0)}", keys);
        Read = RowColumn<T>.Reader(columns);
    }

    public RowStatement<T> Find { get; }

    public RowStatement<T> Delete { get; }

    /// <summary>Makes a row from what <see cref="Find"/> selected.</summary>
    public Func<System.Data.Common.DbDataReader, T> Read { get; }

    public static RowSql<T> For(IModel model) => Known.GetValue(model, m => new(m));

    /// <summary>Inserts so many rows; one whose primary key is there already stays as it is, any other conflict is refused.</summary>
    public RowStatement<T> Insert(int rows)
    {
        lock (inserts)
        {
            if (!inserts.TryGetValue(rows, out var statement))
            {
                statement = new(InsertText(rows), columns);
                inserts.Add(rows, statement);
            }

            return statement;
        }
    }

    /// <summary>Writes the named properties of the row with this key, if its version (where it has one) is the known one, which is the last parameter.</summary>
    public RowStatement<T> Update(IReadOnlySet<string> properties)
    {
        lock (updates)
        {
            if (!updates.TryGetValue(properties, out var statement))
            {
                var changed = Array.FindAll(columns, c => properties.Contains(c.Property.Name));
                RowColumn<T>[] where = version is null ? keys : [.. keys, version];
                statement = new($"UPDATE {table} SET {Conditions(changed, 0, ", ")} WHERE {Conditions(where, changed.Length)}", [.. changed, .. where]);
                updates.Add(properties, statement);
            }

            return statement;
        }
    }

    private static string Names(IEnumerable<RowColumn<T>> columns, string prefix) => string.Join(", ", columns.Select(c => $"{prefix}\"{c.Name}\""));

    private static string Conditions(IEnumerable<RowColumn<T>> columns, int firstParameter, string separator = " AND ") =>
        string.Join(separator, columns.Select((c, i) => $"\"{c.Name}\" = @p{firstParameter + i}"));

    private string InsertText(int rows)
    {
        var text = new StringBuilder($"INSERT INTO {table} ({Names(columns, "")}) VALUES ");
        for (int row = 0, parameter = 0; row < rows; row++)
        {
            text.Append(row == 0 ? "(" : ", (");
            for (int column = 0; column < columns.Length; column++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{(column == 0 ? "" : ", ")}@p{parameter++}");
            }

            text.Append(')');
        }

        return text.Append(CultureInfo.InvariantCulture, $" ON CONFLICT ({Names(keys, "")}) DO NOTHING").ToString();
    }
}

/// <summary>A statement and the columns that fill its parameters, in order; again and again when it takes several rows.</summary>
internal sealed record RowStatement<T>(string Text, IReadOnlyList<RowColumn<T>> Columns);
