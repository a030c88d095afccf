using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>
/// Chooses a password with an invitation, once; all earlier sign-ins end. Refuses `invitation.expired` and the password rule's reasons.
/// </summary>
public sealed class AcceptInvitation(GroupCommit writes, IDbContextFactory<DoorstepDb> contexts, StaffAccounts accounts, PasswordChange change, TimeProvider clock)
{
    public sealed record Request(string Secret, string Password);

    private static readonly Refusal Expired = new("invitation.expired");

    /// <summary>Whose invitation this is, for the page that asks for the password.</summary>
    public async Task<Decision<StaffLine>> Look(string secret, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Find(db, secret, ct) is { } found ? StaffLine.Of(found.Staff) : Expired;
    }

    public async Task<Decision<StaffLine>> Run(Actor who, Request request, CancellationToken ct)
    {
        (GrantRow Grant, StaffRow Staff)? found;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            found = await Find(db, request.Secret, ct);
        }

        if (found is null)
        {
            return Expired;
        }

        if (PasswordRule.Refuses(request.Password, found.Value.Staff.UserName ?? "") is { } no)
        {
            return no;
        }

        var hash = accounts.Hash(found.Value.Staff, request.Password);
        var accepted = await writes.Run<Decision<StaffLine>>(
            async (db, token) =>
            {
                var grant = await db.Grants.FindAsync([found.Value.Grant.Id], token);
                if (grant is not { RevokedAt: null } || await db.Users.FindAsync([grant.Subject], token) is not { DisabledAt: null } staff)
                {
                    return Expired;
                }

                grant.RevokedAt = clock.GetUtcNow();
                await change.Set(db, staff, hash, who with { Id = staff.Id, Name = staff.UserName ?? "", Role = staff.Role, Organisation = staff.Organisation }, token);
                return StaffLine.Of(staff);
            },
            ct);
        change.Felt(found.Value.Staff.Id);
        return accepted;
    }

    private async Task<(GrantRow Grant, StaffRow Staff)?> Find(DoorstepDb db, string secret, CancellationToken ct)
    {
        var hash = GrantSecret.Hash(secret);
        var now = clock.GetUtcNow();
        var grant = await db.Grants.AsNoTracking().SingleOrDefaultAsync(g => g.SecretHash == hash && g.Kind == GrantKind.Invitation, ct);
        if (grant is not { RevokedAt: null } || grant.ExpiresAt <= now)
        {
            return null;
        }

        var staff = await db.Users.AsNoTracking().SingleOrDefaultAsync(s => s.Id == grant.Subject && s.DisabledAt == null, ct);
        return staff is null ? null : (grant, staff);
    }
}
