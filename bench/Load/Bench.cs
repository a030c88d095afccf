using System.Diagnostics;

namespace Doorstep.Load;

/// <summary>The runs of the published table; each starts the product anew on an empty data folder.</summary>
internal sealed class Bench(string program, TimeSpan length, int? connections)
{
    private const int Port = 17080;

    private const int YkcPort = 17900;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan SettleDown = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    /// <summary>The tail of calls that come seldom needs a minute at least to be seen.</summary>
    private TimeSpan PacedLength => length > AMinute ? length : AMinute;

    public async Task All(CancellationToken ct)
    {
        await Start(ct);
        await Echo(ct);
        await Saturated(ct);
        await Paced(ct);
        await Ykc(ct);
        await Idle(ct);
        await Reconnect(ct);
        await Crash(ct);
        await Pages(ct);
    }

    public async Task Echo(CancellationToken ct) => Print(await EchoReference.Measure(connections ?? 256, length, ct));

    public async Task Saturated(CancellationToken ct)
    {
        using var city = await City(ct);
        var piles = await city.Ocpp(connections ?? 256, ct);
        // The first seconds belong to the just-in-time compiler.
        await new OcppLoad(city.Server.Http, piles).Run("warm-up", WarmUp, ct);
        var cpu = (city.Server.Cpu(), Environment.CpuUsage.TotalTime);
        var row = await new OcppLoad(city.Server.Http, piles).Run("OCPP 1.6 saturated, every start, stop and reading durable", length, ct);
        Print(row);
        PrintCost(city.Server, cpu, row.CallsPerSecond, length);
    }

    public async Task Paced(CancellationToken ct)
    {
        using var city = await City(ct);
        var piles = await city.Ocpp(connections ?? 256, ct);
        // A server in service has been compiled long ago: saturated for the just-in-time compiler, then paced until what the rush left behind is done.
        await new OcppLoad(city.Server.Http, piles).Run("warm-up", WarmUp, ct);
        await new OcppLoad(city.Server.Http, piles) { Pace = 100 }.Run("settling", SettleDown, ct);
        var load = new OcppLoad(city.Server.Http, piles) { Pace = 100 };
        var cpu = (city.Server.Cpu(), Environment.CpuUsage.TotalTime);
        var row = await load.Run("OCPP 1.6 paced at 100 calls/s, every start, stop and reading durable", PacedLength, ct);
        Print(row);
        Console.WriteLine(FormattableString.Invariant(
            $"  of these starts, readings and stops: {load.Durable}; the client's own clock woke it late by {load.Oversleeping}, which is not counted"));
        PrintCost(city.Server, cpu, row.CallsPerSecond, PacedLength);
    }

    public async Task Ykc(CancellationToken ct)
    {
        using var city = await City(ct);
        var piles = await city.Ykc(connections ?? 256, ct);
        await new YkcLoad(city.Server.Ykc, piles).Run(WarmUp, ct);
        var cpu = (city.Server.Cpu(), Environment.CpuUsage.TotalTime);
        var row = await new YkcLoad(city.Server.Ykc, piles).Run(length, ct);
        Print(row);
        PrintCost(city.Server, cpu, row.CallsPerSecond, length);
    }

    public async Task Idle(CancellationToken ct)
    {
        using var city = await City(ct);
        var piles = await city.Ocpp(connections ?? 10_000, ct);
        var kilobytes = await CrowdLoads.IdleKilobytes(city.Server, piles, ct);
        Console.WriteLine(FormattableString.Invariant($"| idle connections | {piles.Count:N0} | {kilobytes:F1} kB each | | | |"));
    }

    public async Task Reconnect(CancellationToken ct)
    {
        using var city = await City(ct);
        var piles = await city.Ocpp(connections ?? 10_000, ct);
        var (took, failures) = await CrowdLoads.Reconnect(city.Server, piles, ct);
        Console.WriteLine(FormattableString.Invariant($"| reconnecting at once, boot and status answered | {piles.Count:N0} | {took:F1} s | | | {failures} |"));
    }

    public async Task Crash(CancellationToken ct)
    {
        using var city = await City(ct);
        var piles = await city.Ocpp(connections ?? 256, ct);
        var (confirmed, missing) = await CrashLoad.Run(city.Server, piles, length, ct);
        Console.WriteLine(FormattableString.Invariant($"| kill -9 under full load: confirmed {confirmed:N0}, missing afterwards | {piles.Count:N0} | | | | {missing} |"));
    }

    public async Task Start(CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("doorstep-load-").FullName;
        var times = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            using var server = new ServerUnderTest(program, folder, Port, YkcPort);
            times.Add((await server.Start(ct)).TotalSeconds);
        }

        // The first start makes the database; the others are starts of an empty server.
        Console.WriteLine(FormattableString.Invariant($"| start of the empty server: first {times[0]:F2} s, then median {times[1..].Order().ElementAt(2):F2} s | | | | | |"));
        Directory.Delete(folder, recursive: true);
    }

    public async Task Pages(CancellationToken ct)
    {
        using var city = await City(ct);
        await city.Ocpp(200, ct);
        using var http = new HttpClient { BaseAddress = new Uri($"http://{city.Server.Http}") };
        foreach (var path in (string[])["/", "/open/prices", "/sign-in", $"/stations/{LoadCity.FirstStation}"])
        {
            var times = new List<double>();
            long bytes = 0;
            for (var i = 0; i < 220; i++)
            {
                var start = Stopwatch.GetTimestamp();
                using var answer = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, ct);
                await using var body = await answer.Content.ReadAsStreamAsync(ct);
                await body.ReadExactlyAsync(new byte[1], ct);
                if (i >= 20)
                {
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }

                answer.EnsureSuccessStatusCode();
                bytes = (await new StreamReader(body).ReadToEndAsync(ct)).Length + 1;
            }

            Console.WriteLine(FormattableString.Invariant($"| page {path}: first byte median {times.Order().ElementAt(times.Count / 2):F1} ms, {bytes / 1000.0:F0} kB of HTML | | | | | |"));
        }
    }

    private static void PrintCost(ServerUnderTest server, (TimeSpan Server, TimeSpan Client) before, double perSecond, TimeSpan length)
    {
        var used = server.Cpu() - before.Server;
        var own = Environment.CpuUsage.TotalTime - before.Client;
        var count = perSecond * length.TotalSeconds;
        Console.WriteLine(FormattableString.Invariant(
            $"  server {used / length:P0} of one core, {used.TotalMicroseconds / count:F0} µs each, {server.ResidentMemory() / 1e6:N0} MB; this client {own.TotalMicroseconds / count:F0} µs each"));
    }

    private static void Print(LoadRow row) => Console.WriteLine(row);

    private async Task<LoadCity> City(CancellationToken ct)
    {
        var server = new ServerUnderTest(program, Directory.CreateTempSubdirectory("doorstep-load-").FullName, Port, YkcPort);
        await server.Start(ct);
        return new LoadCity(server, await server.Token(ct));
    }
}
