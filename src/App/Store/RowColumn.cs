using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace Doorstep.App.Store;

/// <summary>A property of a row as a column: its name, its parameter, and its value in the database's words, by the model's own converters.</summary>
internal sealed class RowColumn<T>
{
    private readonly RelationalTypeMapping mapping;

    public RowColumn(IProperty property)
    {
        Property = property;
        Name = property.GetColumnName();
        mapping = property.GetRelationalTypeMapping();
        Value = Compiled();
    }

    public IProperty Property { get; }

    public string Name { get; }

    /// <summary>The value of a row's property as the database takes it; DBNull for null.</summary>
    public Func<T, object> Value { get; }

    public DbParameter Parameter(DbCommand command, int number) => mapping.CreateParameter(command, $"@p{number}", null, nullable: true);

    /// <summary>Makes rows from a reader that selects exactly these columns.</summary>
    public static Func<DbDataReader, T> Reader(IReadOnlyList<RowColumn<T>> columns)
    {
        var reader = Expression.Parameter(typeof(DbDataReader));
        var row = Expression.MemberInit(
            Expression.New(typeof(T)),
            columns.Select((c, i) => Expression.Bind(c.Property.PropertyInfo!, c.Reading(reader, i))));
        return Expression.Lambda<Func<DbDataReader, T>>(row, reader).Compile();
    }

    private Func<T, object> Compiled()
    {
        var row = Expression.Parameter(typeof(T));
        Expression value = Expression.Property(row, Property.PropertyInfo!);
        var given = Nullable.GetUnderlyingType(value.Type) is not null ? Expression.Property(value, nameof(Nullable<int>.Value)) : value;
        if (mapping.Converter is { } converter)
        {
            var convert = converter.ConvertToProviderExpression;
            given = ReplacingExpressionVisitor.Replace(convert.Parameters[0], Typed(given, convert.Parameters[0].Type), convert.Body);
        }

        Expression boxed = Expression.Convert(given, typeof(object));
        if (!value.Type.IsValueType || Nullable.GetUnderlyingType(value.Type) is not null)
        {
            boxed = Expression.Condition(Expression.Equal(value, Expression.Constant(null, value.Type)), Expression.Constant(DBNull.Value, typeof(object)), boxed);
        }

        return Expression.Lambda<Func<T, object>>(boxed, row).Compile();
    }

    private Expression Reading(ParameterExpression reader, int ordinal)
    {
        var type = Property.ClrType;
        var index = Expression.Constant(ordinal);
        Expression read = mapping.CustomizeDataReaderExpression(Expression.Call(reader, mapping.GetDataReaderMethod(), index));
        if (mapping.Converter is { } converter)
        {
            var convert = converter.ConvertFromProviderExpression;
            read = ReplacingExpressionVisitor.Replace(convert.Parameters[0], Typed(read, convert.Parameters[0].Type), convert.Body);
        }

        read = Typed(read, type);
        return Property.IsNullable
            ? Expression.Condition(Expression.Call(reader, nameof(DbDataReader.IsDBNull), null, index), Expression.Default(type), read)
            : read;
    }

    private static Expression Typed(Expression value, Type type) => value.Type == type ? value : Expression.Convert(value, type);
}
