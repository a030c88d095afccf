using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.Siting;

namespace Doorstep.App.Siting;

/// <summary>Sites that somebody decided about by hand.</summary>
public sealed record SiteLocks(IReadOnlyList<string> In, IReadOnlyList<string> Out)
{
    public static readonly SiteLocks None = new([], []);
}

/// <summary>A run as lists show it.</summary>
public sealed record SitingRunLine(long Id, string Name, RunState State)
{
    public string? Division { get; init; }

    public required SitingArea Area { get; init; }

    public required Assumptions Assumptions { get; init; }

    public SiteLocks Locks { get; init; } = SiteLocks.None;

    public long? DerivedFrom { get; init; }

    public int Communities { get; init; }

    public int Candidates { get; init; }

    public bool DistancesAreEstimates { get; init; }

    public string ProblemDigest { get; init; } = "";

    public string Stage { get; init; } = "";

    /// <summary>Best objective, proven bound and gap so far, or of the plan.</summary>
    public double? Best { get; init; }

    public double? Bound { get; init; }

    public double? Gap { get; init; }

    public bool StopAsked { get; init; }

    public int Resumed { get; init; }

    public RunOutcome? Outcome { get; init; }

    public Refusal? Failure { get; init; }

    public string ByName { get; init; } = "";

    public bool Demonstration { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>True where there is a plan to look at.</summary>
    public bool HasPlan => Outcome?.Figures is not null;

    internal static SitingRunLine Of(SitingRunRow row, LiveRun? live = null)
    {
        var now = live?.Now.Latest;
        return new(row.Id, row.Name, row.State)
        {
            Division = row.Division,
            Area = SitingJson.Read<SitingArea>(row.Area),
            Assumptions = SitingJson.Read<Assumptions>(row.Assumptions),
            Locks = SitingJson.Read<SiteLocks>(row.Locks),
            DerivedFrom = row.DerivedFrom,
            Communities = row.Communities,
            Candidates = row.Candidates,
            DistancesAreEstimates = row.DistancesAreEstimates,
            ProblemDigest = row.ProblemDigest,
            Stage = now?.Stage ?? row.Stage,
            Best = now is null ? row.Best : now.Best,
            Bound = now is null ? row.Bound : now.Bound,
            Gap = now is null ? row.Gap : now.Gap,
            StopAsked = row.StopAsked,
            Resumed = row.Resumed,
            Outcome = row.Outcome is null ? null : SitingJson.Read<RunOutcome>(row.Outcome),
            Failure = row.Failure is null ? null : SitingJson.Read<RefusalRecord>(row.Failure).ToRefusal(),
            ByName = row.ByName,
            Demonstration = row.Demonstration,
            CreatedAt = row.CreatedAt,
            StartedAt = row.StartedAt,
            EndedAt = row.EndedAt,
        };
    }
}
