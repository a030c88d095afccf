using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>
/// Changes name, role, areas of a member of staff, or disables him, which ends his sign-ins at once.
/// Refuses `staff.unknown`, `staff.last-administrator`, `people.not-allowed`.
/// </summary>
public sealed class ChangeStaff(GroupCommit writes, AuditStamp stamp, GrantBook grants, GrantCache cache)
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
        row.DisplayName = KeptText.Of(request.DisplayName, 100);
        row.Role = request.Role;
        row.Areas = areas;
        row.DisabledAt = request.Disabled ? row.DisabledAt ?? stamp.Now : null;
        if (request.Disabled)
        {
            await grants.Revoke(db, GrantKind.StaffSignIn, row.Id, ct);
            await grants.Revoke(db, GrantKind.Invitation, row.Id, ct);
        }

        var after = StaffLine.Of(row);
        stamp.Note(db, who, request.Disabled ? "staff.disable" : "staff.change", $"staff:{row.Id}", before, after);
        return after;
    }
}
