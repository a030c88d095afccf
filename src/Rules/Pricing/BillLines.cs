namespace Doorstep.Rules.Pricing;

/// <summary>Gathers pieces of energy, none longer than its half-hour and in order of time, into one line per stretch of equal price.</summary>
internal sealed class BillLines(Terms terms)
{
    private readonly List<BillLine> lines = [];
    private PricedRate rate;
    private DateTimeOffset rateUntil = DateTimeOffset.MinValue;
    private DateTimeOffset began;
    private DateTimeOffset last;
    private Energy energy;

    public void Add(MeterPoint from, MeterPoint to)
    {
        if (from.At >= rateUntil)
        {
            Turn(from.At);
        }

        if (to.Register > from.Register)
        {
            began = energy == Energy.Zero ? from.At : began;
            last = to.At;
            energy += to.Register - from.Register;
        }
    }

    public IReadOnlyList<BillLine> Done()
    {
        Close();
        return lines;
    }

    /// <summary>Another half-hour: a line ends where its price does, idle or not.</summary>
    private void Turn(DateTimeOffset at)
    {
        var next = terms.RateAt(at);
        if (next != rate)
        {
            Close();
            rate = next;
        }

        rateUntil = LocalClock.NextHalfHour(at);
    }

    private void Close()
    {
        if (energy > Energy.Zero)
        {
            lines.Add(new(rate, began, last, energy)
            {
                Electricity = Fee.Of(energy, rate.Electricity),
                Service = Fee.Service(energy, rate),
                MarketService = Fee.Of(energy, rate.MarketService),
            });
            energy = Energy.Zero;
        }
    }
}
