using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Problem;

/// <summary>One siting problem, complete and checked: who needs charging, what stands already, what may be built, under which rules.</summary>
public sealed record SitingProblem(
    string Name,
    PlanRules Rules,
    IReadOnlyList<Community> Communities,
    IReadOnlyList<ExistingStation> Stations,
    IReadOnlyList<Candidate> Candidates)
{
    /// <summary>Feeders that limit several sites together; empty when none is modelled.</summary>
    public IReadOnlyList<Feeder> Feeders { get; init; } = [];

    /// <summary>Walking distances found beforehand on a pedestrian network; null means straight line × detour, an estimate.</summary>
    public IReadOnlyList<SiteWalk>? Walks { get; init; }

    /// <summary>True when distances are straight line × detour; every page that shows them says so.</summary>
    public bool DistancesAreEstimates => Walks is null;
}

/// <summary>
/// A residential area: gates in WGS-84, electric vehicles and those with a private pile (counts ≥ 0), the arrivals per hour of each window where
/// a survey knows them better than the parameters, and the planner's word on priority where he gives one.
/// </summary>
public sealed record Community(string Id, string Name, string District, IReadOnlyList<GeoPoint> Gates, int Vehicles)
{
    public int PrivatePiles { get; init; }

    public int Households { get; init; }

    public int ParkingSpaces { get; init; }

    /// <summary>Arrivals/h per window id; a window not named is derived from vehicles and parameters.</summary>
    public IReadOnlyDictionary<string, double> Arrivals { get; init; } = new Dictionary<string, double>();

    /// <summary>First-batch scenario or not; null lets the rules decide (private-pile ratio and stations in reach).</summary>
    public bool? Priority { get; init; }

    /// <summary>Vehicles that depend on public piles.</summary>
    public int VehiclesWithoutPile => Math.Max(0, Vehicles - PrivatePiles);
}

/// <summary>A public station that stands already: its piles serve, it cannot be changed and costs nothing more.</summary>
public sealed record ExistingStation(string Id, string Name, GeoPoint Place, IReadOnlyDictionary<string, int> Piles);

/// <summary>A place where a station may be built: bays (≥ 1), free power in kVA, cost before the first pile in CNY.</summary>
public sealed record Candidate(string Id, string Name, GeoPoint Place, SiteOffer Offer)
{
    public string Kind { get; init; } = "other";

    public string Owner { get; init; } = "";

    public string District { get; init; } = "";

    /// <summary>True inside the walls of a community; outside-first rules speak of these.</summary>
    public bool Inside { get; init; }

    public string? Feeder { get; init; }

    public SiteLock Lock { get; init; }
}

/// <summary>What a site offers: bays, free kVA, fixed cost (CNY), how many more kVA can be had and at what price each, dearer or cheaper piles.</summary>
public sealed record SiteOffer(int Bays, double FreeKva, double FixedCost)
{
    public double ExtraKva { get; init; }

    public double CostPerExtraKva { get; init; }

    /// <summary>Cost in CNY per pile type id at this site, where it differs from the type's own.</summary>
    public IReadOnlyDictionary<string, double> PileCosts { get; init; } = new Dictionary<string, double>();
}

/// <summary>What the user decided about a site beforehand.</summary>
public enum SiteLock
{
    Free,

    /// <summary>Must be built; the mix is still chosen.</summary>
    In,

    /// <summary>Must not be built.</summary>
    Out,
}

/// <summary>A feeder or transformer shared by several sites: limit in kVA for the sum of their simultaneous demands.</summary>
public sealed record Feeder(string Id, double LimitKva);

/// <summary>A walking distance in metres from the nearest gate of a community to a site or station.</summary>
public sealed record SiteWalk(string Community, string Site, double Metres);

/// <summary>The two user classes: each has its own queue pool at a site.</summary>
public enum PileClass
{
    /// <summary>Direct current, drivers wait beside the car.</summary>
    Fast,

    /// <summary>Alternating current, mostly overnight.</summary>
    Slow,
}

/// <summary>A pile type: rated kW, bays it takes, mean occupied minutes (charging and overstay), cost in CNY with civil works.</summary>
public sealed record PileType(string Id, PileClass Class, double Kilowatts, double OccupiedMinutes, double Cost)
{
    public int Bays { get; init; } = 1;
}

/// <summary>A peak window of one class: the share of a day's sessions of that class that arrive in its busiest hour (0–1).</summary>
public sealed record PeakWindow(string Id, PileClass Class, double HourShare)
{
    /// <summary>Local hours (0–24) in which it lies, for forecasts over the day; null takes 18–20 for fast and 23–24 for slow piles.</summary>
    public int? From { get; init; }

    public int? Until { get; init; }
}

/// <summary>What the plan seeks.</summary>
public enum Aim
{
    /// <summary>Least cost, unserved demand priced.</summary>
    LeastCost,

    /// <summary>Most weighted vehicles served under a budget.</summary>
    MostCoverage,
}

/// <summary>How strongly sites outside the communities come first.</summary>
public enum OutsideFirst
{
    Off,

    /// <summary>Inside sites carry a surcharge in the objective, not in the budget.</summary>
    Surcharge,

    /// <summary>Inside sites may be used only near communities that a plan without them leaves short.</summary>
    Strict,
}

/// <summary>Where a parameter comes from, so that a reader can judge it.</summary>
public sealed record SourceNote(string Source, string Date);
