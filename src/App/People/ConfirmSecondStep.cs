using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.People;

/// <summary>Ends the set-up with a code the authenticator shows; from now on sign-in asks for one. Answers ten recovery codes, shown once.</summary>
public sealed class ConfirmSecondStep(GroupCommit writes, StaffAccounts accounts, StaffDoor door, AuditStamp stamp)
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
            stamp.Note(db, who, "staff.second-step-on", $"staff:{staff.Id}");
            return recovery.ToList();
        },
        ct);
}
