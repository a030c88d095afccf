using Bunit;
using Doorstep.Rules;
using Doorstep.Rules.Pricing;
using Doorstep.Web.Resident.Parts;

namespace Doorstep.Web.Tests.Resident;

public sealed class PriceStepsTests : PartTests
{
    [Fact]
    public void The_line_has_a_step_where_the_price_has_one()
    {
        var drawn = Draw(Step(0, 3, 1.2m), Step(3, 8, 0.8m), Step(8, 24, 1.0m));
        var path = drawn.Find("path.step").GetAttribute("d")!;
        Assert.Equal(3, path.Count(c => c == 'H'));
        Assert.Equal(3, drawn.FindAll("tbody tr").Count);
        Assert.Contains("1.20", drawn.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_the_price_is_half_the_height()
    {
        var drawn = Draw(Step(0, 12, 2.0m), Step(12, 24, 1.0m));
        // From the axis at 138 to the top at 30: the dear half reaches 30, the cheap one 84.
        var path = drawn.Find("path.step").GetAttribute("d")!;
        Assert.Contains("V30H", path, StringComparison.Ordinal);
        Assert.Contains("V84H", path, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_below_the_line_never_touch()
    {
        var drawn = Draw([.. Enumerable.Range(0, 24).Select(h => Step(h, h + 1, 0.5m + (h % 2)))]);
        var places = drawn.FindAll("text:not(.ink)").Select(t => double.Parse(t.GetAttribute("x")!, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.True(places.Count > 2);
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 40));
    }

    [Fact]
    public void Without_prices_nothing_is_drawn() => Assert.Empty(Render<PriceSteps>(p => p.Add(s => s.Curve, []).Add(s => s.Now, Evening)).FindAll("svg"));

    private IRenderedComponent<PriceSteps> Draw(params PriceStep[] steps) => Render<PriceSteps>(p => p.Add(s => s.Curve, steps).Add(s => s.Now, Evening));

    private static PriceStep Step(int from, int to, decimal total) => new(
        Evening.AddHours(from), Evening.AddHours(to), new PricedRate(PricePeriod.Flat, UnitPrice.FromYuan(total - 0.4m), UnitPrice.FromYuan(0.4m), null));
}
