using Doorstep.Plan.Siting.Problem;

namespace Doorstep.Plan.Twin;

/// <summary>
/// How a day's sessions of a class spread over its hours: the peak windows carry the shares the problem gives them, the rest of the day what is left, nights (0–7) a quarter
/// of what other hours carry and no hour more than the peak. The spread outside the windows is an assumption.
/// </summary>
internal static class DayProfile
{
    private const double Night = 0.25;

    /// <summary>Shares of the 24 hours; they add up to 1.</summary>
    public static double[] Hours(PlanRules rules, PileClass of)
    {
        var share = new double[24];
        var peak = new bool[24];
        foreach (var window in rules.Windows.Where(w => w.Class == of))
        {
            var from = window.From ?? (of == PileClass.Fast ? 18 : 23);
            for (var hour = from; hour < Math.Max(from + 1, window.Until ?? (of == PileClass.Fast ? 20 : 24)); hour++)
            {
                share[hour % 24] = Math.Max(share[hour % 24], window.HourShare);
                peak[hour % 24] = true;
            }
        }

        var inPeaks = share.Sum();
        if (inPeaks >= 1)
        {
            return [.. share.Select(s => s / inPeaks)];
        }

        var most = peak.Any(p => p) ? share.Max() : 1;
        var left = 1 - inPeaks;
        List<int> open = [.. Enumerable.Range(0, 24).Where(h => !peak[h])];
        while (left > 1e-12 && open.Count > 0)
        {
            // Hours that would pass the peak are held at it, and the others share what they cannot take.
            var scale = left / open.Sum(Weight);
            var full = open.Where(h => Weight(h) * scale >= most).ToList();
            foreach (var hour in full.Count > 0 ? full : open)
            {
                share[hour] = full.Count > 0 ? most : Weight(hour) * scale;
                left -= share[hour];
            }

            open = full.Count > 0 ? [.. open.Except(full)] : [];
        }

        var sum = share.Sum();
        return [.. share.Select(s => s / sum)];
    }

    public static DayShape Shape(PlanRules rules, PileClass of)
    {
        double[] halves = [.. Hours(rules, of).SelectMany(h => (double[])[h / 2, h / 2])];
        return new(halves, halves);
    }

    private static double Weight(int hour) => hour < 7 ? Night : 1;
}
