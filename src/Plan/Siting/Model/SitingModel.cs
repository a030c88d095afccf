namespace Doorstep.Plan.Siting.Model;

/// <summary>
/// The siting problem as the optimiser sees it: flat arrays. A row is one community in one window; a pool is one window; a place is an
/// existing station or a candidate; each place offers configurations, and a configuration is one option (pile type and count) per class.
/// </summary>
internal sealed class SitingModel
{
    public required DemandRows Rows { get; init; }

    public required ReachArcs Arcs { get; init; }

    public required Offers Offers { get; init; }

    public required SharedLimits Limits { get; init; }

    public int PlaceCount => Offers.ConfigStart.Length - 1;

    public int RowCount => Rows.Demand.Length;

    public int PoolCount => Rows.PoolClass.Length;

    /// <summary>Arrivals/h that a configuration of a place takes in a pool.</summary>
    public double CapacityOf(int place, int config, int pool) => Rows.PoolClass[pool] == 0
        ? Offers.OptionCapacity[Offers.OptionStart[2 * place] + Offers.ConfigFast[config]]
        : Offers.OptionCapacity[Offers.OptionStart[(2 * place) + 1] + Offers.ConfigSlow[config]];
}

/// <summary>Demand by row: arrivals/h, objective per unserved arrival/h, most that may stay unserved, and what the row belongs to.</summary>
internal sealed class DemandRows
{
    public required double[] Demand { get; init; }

    public required double[] Penalty { get; init; }

    /// <summary>Hard upper limit of the unserved arrivals/h of a row; equals the demand where no hard rule holds.</summary>
    public required double[] UnservedLimit { get; init; }

    public required int[] Community { get; init; }

    public required int[] Pool { get; init; }

    /// <summary>Equity floor the row counts in, −1 if none.</summary>
    public required int[] Floor { get; init; }

    /// <summary>Vehicles the row stands for; the rows of one community add up to its vehicles without a private pile.</summary>
    public required double[] Vehicles { get; init; }

    public required double[] Weight { get; init; }

    public required bool[] Priority { get; init; }

    /// <summary>Class (0 fast, 1 slow) of each pool.</summary>
    public required int[] PoolClass { get; init; }
}

/// <summary>Arcs place → row, by place and pool; and the same arcs by row.</summary>
internal sealed class ReachArcs
{
    /// <summary>Arcs of place j in pool p are [Start[j·P+p], Start[j·P+p+1]).</summary>
    public required int[] Start { get; init; }

    public required int[] Row { get; init; }

    /// <summary>Objective per arrival/h for walking this arc.</summary>
    public required double[] WalkCost { get; init; }

    public required double[] Metres { get; init; }

    public required int[] RowStart { get; init; }

    /// <summary>Arc numbers by row.</summary>
    public required int[] RowArc { get; init; }

    /// <summary>Place of each arc.</summary>
    public required int[] Place { get; init; }
}

/// <summary>Options and configurations by place.</summary>
internal sealed class Offers
{
    /// <summary>Options of place j in class c are [OptionStart[2j+c], OptionStart[2j+c+1]), capacity rising; the first is "no pile".</summary>
    public required int[] OptionStart { get; init; }

    public required double[] OptionCapacity { get; init; }

    /// <summary>Pile type (index into the rules' list, −1 for none) and count of each option.</summary>
    public required int[] OptionType { get; init; }

    public required int[] OptionPiles { get; init; }

    public required int[] ConfigStart { get; init; }

    /// <summary>Option of each class, counted from the place's first option of that class.</summary>
    public required ushort[] ConfigFast { get; init; }

    public required ushort[] ConfigSlow { get; init; }

    /// <summary>Cost in CNY: counts against the budget.</summary>
    public required double[] ConfigCost { get; init; }

    /// <summary>Contribution to the objective: cost and surcharge, or 0 when coverage is sought.</summary>
    public required double[] ConfigObjective { get; init; }

    /// <summary>Simultaneous demand in kVA.</summary>
    public required double[] ConfigKva { get; init; }

    /// <summary>True where one configuration must be chosen (station that stands, site locked in).</summary>
    public required bool[] Required { get; init; }
}

/// <summary>Limits over several places: budget, feeders, equity floors, spacing.</summary>
internal sealed class SharedLimits
{
    public double Budget { get; init; } = double.PositiveInfinity;

    /// <summary>Feeder of each place, −1 for none.</summary>
    public required int[] Feeder { get; init; }

    /// <summary>Limit of each feeder already divided by the simultaneity, so that plain sums of kVA compare with it.</summary>
    public required double[] FeederLimit { get; init; }

    /// <summary>Most arrivals/h that may stay unserved in each floor group.</summary>
    public required double[] FloorLimit { get; init; }

    /// <summary>Places that may not both be built, by place; empty where no spacing rule holds.</summary>
    public required int[][] TooClose { get; init; }
}
