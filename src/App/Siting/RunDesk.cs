using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;

namespace Doorstep.App.Siting;

/// <summary>Where a node does its planning: its number, the folders, the planner, and what is live.</summary>
public sealed class RunDesk(StoreSettings settings, RunFolder folders, IPlanner planner, LiveRuns live)
{
    public LiveRuns Live => live;

    public int Node => settings.Node;

    public string FolderOf(long run) => folders.Of(run);

    internal async Task<RunOutcome> Plan(SitingRunRow run, LiveRun now, CancellationToken ct)
    {
        var folder = await folders.Ensure(run.Id, ct);
        if (!RunFolder.HasEarlier(folder, run.EarlierHash))
        {
            return new() { Failure = RefusalRecord.Of(new Refusal("siting.inputs-changed", ("run", $"{run.Id}"))) };
        }

        return await planner.Run(new(folder, run.Work, run.Seed, run.Seconds), new Course(now), now.Stop, ct).WaitAsync(ct);
    }

    private sealed class Course(LiveRun run) : IProgress<RunPoint>
    {
        public void Report(RunPoint value) => run.Put(value);
    }
}
