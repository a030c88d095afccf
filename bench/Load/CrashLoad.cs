using Microsoft.Data.Sqlite;

namespace Doorstep.Load;

/// <summary>kill -9 under full load; then the database is asked for everything the server had confirmed.</summary>
internal static class CrashLoad
{
    public static async Task<(int Confirmed, int Missing)> Run(ServerUnderTest server, IReadOnlyList<SeededPile> piles, TimeSpan length, CancellationToken ct)
    {
        var journal = new List<Confirmed>();
        var load = new OcppLoad(server.Http, piles) { Journal = journal };
        var running = load.Run("crash", TimeSpan.FromMinutes(5), ct);
        await Task.Delay(length, ct);
        Confirmed[] promised;
        lock (journal)
        {
            promised = [.. journal];
        }

        server.Kill();
        await running;
        return (promised.Length, promised.Count(new Records(server.Data).Lacks));
    }

    private sealed class Records
    {
        private readonly HashSet<(string Pile, string Transaction)> started = [];

        private readonly HashSet<(string Pile, string Transaction)> stopped = [];

        private readonly HashSet<(string Pile, string Transaction, long At, long Register)> readings = [];

        public Records(string data)
        {
            using var database = new SqliteConnection($"Data Source={Path.Combine(data, "doorstep.db")}");
            database.Open();
            Read(database, "select pile, pile_transaction, stopped_at is not null from sessions where pile_transaction is not null", row =>
            {
                started.Add((row.GetString(0), row.GetString(1)));
                if (row.GetBoolean(2))
                {
                    stopped.Add((row.GetString(0), row.GetString(1)));
                }
            });
            Read(database, "select s.pile, s.pile_transaction, r.at, r.register from readings r join sessions s on s.id = r.session where s.pile_transaction is not null", row =>
                readings.Add((row.GetString(0), row.GetString(1), row.GetInt64(2) / 1000, row.GetInt64(3))));
        }

        public bool Lacks(Confirmed c)
        {
            var transaction = c.Transaction.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return c.Kind switch
            {
                "start" => !started.Contains((c.Pile, transaction)),
                "stop" => !stopped.Contains((c.Pile, transaction)),
                _ => !readings.Contains((c.Pile, transaction, c.At.ToUnixTimeMilliseconds(), c.Register)),
            };
        }

        private static void Read(SqliteConnection database, string sql, Action<SqliteDataReader> row)
        {
            using var command = database.CreateCommand();
#pragma warning disable CA2100 // literal SQL of this file
            command.CommandText = sql;
#pragma warning restore CA2100
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                row(reader);
            }
        }
    }
}
