using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>A ceremony under way: what the browser's authenticator is asked, and the state that comes back with its answer (a cookie for five minutes).</summary>
public sealed record PasskeyCeremony(string OptionsJson, string State);

/// <summary>The sign-in library's WebAuthn over our store; only this class knows it.</summary>
public sealed class PasskeyLibrary(StaffAccounts accounts, IDataProtectionProvider protection)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private static readonly IdentityPasskeyOptions Options = new() { UserVerificationRequirement = "required", ResidentKeyRequirement = "required" };

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("doorstep.passkey").ToTimeLimitedDataProtector();

    internal PasskeyHandler<StaffRow> Over(DoorstepDb db) => new(accounts.Over(db), Microsoft.Extensions.Options.Options.Create(Options));

    internal UserManager<StaffRow> Users(DoorstepDb db) => accounts.Over(db);

    internal string Protect(string? state) => protector.Protect(state ?? "", Life);

    /// <summary>Null for a state that is not ours or has expired.</summary>
    internal string? Unprotect(string state)
    {
        try
        {
            return protector.Unprotect(state);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>Adds a passkey to one's own account: first what to ask the authenticator, then its answer. Refuses `passkey.wrong`, `passkey.too-many`.</summary>
public sealed class AddPasskey(IDbContextFactory<DoorstepDb> contexts, GroupCommit writes, PasskeyLibrary library, AuditStamp audit)
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

        passkey.Name = request.Name.Length > 60 ? request.Name[..60] : request.Name;
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
                audit.Note(db, who, "staff.passkey-add", $"staff:{staff.Id}", null, new { passkey.Name });
                return true;
            },
            ct);
    }
}

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

                // Keeps the authenticator's counter, by which a copied key is found out.
                await library.Users(db).AddOrUpdatePasskeyAsync(staff, answer.Passkey);
                return door.Open(db, staff, who, request.Device);
            },
            ct);
    }
}

/// <summary>One's own passkeys: their names, and taking one away.</summary>
public sealed class OwnPasskeys(IDbContextFactory<DoorstepDb> contexts, GroupCommit writes, PasskeyLibrary library, AuditStamp audit)
{
    /// <param name="Id">Base64url of the credential's id.</param>
    public sealed record Line(string Id, string Name, DateTimeOffset CreatedAt);

    public async Task<IReadOnlyList<Line>> Run(Actor who, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await SecondStepRows.Own(db, who, ct) is not { } staff)
        {
            return [];
        }

        var passkeys = await library.Users(db).GetPasskeysAsync(staff);
        return [.. passkeys.Select(p => new Line(System.Buffers.Text.Base64Url.EncodeToString(p.CredentialId), p.Name ?? "", p.CreatedAt)).OrderBy(l => l.CreatedAt)];
    }

    public Task<Decision<bool>> Remove(Actor who, string id, CancellationToken ct) => writes.Run<Decision<bool>>(
        async (db, token) =>
        {
            if (await SecondStepRows.Own(db, who, token) is not { } staff || !System.Buffers.Text.Base64Url.IsValid(id))
            {
                return new Refusal("passkey.wrong");
            }

            await library.Users(db).RemovePasskeyAsync(staff, System.Buffers.Text.Base64Url.DecodeFromChars(id));
            audit.Note(db, who, "staff.passkey-remove", $"staff:{staff.Id}");
            return true;
        },
        ct);
}
