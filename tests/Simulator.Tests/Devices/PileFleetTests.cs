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
    }
}
