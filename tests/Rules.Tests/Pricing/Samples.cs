using CsCheck;
using Doorstep.Rules.Pricing;

namespace Doorstep.Rules.Tests.Pricing;

/// <summary>Tariffs and meters the tests share, and generators of them.</summary>
internal static class Samples
{
    public static readonly IReadOnlyList<int> AllYear = [.. Enumerable.Range(1, 12)];

    /// <summary>Valley 23–7, flat 7–17, peak 17–20 and 22–23, tip 20–22; service 0.60 all day.</summary>
    public static readonly Tariff Evening = new Tariff
    {
        Code = "EVENING",
        Name = "Evening prices",
        ValidFrom = new(2024, 1, 1),
        Plans =
        [
            new(
                AllYear,
                [Yuan(PricePeriod.Tip, 0.78m), Yuan(PricePeriod.Peak, 0.68m), Yuan(PricePeriod.Flat, 0.58m), Yuan(PricePeriod.Valley, 0.43m)],
                [.. Hours(3, 7), .. Hours(2, 10), .. Hours(1, 3), .. Hours(0, 2), .. Hours(1, 1), .. Hours(3, 1)]),
        ],
    }.Checked().Value;

    public static readonly Gen<Rate> AnyRate =
        from period in Gen.Enum<PricePeriod>()
        from electricity in Gen.Long[0, 2_000_000]
        from service in Gen.Long[0, 2_000_000]
        select new Rate(period, new(electricity), new(service));

    public static readonly Gen<Tariff> AnyTariff =
        from shapes in Gen.Int[0, 2].Array[12]
        from rates in AnyRate.Array[1, 6].Array[3]
        from halves in Gen.Int[0, 5].Array[48].Array[3]
        select new Tariff
        {
            Code = "ANY",
            Name = "Any",
            ValidFrom = new(2024, 1, 1),
            Plans =
            [
                .. shapes.Select((shape, month) => (shape, month: month + 1)).GroupBy(pair => pair.shape).Select(same => new MonthPlan(
                    [.. same.Select(pair => pair.month)],
                    rates[same.Key],
                    [.. halves[same.Key].Select(half => half % rates[same.Key].Length)])),
            ],
        }.Checked().Value;

    public static readonly Gen<Terms> AnyTerms =
        from tariff in AnyTariff
        from later in AnyTariff
        from change in Gen.Int[0, 400]
        from ceiling in Gen.Nullable(Gen.Long[0, 1_000_000])
        select new Terms
        {
            Steps = [new(tariff.ValidFrom, tariff), new(tariff.ValidFrom.AddDays(change), later)],
            ServiceCeiling = ceiling is { } value ? new UnitPrice(value) : null,
        };

    /// <summary>A meter that only rises: steps of up to 5 hours and 20 kWh from some second of 2024.</summary>
    public static readonly Gen<MeterPoint[]> RisingMeter =
        from start in Gen.Int[0, 366 * 86_400]
        from register in Gen.Long[0, 50_000_000]
        from steps in Gen.Select(Gen.Int[0, 18_000], Gen.Long[0, 20_000]).Array[0, 40]
        select Meter(start, register, steps);

    public static DateTimeOffset Local(string text) => new(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), LocalClock.Offset);

    public static MeterPoint At(string local, long wattHours) => new(Local(local), new(wattHours));

    public static IEnumerable<int> Hours(int rate, int hours) => Enumerable.Repeat(rate, hours * 2);

    private static Rate Yuan(PricePeriod period, decimal electricity) => new(period, UnitPrice.FromYuan(electricity), UnitPrice.FromYuan(0.60m));

    private static MeterPoint[] Meter(int start, long register, (int Seconds, long WattHours)[] steps)
    {
        var at = new DateTimeOffset(2024, 1, 1, 0, 0, 0, LocalClock.Offset).AddSeconds(start);
        var points = new List<MeterPoint> { new(at, new(register)) };
        foreach (var (seconds, wattHours) in steps)
        {
            at = at.AddSeconds(seconds);
            register += wattHours;
            points.Add(new(at, new(register)));
        }

        return [.. points];
    }
}
