using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>What may be built on, what it hangs on, and what others have built already.</summary>
public sealed record SiteSheet(IReadOnlyList<SiteRow> Sites, IReadOnlyList<FeederRow> Feeders, IReadOnlyList<PublicStationRow> PublicStations)
{
    /// <summary>Where they may lie, to choose from.</summary>
    public DivisionTree? Divisions { get; init; }
}

/// <summary>Reads candidate sites, feeders and others' public stations of the reader's area. Refuses `people.not-allowed`.</summary>
public sealed class ReadSites(IDbContextFactory<DoorstepDb> contexts)
{
    public async Task<Decision<SiteSheet>> Run(Actor who, CancellationToken ct)
    {
        if (Permissions.Of(who.Role, Act.ReadSite) is Reach.None)
        {
            return Permissions.Refuses(who, Act.ReadSite, default)!;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return new SiteSheet(
            [.. (await db.Sites.AsNoTracking().OrderBy(s => s.Code).ToListAsync(ct)).Where(s => Mine(s.Division))],
            [.. (await db.Feeders.AsNoTracking().OrderBy(f => f.Code).ToListAsync(ct)).Where(f => f.Division is null || Mine(f.Division))],
            [.. (await db.PublicStations.AsNoTracking().Where(s => s.RemovedAt == null).OrderBy(s => s.Code).ToListAsync(ct)).Where(s => s.Division is null || Mine(s.Division))])
        {
            Divisions = await DivisionTree.Read(db, ct),
        };

        bool Mine(string? division) => Permissions.Refuses(who, Act.ReadSite, new(Division: division)) is null;
    }
}
