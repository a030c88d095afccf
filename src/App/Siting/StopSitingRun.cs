using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;

namespace Doorstep.App.Siting;

/// <summary>Ends a run early: one that works keeps its best plan, one that waits is struck off. Asking twice changes nothing.</summary>
public sealed class StopSitingRun(GroupCommit writes, LiveRuns live, AuditStamp stamp)
{
    public async Task<Decision<RunState>> Run(Actor who, long run, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.PlanSites, default) is { } no)
        {
            return no;
        }

        var stopped = await writes.Run((db, token) => Ask(db, who, run, token), ct);
        if (stopped.Granted && live.Of(run) is { } working)
        {
            await working.Brake();
        }

        return stopped;
    }

    private async Task<Decision<RunState>> Ask(DoorstepDb db, Actor who, long run, CancellationToken ct)
    {
        if (await db.SitingRuns.FindAsync([run], ct) is not { } row)
        {
            return new Refusal("siting-run.unknown", ("run", $"{run}"));
        }

        if (RunLife.RefusesStop(row.State) is { } over)
        {
            return over;
        }

        if (!row.StopAsked)
        {
            row.StopAsked = true;
            row.Version++;
            if (row.State == RunState.Queued)
            {
                row.State = RunState.Stopped;
                row.EndedAt = stamp.Now;
            }

            stamp.Note(db, who, "siting-run.stop", $"siting-run:{run}", null, new { row.State });
        }

        return row.State;
    }
}
