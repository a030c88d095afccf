using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>A member of staff as pages and programs see him.</summary>
public sealed record StaffLine(
    long Id, string UserName, string DisplayName, OrganisationId Organisation, Role Role, IReadOnlyList<string> Areas, bool Disabled, bool HasPassword, bool SecondStep,
    bool Demonstration)
{
    internal static StaffLine Of(StaffRow row) => new(
        row.Id, row.UserName ?? "", row.DisplayName, row.Organisation, row.Role, AreaList.Read(row.Areas), row.DisabledAt is not null, row.PasswordHash is not null,
        row.TwoFactorEnabled, row.Demonstration);
}

/// <summary>
/// Changes name, role, areas of a member of staff, or disables him, which ends his sign-ins at once.
/// Refuses `staff.unknown`, `staff.last-administrator`, `people.not-allowed`.
/// </summary>
public sealed class ChangeStaff(GroupCommit writes, AuditStamp audit, GrantBook grants, GrantCache cache, TimeProvider clock)
{
    public sealed record Request(long Staff, string DisplayName, Role Role, IReadOnlyList<string>? Areas = null, bool Disabled = false);

    public async Task<Decision<StaffLine>> Run(Actor who, Request request, CancellationToken ct)
    {
        var areas = AreaList.Write(request.Areas);
        if (!areas.Granted)
        {
            return areas.Refusal;
        }

        var changed = await writes.Run((db, token) => Change(db, who, request, areas.Value, token), ct);
        cache.ForgetStaff(request.Staff);
        return changed;
    }

    private async Task<Decision<StaffLine>> Change(DoorstepDb db, Actor who, Request request, string areas, CancellationToken ct)
    {
        if (await db.Users.FindAsync([request.Staff], ct) is not { } row || Permissions.Refuses(who, Act.ChangeStaff, Thing.Of(row.Organisation)) is not null)
        {
            // Whether another organisation has such a member is nobody's business.
            return new Refusal("staff.unknown");
        }

        // He may neither hand out nor take away a role he could not hand out himself.
        if ((RoleRules.RefusesToGrant(who, request.Role, row.Organisation, request.Areas ?? []) ?? RoleRules.RefusesToGrant(who, row.Role, row.Organisation, AreaList.Read(row.Areas))) is { } no)
        {
            return no;
        }

        if ((request.Disabled || request.Role != row.Role) && row.DisabledAt is null)
        {
            var others = await db.Users.CountAsync(s => s.Role == Role.City && s.DisabledAt == null && s.Id != row.Id, ct);
            if (StaffRules.RefusesToLeave(row.Role, others) is { } last)
            {
                return last;
            }
        }

        var before = StaffLine.Of(row);
        row.DisplayName = request.DisplayName.Length > 100 ? request.DisplayName[..100] : request.DisplayName;
        row.Role = request.Role;
        row.Areas = areas;
        row.DisabledAt = request.Disabled ? row.DisabledAt ?? clock.GetUtcNow() : null;
        if (request.Disabled)
        {
            await grants.Revoke(db, GrantKind.StaffSignIn, row.Id, ct);
            await grants.Revoke(db, GrantKind.Invitation, row.Id, ct);
        }

        var after = StaffLine.Of(row);
        audit.Note(db, who, request.Disabled ? "staff.disable" : "staff.change", $"staff:{row.Id}", before, after);
        return after;
    }
}

/// <summary>The staff of an organisation; of all, for the city.</summary>
public sealed class ListStaff(IDbContextFactory<DoorstepDb> contexts)
{
    public sealed record Request(OrganisationId? Organisation = null);

    public async Task<Decision<IReadOnlyList<StaffLine>>> Run(Actor who, Request request, CancellationToken ct)
    {
        var organisation = request.Organisation ?? (who.Role == Role.City ? null : who.Organisation);
        if (Permissions.Refuses(who, Act.ReadStaff, new(organisation)) is { } no)
        {
            return no;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Users.AsNoTracking().Where(s => organisation == null || s.Organisation == organisation)
            .OrderBy(s => s.Organisation).ThenBy(s => s.UserName).ToListAsync(ct);
        return rows.ConvertAll(StaffLine.Of);
    }
}
