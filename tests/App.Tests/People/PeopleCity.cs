using System.Text.RegularExpressions;
using Doorstep.App.People;
using Doorstep.App.Pricing;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Machine;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.TestCity;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.App.Tests.People;

/// <summary>A city with an office and two providers, and people who sign in as they really do.</summary>
internal sealed partial class PeopleCity(TestStore store) : IAsyncDisposable
{
    public const string Password = "Four-Blue-Rivers7";

    public static readonly OrganisationId East = new("EAST");

    public static readonly OrganisationId West = new("WEST");

    public static readonly Actor Stranger = Actor.Anonymous("203.0.113.9");

    public static readonly Actor City = new(1, "lin", Role.City, new("CITY"), [], "10.0.0.1");

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public TestStore Store => store;

    public static async Task<PeopleCity> Open(Engine engine = Engine.Sqlite)
    {
        var store = await TestStore.Open(engine, Services);
        await store.Write(db => db.Organisations.AddRange(
            new OrganisationRow { Id = new("CITY"), Name = "市发改委", EnglishName = "City", Kind = OrganisationKind.City },
            new OrganisationRow { Id = East, Name = "东", EnglishName = "East", Kind = OrganisationKind.Provider },
            new OrganisationRow { Id = West, Name = "西", EnglishName = "West", Kind = OrganisationKind.Provider }));
        return new(store);
    }

    public static void Services(IServiceCollection services) => services.AddPeople().AddWallet(new() { Demonstration = true });

    public T Get<T>()
        where T : notnull => store.Get<T>();

    /// <summary>Signs in by phone and answers the sign-in.</summary>
    public async Task<NewGrant> SignIn(string phone = "13812345678")
    {
        store.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.True((await Get<RequestSignInCode>().Run(Stranger, new(phone), Ct)).Granted);
        return (await Get<SignInWithCode>().Run(Stranger, new(phone, await Code(phone), "test phone"), Ct)).Value;
    }

    /// <summary>The code on its way to a phone, as an administrator reads it.</summary>
    public async Task<string> Code(string phone)
    {
        await Performed();
        var messages = await Get<ReadTextMessages>().Run(City, new(phone), Ct);
        return SixDigits().Match(messages.Value[0].Text).Value;
    }

    /// <summary>Waits until no effect is due: the performer may just be at it.</summary>
    public Task Performed() => Eventually.True(
        async () => await Get<OutboxPerformer>().PerformDue(Ct) == 0 && await store.Read(db => Task.FromResult(!db.Outbox.Any())), "the outbox is empty");

    /// <summary>Invites somebody, lets him choose the password, and signs him in.</summary>
    public async Task<NewGrant> SignInStaff(string name = "hu", Role role = Role.ProviderManager, OrganisationId? organisation = null)
    {
        var invitation = await Get<InviteStaff>().Run(City, new(organisation ?? East, name, name, role), Ct);
        Assert.True((await Get<AcceptInvitation>().Run(Stranger, new(invitation.Value.Secret, Password), Ct)).Granted);
        return (await Get<SignInStaff>().Run(Stranger, new(name, Password), Ct)).Value;
    }

    public async Task<string?> Who(string secret) => (await Get<AuthenticateGrant>().Run(secret, "198.51.100.1", Ct)) is { Granted: true } known ? known.Value.Actor.Name : null;

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [GeneratedRegex("[0-9]{6}", RegexOptions.None, 1000)]
    private static partial Regex SixDigits();
}
