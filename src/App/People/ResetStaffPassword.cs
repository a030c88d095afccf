using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.People;

/// <summary>A new invitation for somebody who forgot his password or lost his phone. Until he uses it the old password stands; his sign-ins end with it.</summary>
public sealed class ResetStaffPassword(GroupCommit writes, AuditStamp stamp, InvitationBook invitations)
{
    /// <param name="SecondStepToo">Takes the authenticator, recovery codes and passkeys away as well.</param>
    public sealed record Request(long Staff, bool SecondStepToo = false);

    public Task<Decision<Invitation>> Run(Actor who, Request request, CancellationToken ct) => writes.Run<Decision<Invitation>>(
        async (db, token) =>
        {
            if (await db.Users.FindAsync([request.Staff], token) is not { DisabledAt: null } staff || Permissions.Refuses(who, Act.ChangeStaff, Thing.Of(staff.Organisation)) is not null)
            {
                return new Refusal("staff.unknown");
            }

            if (RoleRules.RefusesToGrant(who, staff.Role, staff.Organisation, AreaList.Read(staff.Areas)) is { } no)
            {
                return no;
            }

            if (request.SecondStepToo)
            {
                await SecondStepRows.Remove(db, staff, token);
            }

            stamp.Note(db, who, "staff.reset", $"staff:{staff.Id}", null, new { request.SecondStepToo });
            return await invitations.Make(db, staff, who, token);
        },
        ct);
}
