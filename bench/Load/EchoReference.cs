using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Doorstep.Load;

/// <summary>The named reference: a bare WebSocket echo on Kestrel, in its own process, under the same client.</summary>
internal static class EchoReference
{
    public static async Task Serve(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[4096];
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
                if (received.MessageType == System.Net.WebSockets.WebSocketMessageType.Close)
                {
                    return;
                }

                await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, context.RequestAborted);
            }
        });
        await app.RunAsync();
    }

    public static async Task<LoadRow> Measure(int connections, TimeSpan length, CancellationToken ct)
    {
        const int Port = 17999;
        using var server = Process.Start(ServerUnderTest.Plain(new(Path.Combine(AppContext.BaseDirectory, "Doorstep.Load"), ["echo-server", "--port", $"{Port}"])))!;
        try
        {
            var endpoint = new IPEndPoint(IPAddress.Loopback, Port);
            await ServerUnderTest.WaitForPort(endpoint, ct);
            var payload = Encoding.UTF8.GetBytes("""[2,"00000001","Heartbeat",{}]""");
            var frame = new byte[64];
            var size = LeanWebSocket.Frame(payload, frame);
            var latencies = new Latencies();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var sockets = new List<LeanWebSocket>();
            for (var i = 0; i < connections; i++)
            {
                sockets.Add(await LeanWebSocket.Connect(endpoint, "/", null, null, ct));
            }

            stop.CancelAfter(length);
            var start = Stopwatch.GetTimestamp();
            await Task.WhenAll(sockets.Select(async socket =>
            {
                var answer = new byte[4096];
                while (!stop.IsCancellationRequested)
                {
                    var sent = Stopwatch.GetTimestamp();
                    await socket.Send(frame.AsMemory(0, size), ct);
                    await socket.Receive(answer, ct);
                    latencies.Add(sent);
                }
            }));
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            sockets.ForEach(s => s.Dispose());
            return LoadRow.Of("bare WebSocket echo on Kestrel (reference)", connections, latencies, seconds, 0);
        }
        finally
        {
            server.Kill();
        }
    }
}
