using Doorstep.Simulator.Devices;
using Doorstep.Simulator.Tests.Devices.Ykc;
using PileProtocol = Doorstep.Rules.Stations.PileProtocol;

namespace Doorstep.Simulator.Tests.Devices;

public sealed class PileFleetTests
{
    private static readonly FleetOptions Sound = new() { Protocol = PileProtocol.Ykc, Count = 60, Server = "127.0.0.1:9000" };

    [Fact]
    public async Task Fleet_connects_every_pile_charges_and_says_so()
    {
        await using var peer = new YkcPeer();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var output = new StringWriter();
        var options = Sound with
        {
            Server = peer.Address,
            RampPerSecond = 0,
            PaceFactor = 3600,
            CarsPerDay = 24,
            Conduct = FleetConduct.Plugged,
            Summary = TimeSpan.FromMilliseconds(100),
        };
        var running = FleetRun.Run(options, output, TimeProvider.System, end.Token);
        while (peer.Logins < 60)
        {
            await peer.Next<Wire.Ykc.Login>();
        }

        await peer.Next<Wire.Ykc.Realtime>(r => r.Plugged);
        await end.CancelAsync();
        var totals = await running;
        Assert.NotNull(totals);
        Assert.True(totals.Connections >= 60 && totals.Sent > 120);
        Assert.Contains("connections", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Same_seed_builds_the_same_fleet()
    {
        var options = Sound with { Seed = 9 };
        Assert.Equal(options.Members(), options.Members());
        var fleet = new PileFleet(options.Members(), new FleetSetting { Pace = new Pace(TimeProvider.System) });
        Assert.Same(fleet.Piles[4], fleet.Find("42070000000005"));
        Assert.Null(fleet.Find("42070000000061"));
    }

    [Fact]
    public void Unsound_settings_are_refused_with_a_sentence_that_helps()
    {
        Assert.Null(Sound.Refusal());
        Assert.Contains("14 digits", (Sound with { IdPattern = "PILE-{0}" }).Refusal()!, StringComparison.Ordinal);
        Assert.Contains("host:port", (Sound with { Server = "" }).Refusal()!, StringComparison.Ordinal);
        Assert.Contains("ws://", (Sound with { Protocol = PileProtocol.Ocpp16 }).Refusal()!, StringComparison.Ordinal);
        Assert.Contains("--count", (Sound with { Count = 0 }).Refusal()!, StringComparison.Ordinal);
        Assert.Contains("--report", (Sound with { Rhythm = new() { ChargingReport = TimeSpan.Zero } }).Refusal()!, StringComparison.Ordinal);
        Assert.Contains("--pace", (Sound with { PaceFactor = 0 }).Refusal()!, StringComparison.Ordinal);
        Assert.Contains("16 hex", (Sound with { CardPattern = "RES{0}" }).Refusal()!, StringComparison.Ordinal);
        Assert.Contains("--first", (Sound with { FirstNumber = int.MaxValue }).Refusal()!, StringComparison.Ordinal);
        Assert.Contains("--dc", (Sound with { DcShare = double.NaN }).Refusal()!, StringComparison.Ordinal);
        Assert.Contains("host:port", (Sound with { Server = "ws://127.0.0.1:9000" }).Refusal()!, StringComparison.Ordinal);
        Assert.Contains("host:port", (Sound with { Server = "127.0.0.1" }).Refusal()!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_cannot_be_is_refused_not_played()
    {
        Assert.Null((Sound with { Network = new() { Drop = 1, Duplicate = 0.5, MostDelay = TimeSpan.FromSeconds(2) } }).Refusal());
        Assert.Contains("--bad-drop", (Sound with { Network = new() { Drop = 2 } }).Refusal()!, StringComparison.Ordinal);
        Assert.Contains("--bad-drop", (Sound with { Network = new() { Duplicate = -0.1 } }).Refusal()!, StringComparison.Ordinal);
        Assert.Contains("--bad-drop", (Sound with { Network = new() { Truncate = double.NaN } }).Refusal()!, StringComparison.Ordinal);
        Assert.Contains("--bad-delay-ms", (Sound with { Network = new() { MostDelay = TimeSpan.FromMilliseconds(-5) } }).Refusal()!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_names_no_pile_is_refused_with_an_example()
    {
        var ocpp = Sound with { Protocol = PileProtocol.Ocpp16, Server = "ws://127.0.0.1:5080/ocpp" };
        Assert.Null(ocpp.Refusal());
        Assert.Contains("the same id", (ocpp with { IdPattern = "DS" }).Refusal()!, StringComparison.Ordinal);
        Assert.Null((ocpp with { IdPattern = "DS", Count = 1 }).Refusal());
        Assert.Contains("--ids", (ocpp with { IdPattern = "DS-{1}" }).Refusal()!, StringComparison.Ordinal);
        Assert.Contains("--secret", (ocpp with { SecretPattern = "{9}" }).Refusal()!, StringComparison.Ordinal);
        Assert.Contains("--card", (ocpp with { CardPattern = "{" }).Refusal()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fleet_that_is_turned_away_says_why_and_not_only_how_often()
    {
        using var nobody = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        nobody.Start();
        var address = nobody.LocalEndpoint.ToString()!;
        nobody.Stop();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var output = new Heard("refused", end);
        await FleetRun.Run(Sound with { Server = address, Count = 1, Summary = TimeSpan.FromMilliseconds(20) }, output, TimeProvider.System, end.Token);
        Assert.True(output.Came, "The fleet only counted its errors.");
    }

    /// <summary>Ends a run as soon as it has said a word, or after so many lines that it never will.</summary>
    private sealed class Heard(string word, CancellationTokenSource end) : StringWriter
    {
        private int lines;

        public bool Came { get; private set; }

        public override async Task WriteLineAsync(string? value)
        {
            Came |= value is not null && value.Contains(word, StringComparison.OrdinalIgnoreCase);
            if (Came || ++lines > 500)
            {
                await end.CancelAsync();
            }
        }
    }
}
