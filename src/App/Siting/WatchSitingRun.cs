using System.Runtime.CompilerServices;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;

namespace Doorstep.App.Siting;

/// <summary>A run at one moment: its line, its course, and the sites of the best plan so far.</summary>
public sealed record RunMoment(SitingRunLine Line, IReadOnlyList<CoursePoint> Course, IReadOnlyList<string> Sites);

/// <summary>
/// Follows a run until it is over: at every step of the work when this node does it, every two seconds when another does. The last moment is the end.
/// </summary>
public sealed class WatchSitingRun(ReadSitingRun read, LiveRuns live, TimeProvider clock)
{
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(2);

    public async Task<Decision<IAsyncEnumerable<RunMoment>>> Run(Actor who, long run, CancellationToken ct)
    {
        var found = await read.Find(who, run, ct);
        return found.Granted ? Decision<IAsyncEnumerable<RunMoment>>.Grant(Follow(who, run, ct)) : found.Refusal;
    }

    private async IAsyncEnumerable<RunMoment> Follow(Actor who, long run, [EnumeratorCancellation] CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var working = live.Of(run);
            var moved = working?.Moved;
            var row = await read.Find(who, run, ct);
            if (!row.Granted)
            {
                yield break;
            }

            var now = working?.Now;
            var line = SitingRunLine.Of(row.Value, row.Value.State == RunState.Running ? working : null);
            yield return new(line, now?.Course ?? SitingJson.Read<List<CoursePoint>>(row.Value.Course), now?.Latest.Sites ?? []);
            if (line.State.IsOver())
            {
                yield break;
            }

            await (moved is null ? Task.Delay(Elsewhere, clock, ct) : moved.WaitAsync(ct));
        }
    }
}
