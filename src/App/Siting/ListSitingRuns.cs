using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>All runs somebody may see, newest first.</summary>
public sealed class ListSitingRuns(IDbContextFactory<DoorstepDb> contexts, LiveRuns live)
{
    public const int Most = 200;

    public async Task<Decision<IReadOnlyList<SitingRunLine>>> Run(Actor who, CancellationToken ct)
    {
        if (Permissions.Of(who.Role, Act.ReadPlan) is Reach.None)
        {
            return Permissions.Refuses(who, Act.ReadPlan, default)!;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.SitingRuns.AsNoTracking().OrderByDescending(r => r.Id).Take(Most).ToListAsync(ct);
        return rows.Where(r => Permissions.Refuses(who, Act.ReadPlan, new(Division: r.Division)) is null).Select(r => SitingRunLine.Of(r, live.Of(r.Id))).ToList();
    }
}
