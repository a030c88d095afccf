using Doorstep.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>A division one may plan for, and how many communities lie in it.</summary>
public sealed record PlanArea(string Code, string Name, string EnglishName, int Communities)
{
    /// <summary>True for a street or town, false for a district.</summary>
    public bool IsStreet => Code.Length > 6;
}

/// <summary>The divisions in which there are communities, districts before their streets.</summary>
public sealed class ListPlanAreas(IDbContextFactory<DoorstepDb> contexts)
{
    public async Task<IReadOnlyList<PlanArea>> Run(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var homes = await db.Communities.AsNoTracking().Select(c => c.Division).ToListAsync(ct);
        var divisions = await db.Divisions.AsNoTracking().Where(d => d.Code.Length <= 9 && d.Parent != null).OrderBy(d => d.Code).ToListAsync(ct);
        return [.. divisions.Select(d => new PlanArea(d.Code, d.Name, d.EnglishName, homes.Count(h => h.StartsWith(d.Code, StringComparison.Ordinal)))).Where(a => a.Communities > 0)];
    }
}
