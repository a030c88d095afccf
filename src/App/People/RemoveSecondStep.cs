using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>Takes one's own second step away; asks for the password, so that an unlocked desk is not enough.</summary>
public sealed class RemoveSecondStep(GroupCommit writes, IDbContextFactory<DoorstepDb> contexts, StaffAccounts accounts, StaffDoor door, AuditStamp stamp)
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
                stamp.Note(db, who, "staff.second-step-off", $"staff:{staff.Id}");
                return true;
            },
            ct);
    }
}
