using System.Security.Cryptography;
using Doorstep.App;
using Doorstep.App.People;
using Doorstep.App.Pricing;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.Host.Demonstration;

/// <summary>Who may sign in to the demonstration.</summary>
internal sealed record DemonstrationAccount(string UserName, string Name, OrganisationId Organisation, Role Role);

/// <summary>Writes the drawn city at the first start, with one member of staff for each view; later starts change nothing.</summary>
internal sealed class FurnishCity(SeedCity seed, InitialAdministrator administrator, InvitedStaff staff, IssueToken issue, FullWallets wallets)
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
        if (Must(await seed.Run(Actor.Clockwork, city, ct)))
        {
            await wallets.Fill(ct);
        }

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
                Must(await staff.Make(account, password, ct));
            }

            passwords[account.UserName] = password;
        }

        var clerk = book.ClerkToken ?? Must(await issue.Run(Actor.Clockwork, new("demonstration crowd", Role.City), ct)).Secret;
        return book with { Passwords = passwords, ClerkToken = clerk };
    }

    private static string Draw() => $"demo-{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 12)}";

    internal static T Must<T>(Decision<T> decision) => decision.Granted ? decision.Value : throw new InvalidOperationException($"The demonstration city cannot be furnished: {decision.Refusal}");
}

/// <summary>A member of staff as he would come by himself: invited, and with a password of his own.</summary>
internal sealed class InvitedStaff(InviteStaff invite, AcceptInvitation accept)
{
    public async Task<Decision<StaffLine>> Make(DemonstrationAccount account, string password, CancellationToken ct)
    {
        var invitation = await invite.Run(Actor.Clockwork, new(account.Organisation, account.UserName, account.Name, account.Role, Demonstration: true), ct);
        return invitation.Granted ? await accept.Run(Actor.Clockwork, new(invitation.Value.Secret, password), ct) : invitation.Refusal;
    }
}

/// <summary>Every resident of the drawn city begins with 300 yuan, paid at the desk, so that cards work from the first minute.</summary>
internal sealed class FullWallets(ListResidents list, TopUpWallet topUp)
{
    private static readonly Money Beginning = new(30_000);

    public async Task Fill(CancellationToken ct)
    {
        ResidentId? before = null;
        while (true)
        {
            var page = FurnishCity.Must(await list.Run(Actor.Clockwork, new(Before: before, Take: 50), ct));
            if (page.Count == 0)
            {
                return;
            }

            await Task.WhenAll(page.Select(async resident =>
                FurnishCity.Must(await topUp.Run(Actor.Clockwork, new(resident.Id, Beginning, "cash-desk", $"demonstration-{resident.Id}"), ct))));
            before = page[^1].Id;
        }
    }
}
