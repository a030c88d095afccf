using System.Text.RegularExpressions;
using Doorstep.Machine;

namespace Doorstep.House.Tests;

/// <summary>A house with one provider, one station, three residents and five simulated piles, ready for visitors.</summary>
public sealed partial class Furnished : IAsyncLifetime
{
    public const string Fast = "42070000000011";

    public const string Other = "42070000000012";

    public const string Third = "42070000000013";

    /// <summary>The one that is commanded; after a charge its car stands there a minute more, whoever comes next.</summary>
    public const string Fourth = "42070000000014";

    /// <summary>The one at which nobody charges.</summary>
    public const string Fifth = "42070000000015";

    /// <summary>The shop's first resident; a phone gets one code a minute, so each visitor has his own.</summary>
    public const string Phone = Shop.Phone;

    public const string OtherPhone = "13800000002";

    public const string ThirdPhone = "13800000003";

    public const string Operator = "wang.fang";

    public const string Manager = "li.na";

    public const string Technician = "zhao.lei";

    public const string Password = "a lamp under the bridge 7";

    private const string Secret = "the-pile-has-a-secret-of-its-own";

    private SimulatedPiles? piles;

    private Browser? browser;

    private HttpClient? city;

    public House House { get; private set; } = null!;

    public Browser Browser => browser!;

    public Shop Shop => new(city!);

    /// <summary>As `serve` printed it once, on its first start.</summary>
    public string AdministratorsPassword => Printed().Match(House.Output) is { Success: true } found ? found.Groups["password"].Value : throw new InvalidOperationException(House.Output);

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        House = await House.Serve();
        browser = await Browser.Open(House);
        city = await House.City();
        await Shop.Open(ct);
        foreach (var phone in new[] { OtherPhone, ThirdPhone })
        {
            var resident = (await Shop.Post("residents", new { phone = $"+86{phone}", displayName = "赵小红" }, ct)).GetProperty("id").GetString();
            await Shop.Post($"residents/{resident}/wallet/top-ups", new { amountFen = 10_000, key = $"first of {phone}" }, ct);
        }

        await Hire(Operator, "王芳", "providerOperator", ct);
        await Hire(Technician, "赵磊", "providerTechnician", ct);
        await Hire(Manager, "李娜", "providerManager", ct);
        foreach (var number in new[] { Fast, Other, Third, Fourth, Fifth })
        {
            await Shop.Put($"piles/{number}", new { station = "EZ9001", protocol = "ocpp16", kind = "dc", ratedPowerW = 60_000, linkName = $"CP-{number}", secret = Secret }, ct);
        }

        piles = SimulatedPiles.Connect(House, "CP-420700000000{0}", 11, 5, Secret);
        await Eventually.True(async () => (await Shop.Get("stations/EZ9001/live", ct)).GetProperty("piles").EnumerateArray().All(p => p.GetProperty("connectors")[0].GetProperty("state").GetString() == "free"));
    }

    /// <summary>A resident signs in with his phone and the code that the administrators' outbox shows.</summary>
    public async Task SignIn(Visitor resident, string phone)
    {
        await resident.Arrives("/sign-in");
        await resident.Write("phone", phone);
        await resident.This("phone").PressAsync("Enter");
        await resident.Sees("code-sent");
        await resident.Write("code", await Code(phone));
        await resident.This("code").PressAsync("Enter");
    }

    /// <summary>A new token: the old one is as good, the client's connections died with the house.</summary>
    public async Task ComeBack()
    {
        await House.Start();
        city!.Dispose();
        city = await House.City();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        piles?.Dispose();
        city?.Dispose();
        if (House is not null)
        {
            await Visitor.Keep("house.log", House.Output);
            await House.DisposeAsync();
        }
    }

    private async Task<string> Code(string phone)
    {
        await using var administrator = await Browser.Desk();
        await administrator.SignIn("admin", AdministratorsPassword, "/city/messages");
        var message = await administrator.This("message").Filter(new() { HasText = phone }).First.GetByTestId("text").InnerTextAsync();
        administrator.StayedInTheHouse();
        return string.Concat(message.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit));
    }

    private async Task Hire(string user, string name, string role, CancellationToken ct)
    {
        var invited = await Shop.Post("organisations/GRIDCO/staff", new { userName = user, displayName = name, role }, ct);
        await Shop.Post("staff/invitation", new { secret = invited.GetProperty("secret").GetString(), password = Password }, ct);
    }

    [GeneratedRegex(@"user admin, password (?<password>\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Printed();
}

/// <summary>Its visitors come one after another: the power goes for all of them.</summary>
[CollectionDefinition]
public sealed class FurnishedHouse : ICollectionFixture<Furnished>;
