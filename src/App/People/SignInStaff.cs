using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>
/// Signs a member of staff in by password and, where he has set one up, by his authenticator's code or a recovery code.
/// Refuses `sign-in.wrong` (whatever was wrong), `sign-in.locked` (seconds), `sign-in.second-step` when the password was right and a code is needed.
/// </summary>
public sealed class SignInStaff(GroupCommit writes, IDbContextFactory<DoorstepDb> contexts, StaffAccounts accounts, StaffDoor door)
{
    /// <param name="UserName">In any case.</param>
    /// <param name="Password">As typed.</param>
    /// <param name="Code">Six digits of the authenticator, or a recovery code; null at the first step.</param>
    public sealed record Request(string UserName, string Password, string? Code = null, string Device = "");

    private static readonly Refusal Wrong = new("sign-in.wrong");

    public async Task<Decision<NewGrant>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (request.UserName.Length > 100 || request.Password.Length > PasswordRule.Longest)
        {
            return Wrong;
        }

        var (staff, codeMatches) = await Look(request, ct);
        // The slow hash is done here, the counting in the group: guesses that race are all counted.
        var passwordMatches = accounts.PasswordMatches(staff, request.Password);
        return staff is null
            ? Wrong
            : await writes.Run((db, token) => Open(db, staff.Id, passwordMatches, codeMatches, who, request, token), ct);
    }

    private async Task<(StaffRow? Staff, bool CodeMatches)> Look(Request request, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var staff = await StaffAccounts.FindByName(db, request.UserName, ct);
        if (staff is not { TwoFactorEnabled: true } || string.IsNullOrWhiteSpace(request.Code))
        {
            return (staff, false);
        }

        var matches = await accounts.Over(db).VerifyTwoFactorTokenAsync(staff, StaffAccounts.Authenticator, Digits(request.Code));
        return (staff, matches);
    }

    private async Task<Decision<NewGrant>> Open(DoorstepDb db, long id, bool passwordMatches, bool codeMatches, Actor who, Request request, CancellationToken ct)
    {
        if (await db.Users.FindAsync([id], ct) is not { DisabledAt: null } staff)
        {
            return Wrong;
        }

        if (door.Locked(staff) is { } locked)
        {
            return locked;
        }

        if (!passwordMatches)
        {
            door.CountFailure(db, staff, who);
            return Wrong;
        }

        if (staff.TwoFactorEnabled)
        {
            if (string.IsNullOrWhiteSpace(request.Code))
            {
                return new Refusal("sign-in.second-step");
            }

            if (!(codeMatches && staff.LastAuthenticatorCode != Digits(request.Code)) && !await Recovers(db, staff, request.Code))
            {
                door.CountFailure(db, staff, who);
                return Wrong;
            }

            staff.LastAuthenticatorCode = Digits(request.Code);
        }

        return door.Open(db, staff, who, request.Device);
    }

    private async Task<bool> Recovers(DoorstepDb db, StaffRow staff, string code) =>
        code.Contains('-', StringComparison.Ordinal) && (await accounts.Over(db).RedeemTwoFactorRecoveryCodeAsync(staff, code.Trim().ToUpperInvariant())).Succeeded;

    private static string Digits(string code) => code.Replace(" ", "", StringComparison.Ordinal).Trim();
}
