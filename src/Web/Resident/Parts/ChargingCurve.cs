using Doorstep.App.Store.Rows;
using Doorstep.Rules.Charging;
using Doorstep.Web.Shell.Parts;
using Doorstep.Web.Texts;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.Resident.Parts;

/// <summary>Power over time and, where the car says it, the state of charge; at most so many points as a phone can show.</summary>
internal static class ChargingCurve
{
    private const int Most = 240;

    public static ChartFacts Of(IReadOnlyList<ReadingRow> readings, IStringLocalizer<Words> words)
    {
        var shown = Thin([.. readings.Where(r => r.Power is not null || r.StateOfCharge is not null)]);
        var power = new ChartSeries(words["Charging.Power"], "kW", [.. shown.Select(r => Point(r.At, (double?)r.Power?.Kilowatts))], Area: true);
        if (!shown.Any(r => r.StateOfCharge is not null))
        {
            return new ChartFacts(ChartKind.Line, ChartAxis.Time, [power]) { Units = ["kW"] };
        }

        var charge = new ChartSeries(words["Charging.Soc"], "%", [.. shown.Select(r => Point(r.At, r.StateOfCharge / 10.0))], ChartTone.Info, Axis: 1);
        return new ChartFacts(ChartKind.Line, ChartAxis.Time, [power, charge]) { Units = ["kW", "%"] };
    }

    /// <summary>Until full, where the car tells how full it is.</summary>
    public static TimeSpan? Left(IReadOnlyList<ReadingRow> readings) => TimeToFull.Estimate([.. readings.Where(r => r.StateOfCharge is not null).Select(r => (r.At, r.StateOfCharge!.Value))]);

    /// <summary>Keeps the first, the last and evenly spaced ones between.</summary>
    private static List<ReadingRow> Thin(List<ReadingRow> readings) => readings.Count <= Most
        ? readings
        : [.. Enumerable.Range(0, Most).Select(i => readings[(int)((long)i * (readings.Count - 1) / (Most - 1))])];

    private static double?[] Point(DateTimeOffset at, double? value) => [ChartFacts.At(at), value];
}
