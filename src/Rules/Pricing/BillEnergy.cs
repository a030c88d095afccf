namespace Doorstep.Rules.Pricing;

/// <summary>
/// The bill of a session from its meter readings. It depends on the set of readings alone: order, repetition and batching change
/// nothing. Between two readings energy is taken to flow evenly; the register at each half-hour boundary is rounded down to whole
/// Wh, so that the lines' energies add up exactly to the last reading that counts minus the first.
/// </summary>
public static class BillEnergy
{
    /// <summary>The bill under the terms frozen at the start; readings that break the rising register are set aside in it.</summary>
    public static Bill For(IEnumerable<MeterPoint> points, Terms terms)
    {
        var (kept, dropped) = RisingRegister.Of(points);
        var lines = new BillLines(terms);
        for (int i = 1; i < kept.Count; i++)
        {
            Split(kept[i - 1], kept[i], lines);
        }

        return new(lines.Done(), dropped);
    }

    private static void Split(MeterPoint first, MeterPoint second, BillLines lines)
    {
        var from = first;
        for (var boundary = LocalClock.NextHalfHour(first.At); boundary < second.At; boundary = boundary.AddMinutes(30))
        {
            var at = new MeterPoint(boundary, Between(first, second, boundary));
            lines.Add(from, at);
            from = at;
        }

        lines.Add(from, second);
    }

    private static Energy Between(MeterPoint first, MeterPoint second, DateTimeOffset at)
    {
        var rise = (Int128)(second.Register - first.Register).WattHours;
        return first.Register + new Energy((long)(rise * (at - first.At).Ticks / (second.At - first.At).Ticks));
    }
}
