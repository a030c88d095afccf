using CsCheck;
using Doorstep.Rules.Siting;
using Doorstep.Rules.Stations;

namespace Doorstep.Rules.Tests.Siting;

public sealed class GapTests
{
    private static readonly GapRules Rules = new(0.4, 0.35, 0.5, [new("evening", PileKind.Dc, 0.10), new("valley", PileKind.Ac, 0.16)]);

    private static readonly Gen<Place> Places = Gen.Select(
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 400]).Array[1, 6],
        Gen.Select(Gen.Double[0, 30], Gen.Double[0, 10]).Array[0, 5],
        Gen.Bool.Array[30],
        (homes, stations, reach) => new Place(homes, stations, reach));

    [Fact]
    public void A_community_alone_gets_all_of_its_station_and_lacks_the_rest()
    {
        var gap = Assert.Single(FindGap.Of(Rules, [new("A", 400, 40)], [new("S", PileKind.Dc, 4, 2.0), new("S", PileKind.Ac, 6, 20)], [new("A", "S")]));

        // 360 vehicles × 0.35 sessions × half of them fast × a tenth in the hour = 6.3 arrivals/h.
        Assert.Equal((6.3, 2.0, 4.3), (Math.Round(gap.Windows[0].Arrivals, 9), gap.Windows[0].Share, Math.Round(gap.Windows[0].Missing, 9)));
        Assert.Equal(0, gap.Windows[1].Missing);
        Assert.Equal((4, 6), (gap.FastPiles, gap.SlowPiles));
        Assert.True(gap.FirstBatch);
        Assert.Equal(360 * 4.3 / 6.3, gap.VehiclesLeftOut, 9);
    }

    [Fact]
    public void Neighbours_share_a_station_by_their_demand()
    {
        var gaps = FindGap.Of(Rules, [new("A", 300, 0), new("B", 100, 0), new("C", 100, 0)], [new("S", PileKind.Dc, 9, 4)], [new("A", "S"), new("B", "S")]);

        Assert.Equal([3, 1, 0], gaps.Select(g => g.Windows[0].Share));
        Assert.Equal(0, gaps[2].FastPiles);
    }

    [Theory]
    [InlineData(0, 0, ScenarioReason.NoVehicles)]
    [InlineData(100, 39, ScenarioReason.FewPilesAndGap)]
    [InlineData(100, 40, ScenarioReason.EnoughPrivatePiles)]
    [InlineData(1, 0, ScenarioReason.NoGap)]
    [InlineData(10, 20, ScenarioReason.EnoughPrivatePiles)]
    public void The_reason_says_why_a_community_is_in_the_first_batch_or_not(int vehicles, int piles, ScenarioReason reason) =>
        Assert.Equal(reason, FindGap.Of(Rules, [new("A", vehicles, piles)], [new("S", PileKind.Dc, 1, 0.5), new("S", PileKind.Ac, 1, 0.5)], [new("A", "S")])[0].Reason);

    [Fact]
    public void A_community_with_enough_private_piles_still_shows_what_is_missing()
    {
        var gap = FindGap.Of(Rules, [new("A", 1000, 500)], [], [])[0];

        Assert.False(gap.FirstBatch);
        Assert.Equal(1, gap.MissingShare);
        Assert.Equal(500, gap.VehiclesLeftOut);
    }

    [Fact]
    public void More_vehicles_never_make_anybodys_gap_smaller() => Places.Sample(place =>
    {
        var before = place.Gaps();
        var after = (place with { Homes = [(place.Homes[0].Vehicles + 50, place.Homes[0].Piles), .. place.Homes[1..]] }).Gaps();
        return before.Zip(after).All(pair => pair.First.Windows.Zip(pair.Second.Windows).All(w => w.Second.Missing >= w.First.Missing - 1e-9));
    });

    [Fact]
    public void More_piles_never_make_anybodys_gap_larger() => Places.Sample(place =>
    {
        var before = place.Gaps();
        var after = (place with { Stations = [.. place.Stations.Select(s => (s.Fast + 1, s.Slow + 0.5))] }).Gaps();
        return before.Zip(after).All(pair => pair.First.Windows.Zip(pair.Second.Windows).All(w => w.Second.Missing <= w.First.Missing + 1e-9));
    });

    [Fact]
    public void Shares_never_exceed_what_the_stations_can_take() => Places.Sample(place =>
    {
        var gaps = place.Gaps();
        return gaps.Sum(g => g.Windows[0].Share) <= place.Stations.Sum(s => s.Fast) + 1e-9 && gaps.Sum(g => g.Windows[1].Share) <= place.Stations.Sum(s => s.Slow) + 1e-9;
    });

    private sealed record Place((int Vehicles, int Piles)[] Homes, (double Fast, double Slow)[] Stations, bool[] Reach)
    {
        public IReadOnlyList<CommunityGap> Gaps() => FindGap.Of(
            Rules,
            [.. Homes.Select((h, i) => new GapDemand($"C{i}", h.Vehicles, h.Piles))],
            [.. Stations.SelectMany((s, i) => new[] { new GapPool($"S{i}", PileKind.Dc, 1, s.Fast), new GapPool($"S{i}", PileKind.Ac, 1, s.Slow) })],
            [.. from c in Enumerable.Range(0, Homes.Length) from s in Enumerable.Range(0, Stations.Length) where Reach[(c * 5) + s] select new GapWalk($"C{c}", $"S{s}")]);
    }
}
