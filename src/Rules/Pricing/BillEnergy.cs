namespace Doorstep.Rules.Pricing;

/// <summary>
/// The bill of a session from its meter readings. It depends on the set of readings alone: order, repetition and batching change
/// nothing. Between two readings energy is taken to flow evenly; the register at each half-hour boundary is rounded down to whole
/// Wh, so that the lines' energies add up exactly to the last reading that counts minus the first.
/// </summary>
public static class BillEnergy
{
    public static Bill For(IEnumerable<MeterPoint> points, Terms terms)
    {
        var (kept, dropped) = RisingRegister.Of(points);
        var lines = new List<BillLine>();
        PricedRate? last = null;
        BillLine? line = null;
        foreach (var piece in kept.Zip(kept.Skip(1)).SelectMany(step => Pieces(step.First, step.Second)))
        {
            var rate = terms.RateAt(piece.From);
            if (rate != last)
            {
                Close();
                last = rate;
            }

            if (piece.Energy > Energy.Zero)
            {
                line = line is null ? new(rate, piece.From, piece.To, piece.Energy) : line with { To = piece.To, Energy = line.Energy + piece.Energy };
            }
        }

        Close();
        return new(lines, dropped);

        void Close()
        {
            if (line is not null)
            {
                lines.Add(Priced(line));
                line = null;
            }
        }
    }

    private static BillLine Priced(BillLine line) => line with
    {
        Electricity = Fee.Of(line.Energy, line.Rate.Electricity),
        Service = Fee.Service(line.Energy, line.Rate),
        MarketService = Fee.Of(line.Energy, line.Rate.MarketService),
    };

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To, Energy Energy)> Pieces(MeterPoint first, MeterPoint second)
    {
        var from = first;
        for (var boundary = LocalClock.NextHalfHour(first.At); boundary < second.At; boundary = boundary.AddMinutes(30))
        {
            var at = new MeterPoint(boundary, Between(first, second, boundary));
            yield return (from.At, at.At, at.Register - from.Register);
            from = at;
        }

        yield return (from.At, second.At, second.Register - from.Register);
    }

    private static Energy Between(MeterPoint first, MeterPoint second, DateTimeOffset at)
    {
        var rise = (Int128)(second.Register - first.Register).WattHours;
        return first.Register + new Energy((long)(rise * (at - first.At).Ticks / (second.At - first.At).Ticks));
    }
}
