using CsCheck;
using Doorstep.Simulator.Devices;

namespace Doorstep.Simulator.Tests.Devices;

public sealed class BadNetworkTests
{
    private static readonly BadNetworkSetting Worst = new() { Drop = 0.2, Duplicate = 0.2, Truncate = 0.2, Reorder = 0.2, Cut = 0.05, MostDelay = TimeSpan.FromSeconds(2) };

    [Fact]
    public void Same_seed_does_the_same_to_the_same_messages()
    {
        Gen.Select(Gen.Int, Gen.Byte.Array[0, 40].Array[0, 60]).Sample((seed, messages) =>
        {
            var (one, two) = (new BadNetwork(Worst, seed), new BadNetwork(Worst, seed));
            foreach (var message in messages)
            {
                Assert.Equal(Told(one.Carry(message)), Told(two.Carry(message)));
            }
        });
    }

    [Fact]
    public void Perfect_network_carries_every_message_once_and_whole()
    {
        var network = new BadNetwork(new BadNetworkSetting(), 1);
        for (byte i = 0; i < 100; i++)
        {
            var passage = Assert.Single(network.Carry(new[] { i })!);
            Assert.Equal((i, TimeSpan.Zero), (passage.Bytes.Span[0], passage.Delay));
        }
    }

    [Fact]
    public void Overtaken_message_still_arrives_after_the_next()
    {
        var network = new BadNetwork(new BadNetworkSetting { Reorder = 1 }, 1);
        Assert.Empty(network.Carry(new byte[] { 1 })!);
        Assert.Equal([2, 1], network.Carry(new byte[] { 2 })!.Select(p => (int)p.Bytes.Span[0]));
    }

    [Fact]
    public void Chances_are_kept_on_the_long_run()
    {
        var network = new BadNetwork(new BadNetworkSetting { Drop = 0.1, Duplicate = 0.05 }, 7);
        var counts = Enumerable.Range(0, 20_000).Select(_ => network.Carry(new byte[] { 1 })!.Count).GroupBy(c => c).ToDictionary(g => g.Key, g => g.Count());
        Assert.InRange(counts[0], 1_850, 2_150);
        Assert.InRange(counts[2], 800, 1_000);
    }

    private static string Told(IReadOnlyList<Passage>? passages) =>
        passages is null ? "cut" : string.Join(' ', passages.Select(p => $"{Convert.ToHexString(p.Bytes.Span)}@{p.Delay.Ticks}"));
}
