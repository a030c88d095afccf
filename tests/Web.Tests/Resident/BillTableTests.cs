using System.Globalization;
using Bunit;
using Doorstep.Rules;
using Doorstep.Rules.Pricing;
using Doorstep.Web.Resident.Parts;

namespace Doorstep.Web.Tests.Resident;

public sealed class BillTableTests : PartTests
{
    [Fact]
    public void The_lines_a_reader_sees_add_up_to_the_foot_he_sees()
    {
        var table = Render<BillTable>(p => p.Add(b => b.Of, Sample()));
        Assert.Equal(Cell(table, "bill-energy"), Column(table, 1));
        Assert.Equal(Cell(table, "bill-electricity"), Column(table, 2));
        Assert.Equal(Cell(table, "bill-service"), Column(table, 3));
        Assert.Equal(3, table.FindAll("[data-test=bill-line]").Count);
    }

    [Fact]
    public void A_fee_the_agreement_lowered_shows_what_it_was()
    {
        var table = Render<BillTable>(p => p.Add(b => b.Of, Sample()));
        Assert.Contains("0.60", table.Find("s").TextContent, StringComparison.Ordinal);
    }

    private static decimal Column(IRenderedComponent<BillTable> table, int column) =>
        table.FindAll("[data-test=bill-line]").Sum(row => decimal.Parse(row.QuerySelectorAll("td")[column].TextContent, CultureInfo.InvariantCulture));

    private static decimal Cell(IRenderedComponent<BillTable> table, string name) => decimal.Parse(table.Find($"[data-test={name}]").TextContent, CultureInfo.InvariantCulture);

    /// <summary>An evening over three periods under the city's ceiling, billed by the rule itself.</summary>
    private static Bill Sample()
    {
        var rates = new[] { (PricePeriod.Peak, 0.98m), (PricePeriod.Flat, 0.65m), (PricePeriod.Valley, 0.31m) };
        var plan = new MonthPlan(
            [.. Enumerable.Range(1, 12)],
            [.. rates.Select(r => new Rate(r.Item1, UnitPrice.FromYuan(r.Item2), UnitPrice.FromYuan(0.60m)))],
            [.. Enumerable.Range(0, 48).Select(half => half >= 46 ? 2 : half >= 45 ? 1 : 0)]);
        var tariff = new Tariff { Code = "T", Version = 1, Name = "T", Document = "", ValidFrom = new(2026, 1, 1), Plans = [plan] };
        var points = Enumerable.Range(0, 20).Select(i => new MeterPoint(Evening.AddMinutes(-40 + (5 * i)), new Energy(100_000 + (583 * i))));
        return BillEnergy.For(points, Terms.Under(tariff, UnitPrice.FromYuan(0.5m)));
    }
}
