using System.Diagnostics;
using System.Net;
using System.Text;

namespace Doorstep.Load;

/// <summary>Many connections at once: how much memory an idle one keeps, and how fast ten thousand come back.</summary>
internal static class CrowdLoads
{
    private const string Boot = """[2,"1","BootNotification",{"chargePointVendor":"Bench","chargePointModel":"B1"}]""";

    private const string Status = """[2,"2","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available"}]""";

    /// <summary>Kilobytes of resident memory per connection that has booted and is silent.</summary>
    public static async Task<double> IdleKilobytes(ServerUnderTest server, IReadOnlyList<SeededPile> piles, CancellationToken ct)
    {
        await Task.Delay(TimeSpan.FromSeconds(3), ct);
        var before = server.ResidentMemory();
        var sockets = await Arrive(server.Http, piles, 64, ct);
        await Task.Delay(TimeSpan.FromSeconds(10), ct);
        var after = server.ResidentMemory();
        Close(sockets);
        return (after - before) / 1000.0 / piles.Count;
    }

    /// <summary>All piles connect and boot at the same moment; the seconds until the last one is served.</summary>
    public static async Task<(double Seconds, int Failures)> Reconnect(ServerUnderTest server, IReadOnlyList<SeededPile> piles, CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        var failures = 0;
        var sockets = new LeanWebSocket?[piles.Count];
        await Task.WhenAll(piles.Select(async (pile, i) =>
        {
            try
            {
                sockets[i] = await Arrive(server.Http, pile, ct);
            }
            catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException)
            {
                Interlocked.Increment(ref failures);
            }
        }));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Close(sockets);
        return (seconds, failures);
    }

    private static async Task<LeanWebSocket[]> Arrive(IPEndPoint server, IReadOnlyList<SeededPile> piles, int abreast, CancellationToken ct)
    {
        var sockets = new LeanWebSocket[piles.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, piles.Count),
            new ParallelOptions { MaxDegreeOfParallelism = abreast, CancellationToken = ct },
            async (i, token) => sockets[i] = await Arrive(server, piles[i], token));
        return sockets;
    }

    private static async Task<LeanWebSocket> Arrive(IPEndPoint server, SeededPile pile, CancellationToken ct)
    {
        var socket = await LeanWebSocket.Connect(server, $"/ocpp/{pile.LinkName}", "ocpp1.6", $"{pile.LinkName}:{pile.Secret}", ct);
        var frame = new byte[256];
        var answer = new byte[4096];
        foreach (var message in (string[])[Boot, Status])
        {
            var size = LeanWebSocket.Frame(Encoding.UTF8.GetBytes(message), frame);
            await socket.Send(frame.AsMemory(0, size), ct);
            var received = await socket.Receive(answer, ct);
            if (answer[1] != (byte)'3')
            {
                throw new IOException(Encoding.UTF8.GetString(answer, 0, received));
            }
        }

        return socket;
    }

    private static void Close(IEnumerable<LeanWebSocket?> sockets)
    {
        foreach (var socket in sockets)
        {
            socket?.Dispose();
        }
    }
}
