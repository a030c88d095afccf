using CsCheck;
using Doorstep.Plan.Siting.Gap;
using Doorstep.Plan.Siting.Queue;

namespace Doorstep.Plan.Tests.Siting;

public sealed class GapTests
{
    [Fact]
    public void Without_a_station_in_reach_everything_is_missing()
    {
        var gap = Assert.Single(FindGaps.Run(SmallCity.Of(new(), [SmallCity.Home("A", 0, 100)], SmallCity.Place("a", 0))));
        Assert.Equal(100 * 0.35 * 0.5 * 0.10, gap.Windows[0].Gap, 9);
        Assert.Equal(100, gap.VehiclesShort, 9);
        Assert.True(gap.FirstBatch);
        Assert.Equal(1, gap.SitesInReach);
    }

    [Fact]
    public void A_station_serves_its_neighbours_in_proportion_to_their_demand()
    {
        var city = SmallCity.Of(new(), [SmallCity.Home("A", 0, 300), SmallCity.Home("B", 20, 100)], SmallCity.Place("a", 0)) with
        {
            Stations = [new("E", "E", SmallCity.At(10, 0), new Dictionary<string, int> { ["DC120"] = 2 })],
        };
        var gaps = FindGaps.Run(city);
        var capacity = new ServiceTable(city.Rules.Service).ArrivalsPerHour(2, 30);
        Assert.Equal(capacity * 0.75, gaps[0].Windows[0].Capacity, 9);
        Assert.Equal(capacity * 0.25, gaps[1].Windows[0].Capacity, 9);
        Assert.Equal(2, gaps[0].Windows[0].PilesInReach);
        Assert.Equal(0, gaps[0].Windows[1].PilesInReach);
    }

    [Fact]
    public void Enough_public_piles_leave_no_gap_and_no_scenario()
    {
        var city = SmallCity.Of(new(), [SmallCity.Home("A", 0, 40)], SmallCity.Place("a", 0)) with
        {
            Stations = [new("E", "E", SmallCity.At(10, 0), new Dictionary<string, int> { ["DC120"] = 20, ["AC7"] = 40 })],
        };
        var gap = Assert.Single(FindGaps.Run(city));
        Assert.Equal(0, gap.Short, 12);
        Assert.False(gap.FirstBatch);
        Assert.Contains("够用", gap.Reason(true), StringComparison.Ordinal);
        Assert.Contains("suffice", gap.Reason(false), StringComparison.Ordinal);
    }

    [Fact]
    public void More_vehicles_never_mean_less_gap() => Gen.Select(Gen.Int[0, 900], Gen.Int[1, 200], Gen.Int[0, 12]).Sample((vehicles, more, piles) =>
    {
        double Gap(int count) => FindGaps.Run(SmallCity.Of(new(), [SmallCity.Home("A", 0, count), SmallCity.Home("B", 30, 200)], SmallCity.Place("a", 0)) with
        {
            Stations = piles == 0 ? [] : [new("E", "E", SmallCity.At(10, 0), new Dictionary<string, int> { ["DC60"] = piles })],
        })[0].Windows[0].Gap;
        return Gap(vehicles + more) >= Gap(vehicles) - 1e-9;
    });

    [Fact]
    public void The_flag_of_the_table_is_the_flag_of_the_plan()
    {
        var city = SmallCity.Generated();
        var plan = SmallCity.Plan(city);
        Assert.Equal(plan.Communities.Select(c => c.Priority), FindGaps.Run(city).Select(g => g.FirstBatch));
    }

    [Fact]
    public void The_survey_may_say_otherwise_and_is_quoted()
    {
        var gap = Assert.Single(FindGaps.Run(SmallCity.Of(new(), [SmallCity.Home("A", 0, 100) with { Priority = false }], SmallCity.Place("a", 0))));
        Assert.False(gap.FirstBatch);
        Assert.Contains("调查表", gap.Reason(true), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_a_row_for_each_community_the_worst_first()
    {
        var city = SmallCity.Generated();
        var table = GapTables.Communities(FindGaps.Run(city));
        Assert.Equal(city.Communities.Count, table.Rows.Count);
        Assert.All(table.Rows, row => Assert.Equal(table.Heads.Count, row.Count));
        var shortage = table.Rows.Select(r => (double)r[table.Heads.ToList().IndexOf("vehicles_short")]!).ToList();
        Assert.Equal(shortage.OrderDescending(), shortage);
    }
}
