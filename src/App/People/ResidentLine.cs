using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>A resident as one reader sees him; what the reader may not see is masked or null.</summary>
public sealed record ResidentLine(
    ResidentId Id, string? Phone, string? Name, Role Role, DateOnly? AgreementFrom, DateOnly? AgreementUntil, string? HomeCommunity, bool Blocked, bool Deleted, bool Demonstration,
    DateTimeOffset CreatedAt)
{
    internal static ResidentLine Of(ResidentRow row, Actor viewer, DateTimeOffset now)
    {
        var sight = Mask.SightOf(viewer, row.Id);
        return new(
            row.Id,
            Mask.Phone(row.Phone, sight),
            Mask.Name(row.DisplayName, sight),
            AuthenticateGrant.ActorOf(row, now).Role,
            row.AgreementFrom,
            row.AgreementUntil,
            sight == Sight.Hidden ? null : row.HomeCommunity,
            row.BlockedAt is not null,
            row.DeletedAt is not null,
            row.Demonstration,
            row.CreatedAt);
    }
}

/// <summary>Which residents an actor knows: the city all, an organisation those who charged with it, an area those who live in it, a resident himself.</summary>
internal static class KnownResidents
{
    public static IQueryable<ResidentRow> To(Actor who, DoorstepDb db) => Permissions.Of(who.Role, Act.ReadResident) switch
    {
        Reach.City => db.Residents,
        Reach.Organisation when who.Organisation is { } own =>
            db.Residents.Where(r => db.Sessions.Any(s => s.Resident == r.Id && s.Provider == own)),
        Reach.Area when who.Areas.Count == 0 => db.Residents,
        Reach.Area => db.Residents.Where(InAreas(db, who.Areas)),
        Reach.Own when who.Resident is { } me => db.Residents.Where(r => r.Id == me),
        _ => db.Residents.Where(r => false),
    };

    /// <summary>The resident, when the actor may know him; an unknown and a forbidden one look the same (`resident.unknown`).</summary>
    public static async Task<Decision<ResidentRow>> Find(Actor who, DoorstepDb db, ResidentId id, CancellationToken ct) =>
        await To(who, db).FirstOrDefaultAsync(r => r.Id == id, ct) is { } row ? row : new Refusal("resident.unknown");

    private static System.Linq.Expressions.Expression<Func<ResidentRow, bool>> InAreas(DoorstepDb db, IReadOnlyList<string> areas)
    {
        // A home lies in an area by its community's own code or by the division the community lies in.
        var homes = db.Communities.Where(c => false).Select(c => c.Code);
        foreach (var area in areas)
        {
            var within = area;
            homes = homes.Concat(db.Communities.Where(c => c.Code.StartsWith(within) || c.Division.StartsWith(within)).Select(c => c.Code));
        }

        return r => r.HomeCommunity != null && homes.Contains(r.HomeCommunity);
    }
}
