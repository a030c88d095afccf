namespace Doorstep.Web.Provider;

/// <summary>The days a settlement covers: this month by day unless the address says otherwise.</summary>
internal sealed record SettlementPeriod
{
    public SettlementPeriod(DateOnly? from, DateOnly? until, string? by, DateOnly today)
    {
        ByMonth = by == "month";
        From = from ?? (ByMonth ? new DateOnly(today.Year, 1, 1) : new DateOnly(today.Year, today.Month, 1));
        Until = until ?? today;
    }

    public DateOnly From { get; }

    public DateOnly Until { get; }

    public bool ByMonth { get; }
}
