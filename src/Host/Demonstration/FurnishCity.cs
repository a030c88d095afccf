using System.Security.Cryptography;
using Doorstep.App;
using Doorstep.App.People;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.Host.Demonstration;

/// <summary>Who may sign in to the demonstration.</summary>
internal sealed record DemonstrationAccount(string UserName, string Name, OrganisationId Organisation, Role Role);

/// <summary>Writes the drawn city at the first start, with one member of staff for each view; later starts change nothing.</summary>
internal sealed class FurnishCity(SeedCity seed, InitialAdministrator administrator, InviteStaff invite, AcceptInvitation accept, IssueToken issue)
{
    private static readonly OrganisationId Office = new("CITY");

    public static IReadOnlyList<DemonstrationAccount> Accounts(CityDraft city) =>
    [
        new("admin", "市发改委管理员（演示）", Office, Role.City),
        new("operator", $"{city.Providers[0].Name} 运营员", city.Providers[0].Id, Role.ProviderOperator),
        new("manager", $"{city.Providers[0].Name} 经理", city.Providers[0].Id, Role.ProviderManager),
    ];

    public async Task<DemonstrationBook> Run(CityDraft city, DemonstrationBook book, CancellationToken ct)
    {
        Must(await seed.Run(Actor.Clockwork, city, ct));
        var passwords = new Dictionary<string, string>(book.Passwords, StringComparer.Ordinal);
        foreach (var account in Accounts(city).Where(a => !passwords.ContainsKey(a.UserName)))
        {
            var password = Draw();
            if (account.Role is Role.City)
            {
                Must(await administrator.Run(new(account.UserName, password, Demonstration: true), ct));
            }
            else
            {
                var invitation = Must(await invite.Run(Actor.Clockwork, new(account.Organisation, account.UserName, account.Name, account.Role, Demonstration: true), ct));
                Must(await accept.Run(Actor.Clockwork, new(invitation.Secret, password), ct));
            }

            passwords[account.UserName] = password;
        }

        var clerk = book.ClerkToken ?? Must(await issue.Run(Actor.Clockwork, new("demonstration crowd", Role.City), ct)).Secret;
        return book with { Passwords = passwords, ClerkToken = clerk };
    }

    private static string Draw() => $"demo-{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 12)}";

    private static T Must<T>(Decision<T> decision) => decision.Granted ? decision.Value : throw new InvalidOperationException($"The demonstration city cannot be furnished: {decision.Refusal}");
}
