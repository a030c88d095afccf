namespace Doorstep.Rules.Pricing;

/// <summary>
/// A day's prices as a YKC pile takes them (messages 0x0A and 0x58): four rates (0 tip 尖, 1 peak 峰, 2 flat 平, 3 valley 谷) and the
/// rate of each of 48 half-hours. The pile only shows and adds up with it; the bill is ours.
/// </summary>
/// <param name="Rates">Exactly four; a rate the day does not use repeats one that it does.</param>
/// <param name="HalfHours">48 numbers 0…3 from local midnight.</param>
public sealed record FourRates(IReadOnlyList<FourRates.Price> Rates, IReadOnlyList<byte> HalfHours)
{
    /// <summary>A price in units of 10⁻⁵ CNY/kWh, the pile's own; the grid company's sixth decimal is rounded.</summary>
    public readonly record struct Price(uint Electricity, uint Service);

    /// <summary>The four rates of <paramref name="day"/>; `tariff.more-than-four-rates` where the day has more different prices.</summary>
    public static Decision<FourRates> For(Tariff tariff, DateOnly day)
    {
        var plan = tariff.PlanOf(day.Month);
        var used = plan.HalfHours.Select(position => plan.Rates[position]).Distinct().ToList();
        if (used.Count > 4)
        {
            return new Refusal("tariff.more-than-four-rates", ("tariff", tariff.Code), ("day", $"{day:yyyy-MM-dd}"), ("count", used.Count.ToString()));
        }

        var places = new Rate?[4];
        // A rate takes the place of its own name when nobody else has it; what is left over (a second flat, a deep valley) takes any free one.
        foreach (var rate in used.Where(rate => rate.Period != PricePeriod.DeepValley))
        {
            places[(int)rate.Period] ??= rate;
        }

        foreach (var rate in used.Where(rate => !places.Contains(rate)))
        {
            places[Array.LastIndexOf(places, null)] = rate;
        }

        return new FourRates(
            [.. places.Select(rate => Of(rate ?? used[0]))],
            [.. plan.HalfHours.Select(position => (byte)Array.IndexOf(places, plan.Rates[position]))]);
    }

    private static Price Of(Rate rate) => new(HundredThousandths(rate.Electricity), HundredThousandths(rate.Service));

    private static uint HundredThousandths(UnitPrice price) => (uint)((price.MicroYuanPerKilowattHour + 5) / 10);
}
