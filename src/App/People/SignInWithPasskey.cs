using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>Signs a member of staff in by passkey alone: it is both what he has and, verified by the device, who he is. Refuses `passkey.wrong`, `sign-in.locked`.</summary>
public sealed class SignInWithPasskey(IDbContextFactory<DoorstepDb> contexts, GroupCommit writes, PasskeyLibrary library, StaffDoor door)
{
    public sealed record Request(string CredentialJson, string State, string Device = "");

    private static readonly Refusal Wrong = new("passkey.wrong");

    /// <summary>The same question for everybody: which accounts have passkeys is not told.</summary>
    public async Task<PasskeyCeremony> Begin(HttpContext http, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var asked = await library.Over(db).MakeRequestOptionsAsync(null, http);
        return new(asked.RequestOptionsJson, library.Protect(asked.AssertionState));
    }

    public async Task<Decision<NewGrant>> Run(Actor who, Request request, HttpContext http, CancellationToken ct)
    {
        if (library.Unprotect(request.State) is not { } state)
        {
            return Wrong;
        }

        PasskeyAssertionResult<StaffRow> answer;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            answer = await library.Over(db).PerformAssertionAsync(new() { HttpContext = http, CredentialJson = request.CredentialJson, AssertionState = state });
        }

        if (!answer.Succeeded)
        {
            return Wrong;
        }

        return await writes.Run<Decision<NewGrant>>(
            async (db, token) =>
            {
                if (await db.Users.FindAsync([answer.User.Id], token) is not { DisabledAt: null } staff)
                {
                    return Wrong;
                }

                if (door.Locked(staff) is { } locked)
                {
                    return locked;
                }

                // Taken away since it was checked, or an answer that has opened the door already.
                if (await library.Users(db).GetPasskeyAsync(staff, answer.Passkey.CredentialId) is null || !await library.Spend(db, staff, state))
                {
                    return Wrong;
                }

                // Keeps the authenticator's counter, by which a copied key is found out.
                await library.Users(db).AddOrUpdatePasskeyAsync(staff, answer.Passkey);
                return door.Open(db, staff, who, request.Device);
            },
            ct);
    }
}
