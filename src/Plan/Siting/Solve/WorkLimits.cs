namespace Doorstep.Plan.Siting.Solve;

/// <summary>
/// How much work a run may do. Counts of steps decide the plan; <see cref="Seconds"/> (0: none) only stops early, and the plan then says so.
/// </summary>
public sealed record WorkLimits(string Name)
{
    public long Seed { get; init; } = 1;

    /// <summary>Steps of the multipliers before the first cuts, and after each round of cuts.</summary>
    public int AscentSteps { get; init; } = 1_000;

    public int CutRounds { get; init; } = 6;

    public int StepsPerCutRound { get; init; } = 250;

    /// <summary>Rounds of local search over the city and of branching after it, and ruins per site in each.</summary>
    public int SearchRounds { get; init; } = 4;

    public int RuinsPerSite { get; init; } = 3;

    /// <summary>Rounds over the city of branching as a search, in each round of search, and how much of it each region gets.</summary>
    public int BranchRounds { get; init; } = 3;

    public RegionWork Regions { get; init; } = new(40, 3, 20);

    /// <summary>Rounds of exact models on regions, regions per round, and branch-and-bound nodes for each.</summary>
    public int MipRounds { get; init; }

    public int MipRegions { get; init; } = 8;

    public int MipNodes { get; init; } = 60;

    /// <summary>Splits of the proof's trees, for each place of the city.</summary>
    public int SplitsPerPlace { get; init; } = 16;

    /// <summary>How large the groups are that are branched.</summary>
    public GroupSize Groups { get; init; } = new(30, 30, 120);

    public double Seconds { get; init; }

    /// <summary>A first look: seconds, a certified gap of some percent.</summary>
    public static WorkLimits Quick { get; } = new("quick") { AscentSteps = 600, CutRounds = 1, StepsPerCutRound = 150, SearchRounds = 1, RuinsPerSite = 2, BranchRounds = 1, SplitsPerPlace = 4 };

    /// <summary>What a planner waits for: about a minute on a city of 1,000 communities.</summary>
    public static WorkLimits Standard { get; } = new("standard");

    /// <summary>For the plan that is published.</summary>
    public static WorkLimits Thorough { get; } = new("thorough") { AscentSteps = 2_000, CutRounds = 12, SearchRounds = 8, RuinsPerSite = 20, BranchRounds = 6, Regions = new(60, 6, 40), MipRounds = 20, MipNodes = 400, SplitsPerPlace = 200 };

    /// <summary>The preset of that name, or null.</summary>
    public static WorkLimits? Named(string name) => name switch
    {
        "quick" => Quick,
        "standard" => Standard,
        "thorough" => Thorough,
        _ => null,
    };
}

/// <summary>Where a run stands: best objective so far, proven bound, gap, and the ids of the chosen sites for the map.</summary>
public sealed record PlanProgress(string Stage, double? Best, double Bound, double? Gap, double Seconds)
{
    public IReadOnlyList<string> ChosenSites { get; init; } = [];
}

/// <summary>How large branched groups may be: parts of the city kept whole up to so many places in use; of larger parts, places in use and in all of a group.</summary>
public sealed record GroupSize(int WholeParts, int UsedPlaces, int Places);

/// <summary>How large regions are that are branched in search of a better plan, in places, how often what the leaves pick is tried, and splits before each time.</summary>
public sealed record RegionWork(int Places, int Turns, int Splits);
