namespace Doorstep.Rules.Pricing;

/// <summary>
/// What prices one session, frozen at its start: the tariffs already published for the coming days and, for a resident with an
/// agreement, the ceiling of the service fee. What the city or the provider decides later changes nothing for this session.
/// </summary>
public sealed record Terms
{
    /// <summary>No session lasts longer; after it the last known tariff goes on.</summary>
    private const int DaysAhead = 31;

    /// <summary>Which tariff holds from which local day, oldest first; never empty.</summary>
    public required IReadOnlyList<TariffStep> Steps { get; init; }

    /// <summary>The most an agreement resident pays as service fee per kWh; null for a driver without one.</summary>
    public UnitPrice? ServiceCeiling { get; init; }

    /// <summary>A station's approved exception from the ceiling, while it lasts.</summary>
    public CeilingException? Exception { get; init; }

    /// <summary>Terms of a session starting on <paramref name="day"/>; `tariff.missing` when the station charges nothing known that day.</summary>
    public static Decision<Terms> Frozen(DateOnly day, Func<DateOnly, Tariff?> tariffOn, UnitPrice? serviceCeiling = null, CeilingException? exception = null)
    {
        if (tariffOn(day) is not { } first)
        {
            return new Refusal("tariff.missing", ("day", $"{day:yyyy-MM-dd}"));
        }

        var steps = new List<TariffStep> { new(day, first) };
        for (int ahead = 1; ahead <= DaysAhead; ahead++)
        {
            if (tariffOn(day.AddDays(ahead)) is { } next && next != steps[^1].Tariff)
            {
                steps.Add(new(day.AddDays(ahead), next));
            }
        }

        return new Terms { Steps = steps, ServiceCeiling = serviceCeiling, Exception = serviceCeiling is null ? null : exception };
    }

    /// <summary>Terms under one tariff alone.</summary>
    public static Terms Under(Tariff tariff, UnitPrice? serviceCeiling = null) =>
        new() { Steps = [new(tariff.ValidFrom, tariff)], ServiceCeiling = serviceCeiling };

    /// <summary>The tariff of a local day; before the first step the first, after the last the last.</summary>
    public Tariff TariffOn(DateOnly day)
    {
        int step = Steps.Count - 1;
        while (step > 0 && Steps[step].From > day)
        {
            step--;
        }

        return Steps[step].Tariff;
    }

    /// <summary>What a kilowatt-hour costs at an instant, by the local clock.</summary>
    public PricedRate RateAt(DateTimeOffset at)
    {
        var day = LocalClock.Day(at);
        var rate = TariffOn(day).PlanOf(day.Month).At(LocalClock.HalfHourOf(at));
        return new(rate.Period, rate.Electricity, rate.Service, CeilingOn(day));
    }

    private UnitPrice? CeilingOn(DateOnly day) => Exception is { } exception && day <= exception.LastDay ? exception.Ceiling : ServiceCeiling;
}

/// <summary>A tariff and the local day from which it holds for a session.</summary>
public sealed record TariffStep(DateOnly From, Tariff Tariff);

/// <summary>A higher ceiling the city approved for a station, with its reason and its last day.</summary>
public sealed record CeilingException(UnitPrice Ceiling, DateOnly LastDay, string Reason);

/// <summary>What a kilowatt-hour costs one person at one moment.</summary>
public readonly record struct PricedRate(PricePeriod Period, UnitPrice Electricity, UnitPrice MarketService, UnitPrice? Ceiling)
{
    /// <summary>The service fee really charged.</summary>
    public UnitPrice Service => Ceiling is { } ceiling && ceiling < MarketService ? ceiling : MarketService;

    public UnitPrice Total => Electricity + Service;
}
