using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Plan.Siting.Folder;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;

namespace Doorstep.App.Siting;

/// <summary>What a run is asked for.</summary>
public sealed record RunWish(string Name, SitingArea Area, Assumptions Assumptions)
{
    public SiteLocks Locks { get; init; } = SiteLocks.None;

    public long? DerivedFrom { get; init; }

    /// <summary>A plan of this problem, or of one like it, to begin with; frozen with the inputs.</summary>
    public PlanDocument? Earlier { get; init; }
}

/// <summary>
/// Freezes a problem as a folder and puts the run into the queue. What census and sites become afterwards changes nothing in it. The inputs are read back
/// before anything is stored, so that a run never waits with inputs it cannot read.
/// </summary>
public sealed class OpenRun(GroupCommit writes, RunFolder folders, SitingRunner runner, AuditStamp stamp)
{
    private const int LongestName = 60;

    public async Task<Decision<SitingRunLine>> Run(Actor who, RunWish wish, SitingProblem problem, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.PlanSites, default) is { } no)
        {
            return no;
        }

        if (string.IsNullOrWhiteSpace(wish.Name) || wish.Name.Length > LongestName)
        {
            return new Refusal("siting.name-wrong", ("most", $"{LongestName}"));
        }

        if ((wish.Assumptions.Fault() ?? Empty(problem)) is { } fault)
        {
            return fault;
        }

        var id = stamp.Ids.Next();
        var folder = folders.Of(id);
        WriteProblem.Run(problem, folder);
        var frozen = ReadProblem.Run(folder, ct);
        if (frozen.Problem is not { } read)
        {
            Directory.Delete(folder, recursive: true);
            return frozen.WhyNot();
        }

        if (wish.Earlier is { } earlier)
        {
            PlanFiles.Write(earlier, Path.Combine(folder, RunFolder.Earlier));
        }

        var row = Row(who, wish, read, id);
        var files = new SitingFolderRow { Run = id, Part = RunFolder.Inputs, Zip = RunFolder.Pack(folder, RunFolder.Inputs) };
        await writes.Run(
            (db, _) =>
            {
                db.SitingRuns.Add(row);
                db.SitingFolders.Add(files);
                stamp.Note(db, who, "siting-run.start", $"siting-run:{id}", null, new { row.Name, wish.Area, wish.Assumptions, wish.Locks, wish.DerivedFrom, row.ProblemDigest, row.EarlierHash });
                return Task.CompletedTask;
            },
            ct);
        runner.Wake();
        return SitingRunLine.Of(row);
    }

    private SitingRunRow Row(Actor who, RunWish wish, SitingProblem problem, long id) => new()
    {
        Id = id,
        Name = wish.Name.Trim(),
        Division = wish.Area.Street ?? wish.Area.District,
        Area = SitingJson.Write(wish.Area),
        Assumptions = SitingJson.Write(wish.Assumptions),
        Locks = SitingJson.Write(wish.Locks),
        DerivedFrom = wish.DerivedFrom,
        Seed = wish.Assumptions.Seed,
        Work = wish.Assumptions.Work,
        Seconds = wish.Assumptions.Seconds,
        Communities = problem.Communities.Count,
        Candidates = problem.Candidates.Count,
        DistancesAreEstimates = problem.DistancesAreEstimates,
        ProblemDigest = Plan.Siting.Publish.ProblemDigest.Of(problem),
        EarlierHash = wish.Earlier is null ? null : RunFolder.HashOf(Path.Combine(folders.Of(id), RunFolder.Earlier)),
        State = RunState.Queued,
        By = who.Id,
        ByName = who.Name,
        Demonstration = who == Actor.Clockwork,
        CreatedAt = stamp.Now,
    };

    /// <summary>The faults a beginner meets, in words of ours; the rest is said by the problem's own check.</summary>
    private static Refusal? Empty(SitingProblem problem) =>
        problem.Communities.Count == 0 ? new("siting.area-unknown")
        : problem.Candidates.Count == 0 ? new("siting.no-sites")
        : problem.Communities.All(c => c.VehiclesWithoutPile == 0 && c.Arrivals.Values.All(a => a <= 0)) ? new("siting.no-demand")
        : null;
}
