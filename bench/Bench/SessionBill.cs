using BenchmarkDotNet.Attributes;
using Doorstep.Rules;
using Doorstep.Rules.Pricing;

namespace Doorstep.Bench;

/// <summary>The bill of a night: 10 hours, a reading every 15 seconds, six changes of price.</summary>
[MemoryDiagnoser]
public class SessionBill
{
    private MeterPoint[] points = [];
    private Terms terms = null!;

    [GlobalSetup]
    public void Charge()
    {
        var start = new DateTimeOffset(2026, 7, 1, 18, 0, 0, LocalClock.Offset);
        points = [.. Enumerable.Range(0, 2_400).Select(i => new MeterPoint(start.AddSeconds(i * 15), new(i * 29)))];
        var rates = Enumerable.Range(0, 4).Select(i => new Rate((PricePeriod)i, UnitPrice.FromYuan(0.4m + (i * 0.1m)), UnitPrice.FromYuan(0.6m))).ToList();
        terms = Terms.Under(
            new()
            {
                Code = "T",
                Name = "T",
                ValidFrom = new(2026, 1, 1),
                Plans = [new([.. Enumerable.Range(1, 12)], rates, [.. Enumerable.Range(0, 48).Select(half => half / 6 % 4)])],
            },
            UnitPrice.FromYuan(0.5m));
    }

    [Benchmark]
    public Bill Ten_hours() => BillEnergy.For(points, terms);
}
