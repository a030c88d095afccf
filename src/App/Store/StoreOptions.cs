using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Doorstep.App.Store;

/// <summary>How a context reaches its database.</summary>
internal static class StoreOptions
{
    public static DbContextOptions<T> For<T>(StoreSettings settings)
        where T : DbContext
    {
        var options = new DbContextOptionsBuilder<T>();
        Apply(options, settings);
        return options.Options;
    }

    public static void Apply(DbContextOptionsBuilder options, StoreSettings settings)
    {
        OneModelForAll(options);
        if (settings.Postgres is null)
        {
            options.UseSqlite(SqliteConnection(settings.SqliteFile)).AddInterceptors(SqlitePragmas.Instance);
        }
        else
        {
            options.UseNpgsql(PostgresConnection(settings));
        }

        options.UseSnakeCaseNamingConvention();
    }

    /// <summary>A context over a connection that somebody else holds open.</summary>
    public static DbContextOptions<DoorstepDb> Over(StoreSettings settings, DbConnection connection)
    {
        var options = new DbContextOptionsBuilder<DoorstepDb>();
        OneModelForAll(options);
        _ = settings.Postgres is null ? options.UseSqlite(connection) : options.UseNpgsql(connection);
        return options.UseSnakeCaseNamingConvention().Options;
    }

    /// <remarks>
    /// Contexts share services and model when their options say the same in the same order, and a pool begins with this part, which others
    /// begin with only when asked: said later or not at all, the model of a hundred tables is made once more.
    /// </remarks>
    private static void OneModelForAll(DbContextOptionsBuilder options) => options.EnableServiceProviderCaching();

    public static string SqliteConnection(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30 }.ToString();

    public static string PostgresConnection(StoreSettings settings)
    {
        var connection = new NpgsqlConnectionStringBuilder(settings.Postgres);
        if (!connection.ContainsKey("Maximum Pool Size"))
        {
            connection.MaxPoolSize = settings.MaximumPoolSize;
        }

        if (!connection.ContainsKey("Timeout"))
        {
            // A rush waits for a connection; it does not fail for want of one.
            connection.Timeout = 60;
        }

        if (string.IsNullOrEmpty(connection.ApplicationName))
        {
            connection.ApplicationName = "doorstep";
        }

        return connection.ToString();
    }
}
