using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules.People;

namespace Doorstep.App.People;

/// <summary>A new password inside a group commit's work.</summary>
public sealed class PasswordChange(GrantBook grants, GrantCache cache, AuditStamp stamp)
{
    internal async Task Set(DoorstepDb db, StaffRow staff, string hash, Actor who, CancellationToken ct)
    {
        staff.PasswordHash = hash;
        staff.SecurityStamp = Guid.NewGuid().ToString();
        staff.AccessFailedCount = 0;
        staff.LockoutEnd = null;
        await grants.Revoke(db, GrantKind.StaffSignIn, staff.Id, ct);
        stamp.Note(db, who, "staff.password", $"staff:{staff.Id}");
    }

    /// <summary>After the commit.</summary>
    internal void Felt(long staff) => cache.ForgetStaff(staff);
}
