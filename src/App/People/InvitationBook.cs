using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules.People;

namespace Doorstep.App.People;

/// <summary>An invitation: whoever opens its secret chooses the password.</summary>
public sealed record Invitation(StaffLine Staff, string Secret, DateTimeOffset ExpiresAt);

/// <summary>Invitations inside a group commit's work; the newest is the only one that opens.</summary>
public sealed class InvitationBook(GrantBook grants, PeopleSettings settings)
{
    internal async Task<Invitation> Make(DoorstepDb db, StaffRow staff, Actor by, CancellationToken ct)
    {
        await grants.Revoke(db, GrantKind.Invitation, staff.Id, ct);
        var grant = grants.Issue(db, GrantKind.Invitation, staff.Id, AuthenticateGrant.ActorOf(staff), new(settings.Invitation, IssuedBy: by.Name));
        return new(StaffLine.Of(staff), grant.Secret, grant.ExpiresAt);
    }
}
