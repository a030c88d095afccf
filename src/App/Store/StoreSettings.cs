using Npgsql;

namespace Doorstep.App.Store;

/// <summary>Where the city's records are kept: files in a data folder (SQLite), or a PostgreSQL server when its connection string is given.</summary>
public sealed record StoreSettings
{
    /// <summary>Created when missing. Also keeps keys and backups when the records are on PostgreSQL.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>Npgsql connection string; null for SQLite in the data folder.</summary>
    public string? Postgres { get; init; }

    /// <summary>Most connections this process opens to PostgreSQL, unless the connection string says it.</summary>
    public int MaximumPoolSize { get; init; } = 40;

    /// <summary>Number of this node in its city, 0…255; every node that writes to the same database needs its own.</summary>
    public int Node { get; init; }

    public string SqliteFile => Path.Combine(DataFolder, "doorstep.db");

    /// <summary>What is wrong, each with what to write instead; empty when all is well.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(DataFolder))
        {
            problems.Add("Store:DataFolder is empty: name a folder that may be written to, for example Store:DataFolder=/var/lib/doorstep.");
        }
        else if (File.Exists(DataFolder))
        {
            problems.Add($"Store:DataFolder={DataFolder} is a file: name a folder, for example Store:DataFolder=/var/lib/doorstep.");
        }

        if (MaximumPoolSize is < 2 or > 1000)
        {
            problems.Add($"Store:MaximumPoolSize={MaximumPoolSize} is out of range: write a number from 2 to 1000, for example 40.");
        }

        if (Node is < 0 or > 255)
        {
            problems.Add($"Store:Node={Node} is out of range: write a number from 0 to 255 that no other node of this city has.");
        }

        if (Postgres is not null && PostgresProblem(Postgres) is { } problem)
        {
            problems.Add(problem);
        }

        return problems;
    }

    private static string? PostgresProblem(string connection)
    {
        const string Instead = "write for example Store:Postgres=\"Host=db.example;Database=doorstep;Username=doorstep;Password=…\", or leave it out to keep records in the data folder.";
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(connection);
            return string.IsNullOrEmpty(parts.Host) || string.IsNullOrEmpty(parts.Database)
                ? $"Store:Postgres names no host or no database: {Instead}"
                : null;
        }
        catch (ArgumentException wrong)
        {
            return $"Store:Postgres is not a connection string ({wrong.Message}): {Instead}";
        }
    }
}
