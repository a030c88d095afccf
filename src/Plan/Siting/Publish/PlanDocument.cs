namespace Doorstep.Plan.Siting.Publish;

/// <summary>A siting plan with everything needed to check it without the solver; written as plan.json. Money CNY, loads arrivals/h, power kVA.</summary>
public sealed record PlanDocument
{
    public const string CurrentFormat = "doorstep-siting-plan/1";

    public string Format { get; init; } = CurrentFormat;

    public required string Problem { get; init; }

    /// <summary>SHA-256 of the problem's canonical text, so that a plan is not held against another problem.</summary>
    public required string ProblemDigest { get; init; }

    public required PlanFigures Figures { get; init; }

    /// <summary>What the plan promises at every queue of its windows.</summary>
    public required PromiseClaim Promise { get; init; }

    public required PlanOrigin Origin { get; init; }

    /// <summary>True when walking distances are straight line × detour.</summary>
    public bool DistancesAreEstimates { get; init; }

    public required IReadOnlyList<PlannedSite> Sites { get; init; }

    public required IReadOnlyList<PlannedStation> Stations { get; init; }

    public required IReadOnlyList<CommunityCoverage> Communities { get; init; }

    public required IReadOnlyList<PlannedFlow> Flows { get; init; }

    public required BoundCertificate Certificate { get; init; }

    /// <summary>Strict outside-first only: what a plan without inside sites leaves unserved, which alone opens inside sites.</summary>
    public OutsidePass? OutsidePass { get; init; }
}

/// <summary>Objective, proven lower bound, gap = (objective − bound) / objective, cost, and how much is served.</summary>
public sealed record PlanFigures(double Objective, double Bound, double Gap, double Cost)
{
    public double VehiclesServed { get; init; }

    public double Vehicles { get; init; }

    /// <summary>Cost per vehicle served; 0 when none is.</summary>
    public double CostPerVehicle { get; init; }

    public double ArrivalsServed { get; init; }

    public double Arrivals { get; init; }

    public int PrioritySatisfied { get; init; }

    public int PriorityCommunities { get; init; }
}

/// <summary>
/// P(wait ≤ <see cref="WaitMinutes"/>) ≥ <see cref="Level"/> is promised; with its margin the plan keeps <see cref="PlannedLevel"/>, and its fullest queue <see cref="Least"/> (1 when
/// nobody comes).
/// </summary>
public sealed record PromiseClaim(double WaitMinutes, double Level, double PlannedLevel, double Least);

/// <summary>How the plan came about. The same problem, seed, work and earlier plan give the same plan unless <see cref="Stopped"/> says the clock or a hand ended the work.</summary>
public sealed record PlanOrigin(long Seed, string Work, string Stopped, double Seconds)
{
    /// <summary>Fingerprint of the plan that the search began with; null when it began with nothing.</summary>
    public string? Earlier { get; init; }
}

/// <summary>A site to build: piles by type, cost, power, and the load of each window.</summary>
public sealed record PlannedSite(string Id, IReadOnlyDictionary<string, int> Piles, double Cost, double Kva, IReadOnlyList<PoolLoad> Pools);

/// <summary>An existing station and the load the plan sends it.</summary>
public sealed record PlannedStation(string Id, IReadOnlyList<PoolLoad> Pools);

/// <summary>Load of one window: arrivals/h, the most the service promise allows, and the probability of plugging in within the promised wait.</summary>
public sealed record PoolLoad(string Window, double Arrivals, double Capacity, double WithinWait);

/// <summary>What a community gets: vehicles served of those without a private pile, share of arrivals served, mean walk in metres of those served.</summary>
public sealed record CommunityCoverage(string Id, bool Priority, double Vehicles, double VehiclesServed, double ServedShare, double MeanWalk);

/// <summary>Arrivals/h of a community sent to a site or station in a window.</summary>
public sealed record PlannedFlow(string Community, string Site, string Window, double Arrivals);

/// <summary>Multipliers that prove the bound: anyone can put them into the formula of docs/siting.md and get a valid lower bound.</summary>
public sealed record BoundCertificate
{
    public required IReadOnlyList<RowPrice> Rows { get; init; }

    public double Budget { get; init; }

    public IReadOnlyDictionary<string, double> Feeders { get; init; } = new Dictionary<string, double>();

    public IReadOnlyDictionary<string, double> Floors { get; init; } = new Dictionary<string, double>();

    public IReadOnlyList<CutPrice> Cuts { get; init; } = [];

    /// <summary>Groups of places whose part of the bound is proven by branching; no place is in two of them.</summary>
    public IReadOnlyList<BranchedGroup> Groups { get; init; } = [];
}

/// <summary>
/// A tree of splits over some places, the first split its root. Each leaf names one of <see cref="Prices"/>: a multiplier for each of <see cref="Rows"/>, for each
/// of <see cref="Cuts"/> and for each split over several places on the way from the root. The group's part of the bound is that of its least leaf.
/// </summary>
public sealed record BranchedGroup(IReadOnlyList<string> Places, IReadOnlyList<BranchedRow> Rows)
{
    /// <summary>Cuts of the certificate, by number from 0, over rows of the group's own only; here they have the leaf's multiplier and not the city's.</summary>
    public IReadOnlyList<int> Cuts { get; init; } = [];

    public required IReadOnlyList<BranchSplit> Splits { get; init; }

    public required IReadOnlyList<int> Leaves { get; init; }

    public required IReadOnlyList<IReadOnlyList<double>> Prices { get; init; }
}

/// <summary>A row the group reaches; its own when no place outside the group can serve it.</summary>
public sealed record BranchedRow(string Community, string Window, bool Own);

/// <summary>
/// At how many of these places (counted in the group from 0) does <see cref="Of"/> exceed the level: at most so many, or more? `open` is 1 where anything is built, `fast` and `slow`
/// are the arrivals/h its piles take. The answers lead to a split by its number, or to leaf −1 − number.
/// </summary>
public sealed record BranchSplit(IReadOnlyList<int> Places, string Of, double Level, int Count)
{
    public required int AtMost { get; init; }

    public required int More { get; init; }
}

/// <summary>Multiplier of one demand row, objective per arrival/h.</summary>
public sealed record RowPrice(string Community, string Window, double Price);

/// <summary>Multiplier of a cut on pile counts over some communities in a window.</summary>
public sealed record CutPrice(string Window, IReadOnlyList<string> Communities, double Divisor, double Price);

/// <summary>The first pass of strict outside-first: its flows, and the sites and mixes it uses.</summary>
public sealed record OutsidePass(IReadOnlyList<PlannedSite> Sites, IReadOnlyList<PlannedFlow> Flows);
