using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;

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
