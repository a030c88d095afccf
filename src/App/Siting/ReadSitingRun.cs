using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>Reads one run with its plan, checked against its fingerprints; a district sees those that lie in its own area.</summary>
public sealed class ReadSitingRun(IDbContextFactory<DoorstepDb> contexts, RunShelf shelf, LiveRuns live)
{
    public async Task<Decision<SitingRunView>> Run(Actor who, long run, CancellationToken ct)
    {
        var found = await Find(who, run, ct);
        if (!found.Granted)
        {
            return found.Refusal;
        }

        var shelved = await shelf.Read(found.Value, ct);
        if (!shelved.Granted)
        {
            return shelved.Refusal;
        }

        var working = live.Of(run)?.Now;
        return SitingRunView.Of(
            SitingRunLine.Of(found.Value, live.Of(run)),
            working?.Course ?? SitingJson.Read<List<CoursePoint>>(found.Value.Course),
            shelved.Value,
            working?.Latest.Sites ?? []);
    }

    /// <summary>The record alone, for those who may see it.</summary>
    internal async Task<Decision<SitingRunRow>> Find(Actor who, long run, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.SitingRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == run, ct);
        if (Permissions.Refuses(who, Act.ReadPlan, new(Division: row?.Division)) is { } no)
        {
            return no;
        }

        return row is null ? new Refusal("siting-run.unknown", ("run", $"{run}")) : row;
    }
}
