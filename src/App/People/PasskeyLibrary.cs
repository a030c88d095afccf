using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Doorstep.App.People;

/// <summary>A ceremony under way: what the browser's authenticator is asked, and the state that comes back with its answer (a cookie for five minutes).</summary>
public sealed record PasskeyCeremony(string OptionsJson, string State);

/// <summary>The sign-in library's WebAuthn over our store; only this class knows it.</summary>
public sealed class PasskeyLibrary(StaffAccounts accounts, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Under this name an account keeps which questions it has answered: `hash:seconds`, separated by spaces.</summary>
    private const string Answered = "passkey.answered";

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private static readonly IdentityPasskeyOptions Options = new() { UserVerificationRequirement = "required", ResidentKeyRequirement = "required" };

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("doorstep.passkey").ToTimeLimitedDataProtector();

    internal PasskeyHandler<StaffRow> Over(DoorstepDb db) => new(accounts.Over(db), Microsoft.Extensions.Options.Options.Create(Options));

    internal UserManager<StaffRow> Users(DoorstepDb db) => accounts.Over(db);

    /// <summary>
    /// Takes a question as answered by an account, inside a group commit's work; false when it was answered before. Most authenticators count nothing, so nothing
    /// else would tell an answer that was overheard, or a second answer to one question.
    /// </summary>
    internal async Task<bool> Spend(DoorstepDb db, StaffRow staff, string state)
    {
        var users = Users(db);
        var question = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)))[..32];
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        // Twice the life of a question: the clocks of two nodes may differ.
        var oldest = now - (long)(2 * Life).TotalSeconds;
        var answered = (await users.GetAuthenticationTokenAsync(staff, Answered, Answered) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(a => long.Parse(a.AsSpan(a.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture) > oldest).ToList();
        if (answered.Exists(a => a.StartsWith(question, StringComparison.Ordinal)))
        {
            return false;
        }

        await users.SetAuthenticationTokenAsync(staff, Answered, Answered, string.Join(' ', answered.Append(string.Create(CultureInfo.InvariantCulture, $"{question}:{now}"))));
        return true;
    }

    internal string Protect(string? state) => protector.Protect(state ?? "", Life);

    /// <summary>Null for a state that is not ours or has expired.</summary>
    internal string? Unprotect(string state)
    {
        try
        {
            return protector.Unprotect(state);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
