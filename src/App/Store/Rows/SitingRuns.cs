using Doorstep.Rules.Siting;

namespace Doorstep.App.Store.Rows;

/// <summary>One run of the planner: what was asked, how far it has come, what came out. Its inputs and its plan are files (<see cref="SitingFolderRow"/>).</summary>
public sealed class SitingRunRow
{
    public required long Id { get; init; }

    public required string Name { get; set; }

    /// <summary>The division planned for; null for the whole city or for communities of several.</summary>
    public string? Division { get; init; }

    /// <summary>JSON of the area.</summary>
    public required string Area { get; init; }

    /// <summary>JSON of the assumptions.</summary>
    public required string Assumptions { get; init; }

    /// <summary>JSON of the sites locked in and out by hand.</summary>
    public required string Locks { get; init; }

    /// <summary>The run whose inputs this one took over.</summary>
    public long? DerivedFrom { get; init; }

    public long Seed { get; init; }

    /// <summary>quick, standard or thorough.</summary>
    public required string Work { get; init; }

    /// <summary>The clock that ends it early; 0 for none.</summary>
    public int Seconds { get; init; }

    public int Communities { get; init; }

    public int Candidates { get; init; }

    public bool DistancesAreEstimates { get; init; }

    /// <summary>Fingerprint of the frozen inputs.</summary>
    public required string ProblemDigest { get; init; }

    /// <summary>SHA-256 of the earlier plan that is frozen with the inputs and that the search begins with; null when it begins with nothing.</summary>
    public string? EarlierHash { get; init; }

    public RunState State { get; set; }

    public bool StopAsked { get; set; }

    /// <summary>How often it was begun anew because the program ended in the middle.</summary>
    public int Resumed { get; set; }

    /// <summary>JSON, best and bound over time.</summary>
    public string Course { get; set; } = "[]";

    public string Stage { get; set; } = "";

    public double? Best { get; set; }

    public double? Bound { get; set; }

    public double? Gap { get; set; }

    /// <summary>JSON of what came out; null while there is nothing.</summary>
    public string? Outcome { get; set; }

    /// <summary>JSON of the refusal it failed with.</summary>
    public string? Failure { get; set; }

    public long By { get; init; }

    public required string ByName { get; init; }

    public bool Demonstration { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The node that works on it, and its last sign of life.</summary>
    public int? Node { get; set; }

    public DateTimeOffset? BeatAt { get; set; }

    public long Version { get; set; }
}

/// <summary>A run's files as one archive: `inputs` frozen when it was asked for, `result` when it ended. Kept here so that backups and other nodes have them.</summary>
public sealed class SitingFolderRow
{
    public required long Run { get; init; }

    public required string Part { get; init; }

    public required byte[] Zip { get; set; }
}

/// <summary>A call for projects 申报通知: a verified plan's sites opened to providers for some time; never changed, only closed early.</summary>
public sealed class CallRow
{
    public required long Id { get; init; }

    public required long Run { get; init; }

    public required string Title { get; init; }

    public string EnglishTitle { get; init; } = "";

    public required string Text { get; init; }

    public string EnglishText { get; init; } = "";

    public DateOnly From { get; init; }

    public DateOnly Until { get; init; }

    /// <summary>JSON of the sites as they were when the call was published.</summary>
    public required string Sites { get; init; }

    /// <summary>JSON of the plan's figures.</summary>
    public required string Figures { get; init; }

    public required string ProblemDigest { get; init; }

    public required string PlanHash { get; init; }

    public bool Demonstration { get; init; }

    public long By { get; init; }

    public required string ByName { get; init; }

    public DateTimeOffset PublishedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; set; }
}
