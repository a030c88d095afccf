using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.People;

/// <summary>
/// Adds a member of staff and makes his invitation. Refuses `staff.user-name`, `staff.name-taken`, `organisation.unknown`, `staff.role` when the
/// organisation is not of the role's kind, `people.not-allowed`.
/// </summary>
public sealed class InviteStaff(GroupCommit writes, AuditStamp stamp, InvitationBook invitations)
{
    public sealed record Request(
        OrganisationId Organisation, string UserName, string DisplayName, Role Role, IReadOnlyList<string>? Areas = null, bool Demonstration = false);

    public async Task<Decision<Invitation>> Run(Actor who, Request request, CancellationToken ct)
    {
        if ((Permissions.Refuses(who, Act.ChangeStaff, Thing.Of(request.Organisation))
            ?? RoleRules.RefusesToGrant(who, request.Role, request.Organisation, request.Areas ?? [])
            ?? StaffRules.RefusesName(request.UserName)) is { } no)
        {
            return no;
        }

        var areas = AreaList.Write(request.Areas);
        return areas.Granted ? await writes.Run((db, token) => Invite(db, who, request, areas.Value, token), ct) : areas.Refusal;
    }

    private async Task<Decision<Invitation>> Invite(DoorstepDb db, Actor who, Request request, string areas, CancellationToken ct)
    {
        if (await db.Organisations.FindAsync([request.Organisation], ct) is not { ClosedAt: null } organisation)
        {
            return new Refusal("organisation.unknown", ("organisation", request.Organisation.Value));
        }

        if (!Fits(organisation.Kind, request.Role))
        {
            return new Refusal("staff.role", ("kind", organisation.Kind.ToString()));
        }

        if (await StaffAccounts.FindByName(db, request.UserName, ct) is not null)
        {
            return new Refusal("staff.name-taken");
        }

        var row = new StaffRow
        {
            Id = stamp.Ids.Next(),
            UserName = request.UserName,
            NormalizedUserName = StaffAccounts.Normalise(request.UserName),
            DisplayName = request.DisplayName,
            Organisation = request.Organisation,
            Role = request.Role,
            Areas = areas,
            Demonstration = request.Demonstration,
            CreatedAt = stamp.Now,
        };
        db.Users.Add(row);
        stamp.Note(db, who, "staff.invite", $"staff:{row.Id}", null, StaffLine.Of(row));
        return await invitations.Make(db, row, who, ct);
    }

    internal static bool Fits(OrganisationKind kind, Role role) => kind switch
    {
        OrganisationKind.Provider => role.IsProvider(),
        OrganisationKind.Community => role == Role.Community,
        OrganisationKind.District => role == Role.District,
        OrganisationKind.City => role is Role.City or Role.Auditor,
        OrganisationKind.Agency => role is Role.Agency or Role.Expert,
        OrganisationKind.Grid => role == Role.Grid,
        OrganisationKind.Safety => role == Role.Safety,
        _ => false,
    };
}
