namespace Doorstep.Rules.Pricing;

/// <summary>One shape of day and the months it holds in.</summary>
/// <param name="Months">1…12; the plans of a tariff share them out without gap or overlap.</param>
/// <param name="Rates">The rates of such a day, 1…48.</param>
/// <param name="HalfHours">48 positions in <paramref name="Rates"/>, from local midnight.</param>
public sealed record MonthPlan(IReadOnlyList<int> Months, IReadOnlyList<Rate> Rates, IReadOnlyList<int> HalfHours)
{
    /// <summary>A plan that has one rate all day.</summary>
    public static MonthPlan Single(IReadOnlyList<int> months, Rate rate) => new(months, [rate], [.. Enumerable.Repeat(0, 48)]);

    public Rate At(int halfHour) => Rates[HalfHours[halfHour]];

    internal Refusal? Check(string tariff)
    {
        string months = string.Join(",", Months);
        if (Months.Count == 0 || Months.Any(m => m is < 1 or > 12))
        {
            return new("tariff.months-wrong", ("tariff", tariff), ("months", months));
        }

        if (HalfHours.Count != 48)
        {
            return new("tariff.half-hours-wrong", ("tariff", tariff), ("months", months), ("count", HalfHours.Count.ToString()));
        }

        if (HalfHours.Any(position => position < 0 || position >= Rates.Count))
        {
            return new("tariff.rate-missing", ("tariff", tariff), ("months", months));
        }

        return Rates.Any(Unpriced) ? new("tariff.price-wrong", ("tariff", tariff), ("months", months)) : null;
    }

    private static bool Unpriced(Rate rate) =>
        !Enum.IsDefined(rate.Period)
        || rate.Electricity < UnitPrice.Zero || rate.Electricity > Rate.Highest
        || rate.Service < UnitPrice.Zero || rate.Service > Rate.Highest;
}
