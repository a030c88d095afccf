using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.People;

/// <summary>What every way in for staff shares, inside a group commit's work: counting failures, locking, the grant, the audit line.</summary>
public sealed class StaffDoor(GrantBook grants, AuditStamp stamp, PeopleSettings settings)
{
    internal Refusal? Locked(StaffRow staff) => LockOut.Refuses(staff.LockoutEnd, stamp.Now);

    internal void CountFailure(DoorstepDb db, StaffRow staff, Actor who)
    {
        staff.AccessFailedCount++;
        // Two nodes that count at once must not count one.
        staff.ConcurrencyStamp = Guid.NewGuid().ToString();
        if (LockOut.Until(staff.AccessFailedCount, stamp.Now) is { } until)
        {
            staff.LockoutEnd = until;
            stamp.Note(db, who, "sign-in.lock", $"staff:{staff.Id}", null, new { staff.UserName, Failures = staff.AccessFailedCount, Until = until });
        }
    }

    internal Decision<NewGrant> Open(DoorstepDb db, StaffRow staff, Actor who, string device)
    {
        staff.AccessFailedCount = 0;
        staff.LockoutEnd = null;
        var actor = AuthenticateGrant.ActorOf(staff) with { From = who.From };
        var grant = grants.Issue(db, GrantKind.StaffSignIn, staff.Id, actor, new(settings.StaffSignIn, device));
        stamp.Note(db, actor, "sign-in", $"staff:{staff.Id}");
        return grant;
    }
}
