using System.Diagnostics;
using Doorstep.Machine;
using Npgsql;

namespace Doorstep.TestCity;

/// <summary>
/// A PostgreSQL server of this test run alone, from the binaries of Debian's package: own folder, own port, own user when root runs the tests.
/// It dies with the test process, however that dies. Where there are no binaries the test is skipped; on CI it fails.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Shared = new(() => Task.Run(StartNew));

    private readonly Process watch;

    private readonly string folder;

    private int databases;

    private PostgresServer(Process watch, string folder, int port)
    {
        this.watch = watch;
        this.folder = folder;
        Port = port;
    }

    public int Port { get; }

    /// <summary>The run's server, started by the first test that asks; skips the asking test where PostgreSQL is not installed.</summary>
    public static async Task<PostgresServer> Start()
    {
        if (Binaries() is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is { Length: > 0 }, "PostgreSQL is not installed (Debian package postgresql)");
            Assert.Fail("PostgreSQL is not installed, and on CI nothing is skipped");
        }

        return await Shared.Value;
    }

    /// <summary>Stops the server if any test of the run started it.</summary>
    public static async Task StopShared()
    {
        if (Shared.IsValueCreated)
        {
            await (await Shared.Value).DisposeAsync();
        }
    }

    public string Connection(string database) =>
        $"Host=127.0.0.1;Port={Port};Database={database};Username=postgres;Maximum Pool Size=12;Timeout=60;Include Error Detail=true";

    /// <summary>A new database, a copy of <paramref name="template"/> when one is named; answers its connection string.</summary>
    public async Task<string> CreateDatabase(string? template = null, string? name = null)
    {
        name ??= $"city{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection(Connection("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}" + (template is null ? "" : $" TEMPLATE {template}");
        await command.ExecuteNonQueryAsync();
        return Connection(name);
    }

    public async Task DropDatabase(string connection)
    {
        var name = new NpgsqlConnectionStringBuilder(connection).Database;
        NpgsqlConnection.ClearPool(new NpgsqlConnection(connection));
        await using var own = new NpgsqlConnection(Connection("postgres") + ";Pooling=false");
        await own.OpenAsync();
        await using var command = own.CreateCommand();
        command.CommandText = $"DROP DATABASE IF EXISTS {name} WITH (FORCE)";
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        watch.StandardInput.Close();
        await watch.WaitForExitAsync();
        watch.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static string? Binaries() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal)
                .Select(v => Path.Combine(v, "bin")).FirstOrDefault(b => File.Exists(Path.Combine(b, "initdb")))
            : null;

    private static async Task<PostgresServer> StartNew()
    {
        var binaries = Binaries()!;
        var place = Directory.CreateTempSubdirectory("doorstep-postgres-").FullName;
        var port = FreePort.Next();
        // The server refuses to run as root, so root lends it the package's own user.
        var user = Environment.UserName == "root" ? "setpriv --reuid=postgres --regid=postgres --clear-groups --" : "";
        var script = $"""
            set -e
            cd {place}
            if [ "$(id -u)" = 0 ]; then chown postgres {place}; fi
            {user} {binaries}/initdb -D {place}/data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >{place}/initdb.log 2>&1
            {user} {binaries}/postgres -D {place}/data -h 127.0.0.1 -p {port} -k {place} -c max_connections=200 -c fsync=off -c logging_collector=off >{place}/server.log 2>&1 &
            server=$!
            echo started
            read -r line || true
            kill -INT $server
            wait $server || true
            """;
        var process = Process.Start(new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        await process.StandardOutput.ReadLineAsync();
        var server = new PostgresServer(process, place, port);
        await server.Answering();
        return server;
    }

    private async Task Answering()
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Connection("postgres") + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (TimeProvider.System.GetElapsedTime(started) < Eventually.Patience && !watch.HasExited)
            {
                await Task.Delay(200);
            }
        }
    }
}
