using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>Adds a passkey to one's own account: first what to ask the authenticator, then its answer. Refuses `passkey.wrong`, `passkey.too-many`.</summary>
public sealed class AddPasskey(IDbContextFactory<DoorstepDb> contexts, GroupCommit writes, PasskeyLibrary library, AuditStamp stamp)
{
    private const int Most = 20;

    public sealed record Request(string CredentialJson, string State, string Name = "");

    public async Task<Decision<PasskeyCeremony>> Begin(Actor who, HttpContext http, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await SecondStepRows.Own(db, who, ct) is not { } staff)
        {
            return new Refusal("people.not-allowed", ("act", "passkey"), ("role", who.Role.ToString()));
        }

        var entity = new PasskeyUserEntity
        {
            Id = staff.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Name = staff.UserName ?? "",
            DisplayName = staff.DisplayName,
        };
        var asked = await library.Over(db).MakeCreationOptionsAsync(entity, http);
        return new PasskeyCeremony(asked.CreationOptionsJson, library.Protect(asked.AttestationState));
    }

    public async Task<Decision<bool>> Run(Actor who, Request request, HttpContext http, CancellationToken ct)
    {
        UserPasskeyInfo passkey;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (await SecondStepRows.Own(db, who, ct) is null || library.Unprotect(request.State) is not { } state)
            {
                return new Refusal("passkey.wrong");
            }

            var answer = await library.Over(db).PerformAttestationAsync(new() { HttpContext = http, CredentialJson = request.CredentialJson, AttestationState = state });
            if (!answer.Succeeded || answer.UserEntity.Id != who.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))
            {
                return new Refusal("passkey.wrong");
            }

            passkey = answer.Passkey;
        }

        passkey.Name = KeptText.Of(request.Name, 60);
        return await writes.Run<Decision<bool>>(
            async (db, token) =>
            {
                if (await SecondStepRows.Own(db, who, token) is not { } staff)
                {
                    return new Refusal("passkey.wrong");
                }

                if (await db.Set<IdentityUserPasskey<long>>().CountAsync(p => p.UserId == staff.Id, token) >= Most)
                {
                    return new Refusal("passkey.too-many", ("most", "20"));
                }

                await library.Users(db).AddOrUpdatePasskeyAsync(staff, passkey);
                stamp.Note(db, who, "staff.passkey-add", $"staff:{staff.Id}", null, new { passkey.Name });
                return true;
            },
            ct);
    }
}
