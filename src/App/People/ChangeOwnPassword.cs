using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>Changes one's own password; all other sign-ins end and the caller signs in again. Refuses `sign-in.wrong`, `sign-in.locked` and the password rule's reasons.</summary>
public sealed class ChangeOwnPassword(GroupCommit writes, IDbContextFactory<DoorstepDb> contexts, StaffAccounts accounts, PasswordChange change, StaffDoor door)
{
    public sealed record Request(string Old, string New);

    public async Task<Decision<bool>> Run(Actor who, Request request, CancellationToken ct)
    {
        StaffRow? known;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            known = await db.Users.AsNoTracking().SingleOrDefaultAsync(s => s.Id == who.Id, ct);
        }

        if (known is null || !who.Role.IsStaff())
        {
            return new Refusal("people.not-allowed", ("act", "change password"), ("role", who.Role.ToString()));
        }

        if (PasswordRule.Refuses(request.New, known.UserName ?? "") is { } no)
        {
            return no;
        }

        var matches = request.Old.Length <= PasswordRule.Longest && accounts.PasswordMatches(known, request.Old);
        var hash = accounts.Hash(known, request.New);
        var changed = await writes.Run<Decision<bool>>(
            async (db, token) =>
            {
                var staff = (await db.Users.FindAsync([known.Id], token))!;
                if (door.Locked(staff) is { } locked)
                {
                    return locked;
                }

                if (!matches)
                {
                    door.CountFailure(db, staff, who);
                    return new Refusal("sign-in.wrong");
                }

                await change.Set(db, staff, hash, who, token);
                return true;
            },
            ct);
        change.Felt(known.Id);
        return changed;
    }
}
