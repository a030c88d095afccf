using Doorstep.App.People;
using Doorstep.Rules.People;

namespace Doorstep.App.Tests.People;

public sealed class StartGuardTests
{
    private static CancellationToken Ct => PeopleCity.Ct;

    [Theory]
    [InlineData("http://127.0.0.1:5000", false)]
    [InlineData("http://localhost:5000;https://[::1]:5001", false)]
    [InlineData("http://127.0.0.1:5000;http://0.0.0.0:80", true)]
    [InlineData("http://*:5000", true)]
    [InlineData("http://+:5000", true)]
    [InlineData("http://[::]:5000", true)]
    [InlineData("https://charge.example", true)]
    [InlineData("http://localhost.example:5000", true)]
    public void Only_loopback_is_this_machine(string urls, bool beyond) => Assert.Equal(beyond, StartGuard.BeyondThisMachine(urls));

    [Fact]
    public async Task A_city_with_published_passwords_or_play_money_does_not_open_to_the_network()
    {
        await using var city = await PeopleCity.Open();
        var guard = city.Get<StartGuard>();
        Assert.Empty(await guard.Run(new("http://*:80"), Ct));
        Assert.Contains("play money", Assert.Single(await guard.Run(new("http://*:80", DemonstrationMoney: true), Ct)), StringComparison.Ordinal);
        Assert.Contains("documents", Assert.Single(await guard.Run(new("http://*:80", "doorstep-demonstration"), Ct)), StringComparison.Ordinal);
        Assert.Empty(await guard.Run(new("http://127.0.0.1:80", "doorstep-demonstration", true), Ct));

        var demonstration = await city.Get<InviteStaff>().Run(PeopleCity.City, new(PeopleCity.East, "demo", "", Role.ProviderManager, Demonstration: true), Ct);
        Assert.Empty(await guard.Run(new("http://*:80"), Ct));
        await city.Get<AcceptInvitation>().Run(PeopleCity.Stranger, new(demonstration.Value.Secret, PeopleCity.Password), Ct);
        Assert.Contains("demo", Assert.Single(await guard.Run(new("http://*:80"), Ct)), StringComparison.Ordinal);
    }
}
