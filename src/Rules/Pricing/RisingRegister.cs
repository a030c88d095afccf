namespace Doorstep.Rules.Pricing;

/// <summary>
/// Which readings of a session can be believed together. A meter only rises, so the longest rising chain that begins at the first
/// reading counts; a reading that breaks it (a reset to zero, a spike, a late value with a wrong clock) is set aside and shown.
/// Of chains equally long the one with the lowest end counts: doubt favours the one who pays.
/// </summary>
internal static class RisingRegister
{
    public static (IReadOnlyList<MeterPoint> Kept, IReadOnlyList<MeterPoint> Dropped) Of(IEnumerable<MeterPoint> readings)
    {
        var given = readings as MeterPoint[] ?? [.. readings];
        return InOrder(given) ? (given, []) : LongestChain(given);
    }

    /// <summary>A sound meter read in order, as nearly all are: nothing to sort, nothing to set aside.</summary>
    private static bool InOrder(MeterPoint[] points)
    {
        for (int i = 1; i < points.Length; i++)
        {
            if (points[i].At <= points[i - 1].At || points[i].Register < points[i - 1].Register)
            {
                return false;
            }
        }

        return true;
    }

    private static (IReadOnlyList<MeterPoint> Kept, IReadOnlyList<MeterPoint> Dropped) LongestChain(MeterPoint[] readings)
    {
        var points = readings.Distinct().OrderBy(p => p.At).ThenBy(p => p.Register).ToList();
        var before = new int[points.Count];
        var ends = new List<int>();
        for (int i = 0; i < points.Count; i++)
        {
            if (points[i].Register < points[0].Register)
            {
                continue;
            }

            int length = ChainsEndingAtMost(points[i].Register, points, ends);
            before[i] = length == 0 ? -1 : ends[length - 1];
            if (length == ends.Count)
            {
                ends.Add(i);
            }
            else
            {
                ends[length] = i;
            }
        }

        var kept = new bool[points.Count];
        for (int i = ends.Count == 0 ? -1 : ends[^1]; i >= 0; i = before[i])
        {
            kept[i] = true;
        }

        return (points.Where((_, i) => kept[i]).ToList(), points.Where((_, i) => !kept[i]).ToList());
    }

    /// <summary>`ends[k]` is the lowest end of a chain of length k + 1, so it is sorted and can be halved.</summary>
    private static int ChainsEndingAtMost(Energy register, List<MeterPoint> points, List<int> ends)
    {
        int low = 0;
        int high = ends.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (points[ends[middle]].Register <= register)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
