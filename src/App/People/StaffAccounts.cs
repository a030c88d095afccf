using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.People;

/// <summary>
/// The sign-in library over one context: inside a group commit's work it changes rows and leaves saving to the group.
/// Passwords, authenticators and passkeys are the library's; lock-out, roles and sessions are ours.
/// </summary>
public sealed class StaffAccounts(IServiceProvider services, IPasswordHasher<StaffRow> hasher, ILogger<UserManager<StaffRow>> log)
{
    private static readonly IdentityOptions Options = WithAuthenticator();

    private static readonly StaffRow Nobody = new();

    private readonly Lazy<string> nobodysHash = new(() => hasher.HashPassword(Nobody, "a password that nobody has"));

    public static string Authenticator => Options.Tokens.AuthenticatorTokenProvider;

    public UserManager<StaffRow> Over(DoorstepDb db) => new(
        new TrackedStaff(db),
        Microsoft.Extensions.Options.Options.Create(Options),
        hasher,
        [],
        [],
        new UpperInvariantLookupNormalizer(),
        new IdentityErrorDescriber(),
        services,
        log);

    public string Hash(StaffRow staff, string password) => hasher.HashPassword(staff, password);

    /// <summary>Takes as long for an account that does not exist, or has no password yet, as for a wrong password.</summary>
    public bool PasswordMatches(StaffRow? staff, string password)
    {
        var verdict = hasher.VerifyHashedPassword(staff ?? Nobody, staff?.PasswordHash ?? nobodysHash.Value, password);
        return staff?.PasswordHash is not null && verdict != PasswordVerificationResult.Failed;
    }

    /// <summary>Also finds one that an earlier member of the same group has just added.</summary>
    internal static async Task<StaffRow?> FindByName(DoorstepDb db, string userName, CancellationToken ct)
    {
        var name = Normalise(userName);
        return db.Users.Local.FirstOrDefault(s => s.NormalizedUserName == name) ?? await db.Users.FirstOrDefaultAsync(s => s.NormalizedUserName == name, ct);
    }

    public static string Normalise(string userName) => userName.Trim().Normalize().ToUpperInvariant();

    private static IdentityOptions WithAuthenticator()
    {
        var options = new IdentityOptions();
        options.Tokens.ProviderMap[options.Tokens.AuthenticatorTokenProvider] =
            new(typeof(AuthenticatorTokenProvider<StaffRow>)) { ProviderInstance = new AuthenticatorTokenProvider<StaffRow>() };
        return options;
    }

    /// <summary>
    /// The library's store attaches a row anew at every update, which forgets the stamp the database knows and fails at the second update of one save.
    /// Our rows are tracked already; a new stamp is all an update needs.
    /// </summary>
    private sealed class TrackedStaff : UserOnlyStore<StaffRow, DoorstepDb, long>
    {
        public TrackedStaff(DoorstepDb db)
            : base(db) => AutoSaveChanges = false;

        public override Task<IdentityResult> UpdateAsync(StaffRow user, CancellationToken cancellationToken = default)
        {
            user.ConcurrencyStamp = Guid.NewGuid().ToString();
            return Task.FromResult(IdentityResult.Success);
        }
    }
}
