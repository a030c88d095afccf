using Doorstep.Plan.Siting.Queue;

namespace Doorstep.Plan.Siting.Problem;

/// <summary>Every rule and parameter of a siting problem; money in CNY, distance in metres, times in minutes, shares 0–1.</summary>
public sealed record PlanRules
{
    public Aim Aim { get; init; } = Aim.LeastCost;

    /// <summary>Upper limit of the plan's cost; null means none. Required for <see cref="Aim.MostCoverage"/>.</summary>
    public double? Budget { get; init; }

    public ReachRule Reach { get; init; } = new(500, 1.4);

    public ServicePromise Service { get; init; } = new(5, 0.9) { Margin = PlanDefaults.Margin };

    public DemandRule Demand { get; init; } = new(0.35, 0.5);

    public PriceOfMissing Missing { get; init; } = new(250_000, 1_000);

    public PowerRule Power { get; init; } = new(0.9, 0.95, 0.8);

    public PriorityRule Priority { get; init; } = new(0.4, 1);

    public InsideRule Inside { get; init; } = new(OutsideFirst.Surcharge, 30_000);

    public FloorRule Floors { get; init; } = new();

    /// <summary>Least straight distance in metres between two new stations; 0 means no such rule.</summary>
    public double Spacing { get; init; }

    public IReadOnlyList<PileType> PileTypes { get; init; } = PlanDefaults.PileTypes;

    public IReadOnlyList<PeakWindow> Windows { get; init; } = PlanDefaults.Windows;

    /// <summary>Source notes by parameter name.</summary>
    public IReadOnlyDictionary<string, SourceNote> Sources { get; init; } = PlanDefaults.Sources;
}

/// <summary>The service radius on foot (metres) and the factor from straight line to walk where no network is loaded (≥ 1).</summary>
public sealed record ReachRule(double Metres, double Detour);

/// <summary>Sessions per vehicle and day on public piles, and the share of them that wants a fast pile.</summary>
public sealed record DemandRule(double SessionsPerVehicleDay, double FastShare);

/// <summary>The price of one unserved arrival/h and of one arrival/h walking a kilometre, in CNY on the same basis as costs.</summary>
public sealed record PriceOfMissing(double PerArrival, double PerArrivalKilometre);

/// <summary>Simultaneity of the piles of one site, power factor, and simultaneity of the sites on one feeder (each 0–1).</summary>
public sealed record PowerRule(double SiteSimultaneity, double PowerFactor, double FeederSimultaneity);

/// <summary>
/// First-batch scenarios: private-pile ratio below <see cref="Ratio"/> and too little in reach. Their demand weighs 1 + <see cref="ExtraWeight"/>;
/// <see cref="ServedShare"/> above 0 makes serving that share a hard rule.
/// </summary>
public sealed record PriorityRule(double Ratio, double ExtraWeight)
{
    public double ServedShare { get; init; }
}

/// <summary>Outside-first: how, and the surcharge in CNY for a site inside a community.</summary>
public sealed record InsideRule(OutsideFirst Form, double Surcharge);

/// <summary>Equity floors: least share of a district's arrivals that the plan serves, for all districts and by name (the greater counts).</summary>
public sealed record FloorRule
{
    public double EveryDistrict { get; init; }

    public IReadOnlyDictionary<string, double> ByDistrict { get; init; } = new Dictionary<string, double>();

    /// <summary>The floor of a district, 0 when it has none.</summary>
    public double Of(string district) => Math.Max(EveryDistrict, ByDistrict.TryGetValue(district, out var own) ? own : 0);
}
