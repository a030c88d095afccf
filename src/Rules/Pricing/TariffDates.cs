namespace Doorstep.Rules.Pricing;

/// <summary>
/// When prices may change: never for a day that has begun. A tariff that priced nobody yet may begin any day;
/// a new version of one, or another tariff for a station that has one, begins tomorrow at the earliest.
/// </summary>
public static class TariffDates
{
    /// <summary>Whether a version may be published beside those there are.</summary>
    public static Refusal? WhyNotPublish(IReadOnlyList<Tariff> versions, Tariff next, DateOnly today)
    {
        if (versions.Any(version => version.ValidFrom == next.ValidFrom))
        {
            return new("tariff.version-exists", ("tariff", next.Code), ("from", $"{next.ValidFrom:yyyy-MM-dd}"));
        }

        return Tariff.InForce(versions, today) is not null && next.ValidFrom <= today
            ? new("tariff.not-future", ("tariff", next.Code), ("earliest", $"{today.AddDays(1):yyyy-MM-dd}"))
            : null;
    }

    /// <summary>Whether a version may be taken back: only before its first day.</summary>
    public static Refusal? WhyNotWithdraw(Tariff version, DateOnly today) =>
        version.ValidFrom <= today ? new("tariff.in-force", ("tariff", version.Code), ("from", $"{version.ValidFrom:yyyy-MM-dd}")) : null;

    /// <summary>Whether a station may change over to a tariff on a day.</summary>
    public static Refusal? WhyNotAssign(bool pricedToday, DateOnly from, DateOnly today) =>
        pricedToday && from <= today ? new("tariff.not-future", ("earliest", $"{today.AddDays(1):yyyy-MM-dd}")) : null;
}
