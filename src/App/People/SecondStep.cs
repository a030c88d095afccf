using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>Begins to set up an authenticator: a new key for the asker, not yet asked for at sign-in.</summary>
public sealed class BeginSecondStep(GroupCommit writes, StaffAccounts accounts, PeopleSettings settings)
{
    /// <param name="Key">Base32, for typing.</param>
    /// <param name="Uri">otpauth://, for the QR code.</param>
    public sealed record Key(string Secret, string Uri);

    public Task<Decision<Key>> Run(Actor who, CancellationToken ct) => writes.Run<Decision<Key>>(
        async (db, token) =>
        {
            if (await SecondStepRows.Own(db, who, token) is not { } staff || staff.TwoFactorEnabled)
            {
                return new Refusal("second-step.on");
            }

            var users = accounts.Over(db);
            await users.ResetAuthenticatorKeyAsync(staff);
            var key = await users.GetAuthenticatorKeyAsync(staff) ?? "";
            var issuer = Uri.EscapeDataString(settings.EnglishSignature);
            return new Key(key, $"otpauth://totp/{issuer}:{Uri.EscapeDataString(staff.UserName ?? "")}?secret={key}&issuer={issuer}&digits=6");
        },
        ct);
}

/// <summary>Ends the set-up with a code the authenticator shows; from now on sign-in asks for one. Answers ten recovery codes, shown once.</summary>
public sealed class ConfirmSecondStep(GroupCommit writes, StaffAccounts accounts, StaffDoor door, AuditStamp audit)
{
    public sealed record Request(string Code);

    public Task<Decision<IReadOnlyList<string>>> Run(Actor who, Request request, CancellationToken ct) => writes.Run<Decision<IReadOnlyList<string>>>(
        async (db, token) =>
        {
            if (await SecondStepRows.Own(db, who, token) is not { TwoFactorEnabled: false } staff)
            {
                return new Refusal("second-step.on");
            }

            if (door.Locked(staff) is { } locked)
            {
                return locked;
            }

            var users = accounts.Over(db);
            var code = request.Code.Replace(" ", "", StringComparison.Ordinal);
            if (!await users.VerifyTwoFactorTokenAsync(staff, StaffAccounts.Authenticator, code))
            {
                door.CountFailure(db, staff, who);
                return new Refusal("second-step.wrong");
            }

            await users.SetTwoFactorEnabledAsync(staff, true);
            staff.LastAuthenticatorCode = code;
            var recovery = await users.GenerateNewTwoFactorRecoveryCodesAsync(staff, 10) ?? [];
            audit.Note(db, who, "staff.second-step-on", $"staff:{staff.Id}");
            return recovery.ToList();
        },
        ct);
}

/// <summary>Takes one's own second step away; asks for the password, so that an unlocked desk is not enough.</summary>
public sealed class RemoveSecondStep(GroupCommit writes, IDbContextFactory<DoorstepDb> contexts, StaffAccounts accounts, StaffDoor door, AuditStamp audit)
{
    public sealed record Request(string Password);

    public async Task<Decision<bool>> Run(Actor who, Request request, CancellationToken ct)
    {
        StaffRow? known;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            known = await SecondStepRows.Own(db, who, ct);
        }

        var matches = request.Password.Length <= PasswordRule.Longest && accounts.PasswordMatches(known, request.Password);
        return await writes.Run<Decision<bool>>(
            async (db, token) =>
            {
                if (await SecondStepRows.Own(db, who, token) is not { } staff)
                {
                    return new Refusal("people.not-allowed", ("act", "second step"), ("role", who.Role.ToString()));
                }

                if (door.Locked(staff) is { } locked)
                {
                    return locked;
                }

                if (!matches)
                {
                    door.CountFailure(db, staff, who);
                    return new Refusal("sign-in.wrong");
                }

                await SecondStepRows.Remove(db, staff, token);
                audit.Note(db, who, "staff.second-step-off", $"staff:{staff.Id}");
                return true;
            },
            ct);
    }
}

/// <summary>The second step's rows.</summary>
internal static class SecondStepRows
{
    public static async Task<StaffRow?> Own(DoorstepDb db, Actor who, CancellationToken ct) =>
        who.Role.IsStaff() && await db.Users.FindAsync([who.Id], ct) is { DisabledAt: null } staff ? staff : null;

    public static async Task Remove(DoorstepDb db, StaffRow staff, CancellationToken ct)
    {
        staff.TwoFactorEnabled = false;
        staff.LastAuthenticatorCode = null;
        db.UserTokens.RemoveRange(await db.UserTokens.Where(t => t.UserId == staff.Id).ToListAsync(ct));
        db.Set<IdentityUserPasskey<long>>().RemoveRange(await db.Set<IdentityUserPasskey<long>>().Where(p => p.UserId == staff.Id).ToListAsync(ct));
    }
}
