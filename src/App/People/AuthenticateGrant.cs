using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>
/// Who comes with this secret? Role, organisation and areas are those of now, not of the sign-in.
/// Refuses `sign-in.expired` for an unknown, expired or revoked secret and for a person blocked or disabled since.
/// </summary>
public sealed class AuthenticateGrant(IDbContextFactory<DoorstepDb> contexts, GrantCache cache, TimeProvider clock)
{
    private static readonly TimeZoneInfo Local = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static readonly Refusal Expired = new("sign-in.expired");

    public async Task<Decision<KnownGrant>> Run(string secret, string from, CancellationToken ct)
    {
        if (secret.Length is < 20 or > 100)
        {
            return Expired;
        }

        var hash = GrantSecret.Hash(secret);
        var grant = cache.Find(hash);
        if (grant is null)
        {
            var mark = cache.Mark();
            await using var db = await contexts.CreateDbContextAsync(ct);
            grant = await Look(db, hash, ct);
            if (grant is null)
            {
                return Expired;
            }

            cache.Keep(hash, grant, mark);
        }

        return grant.ExpiresAt > clock.GetUtcNow() ? grant with { Actor = grant.Actor with { From = from } } : Expired;
    }

    /// <summary>Whether a grant still stands, for circuits that outlive the request they came with.</summary>
    public async Task<bool> Stands(long grant, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var hash = await db.Grants.Where(g => g.Id == grant).Select(g => g.SecretHash).SingleOrDefaultAsync(ct);
        return hash is not null && await Look(db, hash, ct) is { } known && known.ExpiresAt > clock.GetUtcNow();
    }

    private async Task<KnownGrant?> Look(DoorstepDb db, string hash, CancellationToken ct)
    {
        var row = await db.Grants.AsNoTracking().SingleOrDefaultAsync(g => g.SecretHash == hash, ct);
        if (row is not { RevokedAt: null })
        {
            return null;
        }

        return row.Kind switch
        {
            GrantKind.ResidentSignIn => await Resident(db, row, ct),
            GrantKind.StaffSignIn => await Staff(db, row, ct),
            GrantKind.Token => await Token(db, row, ct),
            _ => null,
        };
    }

    private async Task<KnownGrant?> Resident(DoorstepDb db, GrantRow row, CancellationToken ct)
    {
        var id = new ResidentId(row.Subject);
        var resident = await db.Residents.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
        return resident is { BlockedAt: null, DeletedAt: null }
            ? new(row.Id, row.Kind, row.Subject, ActorOf(resident, clock.GetUtcNow()), row.ExpiresAt, resident.Culture)
            : null;
    }

    private static async Task<KnownGrant?> Staff(DoorstepDb db, GrantRow row, CancellationToken ct)
    {
        var staff = await db.Users.AsNoTracking().SingleOrDefaultAsync(s => s.Id == row.Subject, ct);
        return staff is { DisabledAt: null } && await Open(db, staff.Organisation, ct)
            ? new(row.Id, row.Kind, row.Subject, ActorOf(staff), row.ExpiresAt, "zh-CN")
            : null;
    }

    private static async Task<KnownGrant?> Token(DoorstepDb db, GrantRow row, CancellationToken ct) =>
        row.Organisation is not { } organisation || await Open(db, organisation, ct)
            ? new(row.Id, row.Kind, row.Subject, new Actor(row.Id, $"token {row.Label}", row.Role, row.Organisation, AreaList.Read(row.Areas), ""), row.ExpiresAt, "zh-CN")
            : null;

    private static async Task<bool> Open(DoorstepDb db, OrganisationId organisation, CancellationToken ct) =>
        await db.Organisations.AnyAsync(o => o.Id == organisation && o.ClosedAt == null, ct);

    internal static Actor ActorOf(ResidentRow resident, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Local).DateTime);
        var role = ResidentRules.RoleOn(today, resident.AgreementFrom, resident.AgreementUntil);
        // The audit log keeps names for half a year and longer than the person may want to be known.
        return new(resident.Id.Value, $"resident {resident.Id}", role, null, [], "");
    }

    internal static Actor ActorOf(StaffRow staff) =>
        new(staff.Id, staff.UserName ?? "", staff.Role, staff.Organisation, AreaList.Read(staff.Areas), "");
}
