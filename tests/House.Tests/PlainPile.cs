using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Doorstep.Machine;

namespace Doorstep.House.Tests;

/// <summary>The plainest OCPP 1.6 pile: a socket that says what the test tells it to say, and does what it is told from afar.</summary>
public sealed class PlainPile : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();

    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> asked = new();

    private readonly SemaphoreSlim sending = new(1);

    private readonly CancellationTokenSource gone = new();

    private Task listening = Task.CompletedTask;

    private int last;

    private PlainPile()
    {
    }

    /// <summary>The token of the last remote start.</summary>
    public TaskCompletionSource<string> Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The transaction of the last remote stop.</summary>
    public TaskCompletionSource<int> Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the link is closed by whomever.</summary>
    public Task Closed => listening;

    public static async Task<PlainPile> Connect(House house, string identity, string secret, CancellationToken ct)
    {
        var pile = new PlainPile();
        pile.socket.Options.AddSubProtocol("ocpp1.6");
        pile.socket.Options.SetRequestHeader("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{identity}:{secret}"))}");
        await pile.socket.ConnectAsync(new Uri($"ws://127.0.0.1:{house.Address.Port}/ocpp/{identity}"), ct);
        pile.listening = Task.Run(pile.Listen, CancellationToken.None);
        await pile.Call("BootNotification", new { chargePointVendor = "Plain", chargePointModel = "One" }, ct);
        await pile.Call("StatusNotification", new { connectorId = 1, errorCode = "NoError", status = "Available" }, ct);
        return pile;
    }

    /// <summary>Asks and waits for the answer; a CALLERROR fails the test.</summary>
    public async Task<JsonElement> Call(string action, object payload, CancellationToken ct)
    {
        var id = Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        asked[id] = answer;
        await Send(new object[] { 2, id, action, payload }, ct);
        return await answer.Task.WaitAsync(Eventually.Patience, ct);
    }

    public Task<JsonElement> Begin(string token, long registerWh, DateTimeOffset at, CancellationToken ct) =>
        Call("StartTransaction", new { connectorId = 1, idTag = token, meterStart = registerWh, timestamp = at }, ct);

    public Task<JsonElement> Measure(int transaction, long registerWh, DateTimeOffset at, CancellationToken ct) => Call(
        "MeterValues",
        new
        {
            connectorId = 1,
            transactionId = transaction,
            meterValue = new[] { new { timestamp = at, sampledValue = new[] { new { value = registerWh.ToString(CultureInfo.InvariantCulture), measurand = "Energy.Active.Import.Register", unit = "Wh" } } } },
        },
        ct);

    public Task<JsonElement> End(int transaction, long registerWh, DateTimeOffset at, CancellationToken ct) =>
        Call("StopTransaction", new { transactionId = transaction, meterStop = registerWh, timestamp = at, reason = "Remote" }, ct);

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        socket.Dispose();
        await listening;
        sending.Dispose();
        gone.Dispose();
    }

    private async Task Listen()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                int length = 0;
                ValueWebSocketReceiveResult read;
                do
                {
                    read = await socket.ReceiveAsync(buffer.AsMemory(length), gone.Token);
                    length += read.Count;
                }
                while (!read.EndOfMessage);
                if (read.MessageType == WebSocketMessageType.Close)
                {
                    throw new WebSocketException("closed by the server");
                }

                await Hear(JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement.Clone());
            }
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            foreach (var waiting in asked.Values)
            {
                waiting.TrySetException(new InvalidOperationException("The link broke before the answer came"));
            }
        }
    }

    private async Task Hear(JsonElement frame)
    {
        var id = frame[1].GetString()!;
        switch (frame[0].GetInt32())
        {
            case 3:
                asked[id].TrySetResult(frame[2]);
                break;
            case 4:
                asked[id].TrySetException(new InvalidOperationException($"The server answered {frame}"));
                break;
            default:
                await Send(new object[] { 3, id, new { status = "Accepted" } }, gone.Token);
                if (frame[2].GetString() == "RemoteStartTransaction")
                {
                    Started.TrySetResult(frame[3].GetProperty("idTag").GetString()!);
                }
                else if (frame[2].GetString() == "RemoteStopTransaction")
                {
                    Stopped.TrySetResult(frame[3].GetProperty("transactionId").GetInt32());
                }

                break;
        }
    }

    private async Task Send(object[] frame, CancellationToken ct)
    {
        await sending.WaitAsync(ct);
        try
        {
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame), WebSocketMessageType.Text, true, ct);
        }
        finally
        {
            sending.Release();
        }
    }
}
