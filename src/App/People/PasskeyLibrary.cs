using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

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
