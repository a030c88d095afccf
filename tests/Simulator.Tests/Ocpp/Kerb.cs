using System.Globalization;
using System.Text.Json.Nodes;
using Doorstep.Machine;
using Doorstep.Simulator.Charging;
using Doorstep.Simulator.Devices;
using Doorstep.Simulator.Devices.Ocpp;

namespace Doorstep.Simulator.Tests.Ocpp;

/// <summary>One pile at the kerb with its server: real sockets, protocol time in milliseconds, simulated time faster than real.</summary>
internal sealed class Kerb : IAsyncDisposable
{
    public const string PileId = "DS-0001";

    /// <summary>A charge shows on the meter within a second, and the minute in which the plug must come is longer than a busy machine needs.</summary>
    private const int Unhurried = 2;

    private readonly CancellationTokenSource stop = new();
    private readonly Task running;
    private readonly Task pulsing;

    public Kerb(
        bool newer = false,
        FirmwareHabits? habits = null,
        PileSpec? spec = null,
        Func<Heard, JsonObject?>? answering = null,
        BadNetworkSetting? network = null,
        TimeSpan? reply = null,
        int pace = Unhurried,
        int seed = 1)
    {
        Peer = new OcppPeer(newer ? "ocpp2.0.1" : "ocpp1.6") { Answering = answering ?? (newer ? Answers201 : Answers16) };
        Pace = new Pace(TimeProvider.System, pace, new DateTimeOffset(2026, 3, 2, 18, 0, 0, TimeSpan.Zero));
        Pile = new VirtualPile(spec ?? PileSpec.Ac7(PileId), Pace);
        var setting = new LinkSetting
        {
            Server = Peer.Server,
            Secret = "s3cret",
            Pace = Pace,
            Network = network,
            Seed = seed,
            Traffic = Traffic,
            OfflineCards = ["KNOWN"],
            Habits = (habits ?? new FirmwareHabits()) with { RebootTime = TimeSpan.FromMilliseconds(20) },
            Rhythm = new LinkRhythm
            {
                Heartbeat = TimeSpan.FromSeconds(60),
                ChargingReport = TimeSpan.FromSeconds(1),
                ReplyTimeout = reply ?? Eventually.Patience,
                RecordRetry = TimeSpan.FromMilliseconds(50),
                FirstPause = TimeSpan.FromMilliseconds(10),
                LongestPause = TimeSpan.FromMilliseconds(50),
            },
        };
        Link = newer ? new Ocpp201Link(Pile, setting) : new Ocpp16Link(Pile, setting);
        Pile.Attach(Link);
        running = Link.Run(stop.Token);
        pulsing = Pulse();
    }

    public OcppPeer Peer { get; }

    public Pace Pace { get; }

    public VirtualPile Pile { get; }

    public OcppLink Link { get; }

    public LinkTraffic Traffic { get; } = new();

    public static Car Car(double soc = 0.3) => new(CarModel.Usual[2], new Battery(CarModel.Usual[2], soc, 15));

    public static JsonObject? Answers16(Heard call) => call.Action switch
    {
        "BootNotification" => new() { ["status"] = "Accepted", ["currentTime"] = "2026-03-02T18:00:00Z", ["interval"] = 300 },
        "Heartbeat" => new() { ["currentTime"] = "2026-03-02T18:00:00Z" },
        "Authorize" => new() { ["idTagInfo"] = new JsonObject { ["status"] = call.Text("idTag") == "STRANGER" ? "Invalid" : "Accepted" } },
        "StartTransaction" => new() { ["idTagInfo"] = new JsonObject { ["status"] = "Accepted" }, ["transactionId"] = 4000 + LastDigit(call.Text("idTag")) },
        _ => [],
    };

    public static JsonObject? Answers201(Heard call) => call.Action switch
    {
        "BootNotification" => new() { ["status"] = "Accepted", ["currentTime"] = "2026-03-02T18:00:00Z", ["interval"] = 300 },
        "Heartbeat" => new() { ["currentTime"] = "2026-03-02T18:00:00Z" },
        "Authorize" => new() { ["idTokenInfo"] = new JsonObject { ["status"] = call.Payload["idToken"]!["idToken"]!.GetValue<string>() == "STRANGER" ? "Unknown" : "Accepted" } },
        _ => [],
    };

    /// <summary>The pile is known to its server and has said what state it is in.</summary>
    public async Task<Kerb> Ready()
    {
        await Peer.Next("StatusNotification", s => s.Number("connectorId") == 1);
        return this;
    }

    public Task<JsonObject> Ask(string action, JsonObject payload) => Peer.Ask(PileId, action, payload);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await pulsing;
        await Peer.DisposeAsync();
        stop.Dispose();
        Assert.Empty(Peer.Problems);
    }

    private static int LastDigit(string text) => int.TryParse(text.AsSpan(text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var digit) ? digit : 0;

    private async Task Pulse()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                Pile.Advance();
                lock (Pile.Gate)
                {
                    if (Link.NextTurn <= TimeProvider.System.GetUtcNow())
                        Link.Turn(TimeProvider.System.GetUtcNow());
                }
            }
        }
        catch (OperationCanceledException)
        {
            // the test is over
        }
    }
}
