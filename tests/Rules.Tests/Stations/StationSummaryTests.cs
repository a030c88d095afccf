using Doorstep.Rules.Stations;

namespace Doorstep.Rules.Tests.Stations;

public sealed class StationSummaryTests
{
    [Fact]
    public void Fast_and_slow_are_counted_apart_and_only_what_works_counts_as_working()
    {
        var summary = StationSummary.Of(
        [
            (PileKind.Dc, ConnectorState.Free), (PileKind.Dc, ConnectorState.Charging), (PileKind.Dc, ConnectorState.Faulted),
            (PileKind.Ac, ConnectorState.Free), (PileKind.Ac, ConnectorState.Finishing), (PileKind.Ac, ConnectorState.Offline), (PileKind.Ac, ConnectorState.Unknown),
        ]);

        Assert.Equal(new ConnectorCount(1, 2, 3), summary.Fast);
        Assert.Equal(new ConnectorCount(1, 2, 4), summary.Slow);
        Assert.Equal(new ConnectorCount(2, 4, 7), summary.All);
    }

    [Fact]
    public void A_walk_without_a_network_is_the_stretched_line_and_says_so()
    {
        var walk = Walk.Estimate(new Metres(300), detour: 1.4);

        Assert.Equal((420d, true, 6), (walk.Length.Value, walk.Estimated, walk.Minutes));
    }
}
