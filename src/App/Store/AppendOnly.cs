using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Store;

/// <summary>The database itself refuses to change or remove lines of the audit log and the ledger, whoever asks.</summary>
internal static class AppendOnly
{
    private static readonly string[] Tables = ["audit", "ledger"];

    private static readonly string[] Verbs = ["UPDATE", "DELETE"];

    public static async Task Guard(DoorstepDb db, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var sql in db.Database.IsSqlite() ? Tables.SelectMany(Sqlite) : Postgres())
        {
            await db.Database.ExecuteSqlRawAsync(sql, ct);
        }

        await transaction.CommitAsync(ct);
    }

    private static IEnumerable<string> Sqlite(string table) =>
        Verbs.Select(verb =>
            $"CREATE TRIGGER IF NOT EXISTS {table}_append_only_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END");

    private static IEnumerable<string> Postgres()
    {
        // Two nodes may start at the same moment.
        yield return "SELECT pg_advisory_xact_lock(7362002)";
        yield return """
            CREATE OR REPLACE FUNCTION doorstep_append_only() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
            """;
        foreach (var table in Tables)
        {
            yield return $"CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} EXECUTE FUNCTION doorstep_append_only()";
        }
    }
}
