using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Doorstep.App.Charging;
using Doorstep.App.Devices;
using Doorstep.App.Live;
using Doorstep.App.People;
using Doorstep.App.Pricing;
using Doorstep.App.Stations;
using Doorstep.App.Store;
using Doorstep.App.Tests.Charging;
using Doorstep.Machine;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.Tests.Devices;

/// <summary>The city of <see cref="ChargingCity"/> with its doors open: a node with real sockets, alone or one of several.</summary>
internal sealed class SocketCity : IAsyncDisposable
{
    public static readonly Actor Resident = new(1, "r", Role.Resident, null, [], "");
    public static readonly Actor City = new(9, "c", Role.City, null, [], "");

    private readonly WebApplication app;
    private readonly StoreSettings store;

    private SocketCity(WebApplication app, StoreSettings store) => (this.app, this.store) = (app, store);

    public IServiceProvider Services => app.Services;

    public Uri Http { get; private set; } = null!;

    public int YkcPort { get; private set; }

    public static async Task<SocketCity> Open(StoreSettings? at = null, LiveSettings? live = null, bool seed = true)
    {
        var settings = at ?? new StoreSettings { DataFolder = Directory.CreateTempSubdirectory("doorstep-sockets-").FullName };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (Environment.GetEnvironmentVariable("DOORSTEP_TEST_LOG") is not null)
        {
            builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Warning);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseYkc());
        });
        builder.Services.AddSingleton(new CityClock(TimeProvider.System));
        builder.Services.AddStore(settings).AddPeople().AddStations().AddPricing().AddCharging().AddDevices();
        builder.AddLive(live ?? new());
        var host = builder.Build();
        host.MapPiles();
        await host.StartAsync();
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        var city = new SocketCity(host, settings) { Http = new(addresses[0]), YkcPort = new Uri(addresses[1].Replace("tcp://", "http://", StringComparison.Ordinal)).Port };
        if (seed)
        {
            await ChargingCity.Seed(host.Services);
        }

        return city;
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public async Task<T> Read<T>(Func<DoorstepDb, Task<T>> read)
    {
        await using var db = await Get<IDbContextFactory<DoorstepDb>>().CreateDbContextAsync();
        return await read(db);
    }

    public Task<OcppClient> Pile(PileId pile, string protocol = "ocpp1.6", string? secret = null) => OcppClient.Connect(new($"ws://127.0.0.1:{Http.Port}/ocpp/{pile}"), protocol, pile.Value, secret);

    public Task Stop() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        if (store.Postgres is null)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(store.DataFolder, recursive: true);
        }
    }
}

/// <summary>A pile made of nothing but a WebSocket and JSON text.</summary>
internal sealed class OcppClient(ClientWebSocket socket) : IDisposable
{
    private int last;

    /// <summary>The moment as a pile writes it.</summary>
    public static string Now => TimeProvider.System.GetUtcNow().ToString("O");

    public string? Protocol => socket.SubProtocol;

    public static async Task<OcppClient> Connect(Uri address, string protocol, string id, string? secret)
    {
        var socket = new ClientWebSocket();
        foreach (var offered in protocol.Split(','))
        {
            socket.Options.AddSubProtocol(offered);
        }

        if (secret is not null)
        {
            socket.Options.SetRequestHeader("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}"))}");
        }

        await socket.ConnectAsync(address, CancellationToken.None);
        return new(socket);
    }

    /// <summary>Sends a call and returns the payload of its answer; `error:Code` as a string value for a CALLERROR.</summary>
    public async Task<JsonNode> Call(string action, string payload, string? id = null)
    {
        id ??= $"m{++last}";
        await Send($"[2,\"{id}\",\"{action}\",{payload}]");
        while (true)
        {
            var frame = await Receive();
            if ((int)frame[0]! == 2)
            {
                Asked.Add(frame);
                continue;
            }

            if ((string)frame[1]! == "-1")
            {
                // The answer to something that had no id.
                continue;
            }

            Assert.Equal(id, (string)frame[1]!);
            return (int)frame[0]! == 3 ? frame[2]!.DeepClone() : JsonValue.Create($"error:{(string)frame[2]!}")!;
        }
    }

    public List<JsonArray> Asked { get; } = [];

    /// <summary>The next request of the central system, answered with <paramref name="answer"/>.</summary>
    public async Task<JsonArray> Asks(string answer)
    {
        JsonArray frame;
        if (Asked.Count > 0)
        {
            frame = Asked[0];
            Asked.RemoveAt(0);
        }
        else
        {
            frame = await Receive();
        }

        Assert.Equal(2, (int)frame[0]!);
        await Send($"[3,\"{(string)frame[1]!}\",{answer}]");
        return frame;
    }

    public Task Send(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    public async Task<JsonArray> Receive()
    {
        using var patience = new CancellationTokenSource(Eventually.Patience);
        var buffer = new byte[64 * 1024];
        int length = 0;
        WebSocketReceiveResult read;
        do
        {
            read = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), patience.Token);
            length += read.Count;
        }
        while (!read.EndOfMessage);
        if (read.MessageType == WebSocketMessageType.Close)
        {
            throw new WebSocketException($"closed: {socket.CloseStatus} {socket.CloseStatusDescription}");
        }

        return JsonNode.Parse(buffer.AsSpan(0, length))!.AsArray();
    }

    public Task Close() => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

    public void Dispose() => socket.Dispose();
}
