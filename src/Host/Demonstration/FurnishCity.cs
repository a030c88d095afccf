using System.Security.Cryptography;
using Doorstep.App;
using Doorstep.App.People;
using Doorstep.App.Pricing;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.Host.Demonstration;

/// <summary>Who may sign in to the demonstration.</summary>
internal sealed record DemonstrationAccount(string UserName, string Name, OrganisationId Organisation, Role Role)
{
    /// <summary>Division codes the account is limited to; none for all that its organisation reaches.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [];

    /// <summary>The page to look at first.</summary>
    public string Page { get; init; } = "provider";
}

/// <summary>Writes the drawn city at the first start, with one member of staff for each view; later starts change nothing.</summary>
internal sealed class FurnishCity(SeedCity seed, DemonstrationStaff staff, IssueToken issue, FullWallets wallets)
{
    private static readonly OrganisationId Office = new("CITY");
    private static readonly OrganisationId Street = new("DEMO-STREET");
    private static readonly OrganisationId Committee = new("DEMO-COMMITTEE");

    public static IReadOnlyList<DemonstrationAccount> Accounts(CityDraft city) =>
    [
        new("admin", "市发改委管理员（演示）", Office, Role.City) { Page = "city" },
        new("operator", $"{Largest(city).Name} 运营员", Largest(city).Id, Role.ProviderOperator),
        new("manager", $"{Largest(city).Name} 经理", Largest(city).Id, Role.ProviderManager),
        new("street", "街道办经办人（演示）", Street, Role.District) { Areas = [StreetOf(city)], Page = "city/census" },
        new("committee", "居委会填报人（演示）", Committee, Role.Community) { Areas = [StreetOf(city)], Page = "community" },
    ];

    /// <summary>The resident a visitor signs in as; nobody else lives this life, or its one-time codes would be used up by another.</summary>
    public static ResidentDraft Guest(CityDraft city) => city.Residents[0];

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
            await staff.Make(account, password, ct);
            passwords[account.UserName] = password;
        }

        var clerk = book.ClerkToken ?? Must(await issue.Run(Actor.Clockwork, new("demonstration crowd", Role.City), ct)).Secret;
        return book with { Passwords = passwords, ClerkToken = clerk };
    }

    /// <summary>The provider with the most stations: its wall shows most.</summary>
    private static ProviderDraft Largest(CityDraft city) =>
        city.Providers.OrderByDescending(p => city.Sites.Count(s => s.Station.Provider == p.Id)).ThenBy(p => p.Id.Value, StringComparer.Ordinal).First();

    /// <summary>The street with the most communities: there is most to see.</summary>
    private static string StreetOf(CityDraft city) =>
        city.Communities.GroupBy(c => c.Division, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;

    private static string Draw() => $"demo-{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 12)}";

    internal static T Must<T>(Decision<T> decision) => decision.Granted ? decision.Value : throw new InvalidOperationException($"The demonstration city cannot be furnished: {decision.Refusal}");
}

/// <summary>Members of staff as they would come by themselves: their office recorded, each invited, and with a password of his own.</summary>
internal sealed class DemonstrationStaff(InitialAdministrator administrator, ChangeOrganisation organisations, InviteStaff invite, AcceptInvitation accept)
{
    public async Task Make(DemonstrationAccount account, string password, CancellationToken ct)
    {
        if (account.Role is Role.City)
        {
            FurnishCity.Must(await administrator.Run(new(account.UserName, password, Demonstration: true), ct));
            return;
        }

        if (account.Role is Role.District or Role.Community)
        {
            var kind = account.Role is Role.District ? OrganisationKind.District : OrganisationKind.Community;
            var name = kind is OrganisationKind.District ? ("街道办（演示）", "Street office (demo)") : ("居委会（演示）", "Residents' committee (demo)");
            FurnishCity.Must(await organisations.Run(Actor.Clockwork, new(account.Organisation, name.Item1, name.Item2, kind, Areas: account.Areas, Demonstration: true), ct));
        }

        var invitation = FurnishCity.Must(await invite.Run(Actor.Clockwork, new(account.Organisation, account.UserName, account.Name, account.Role, account.Areas, Demonstration: true), ct));
        FurnishCity.Must(await accept.Run(Actor.Clockwork, new(invitation.Secret, password), ct));
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
