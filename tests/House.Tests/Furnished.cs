using System.Text.RegularExpressions;

namespace Doorstep.House.Tests;

/// <summary>A house with one provider, one station, one resident and two simulated piles, ready for visitors.</summary>
public sealed partial class Furnished : IAsyncLifetime
{
    public const string Fast = "42070000000011";

    public const string Other = "42070000000012";

    /// <summary>The shop's first resident; a phone gets one code a minute, so each visitor has his own.</summary>
    public const string Phone = "13800000001";

    public const string OtherPhone = "13800000002";

    public const string Operator = "wang.fang";

    public const string Manager = "li.na";

    public const string Password = "a lamp under the bridge 7";

    private const string Secret = "the-pile-has-a-secret-of-its-own";

    private readonly List<SimulatedPile> piles = [];

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
        var other = (await Shop.Post("residents", new { phone = $"+86{OtherPhone}", displayName = "赵小红" }, ct)).GetProperty("id").GetString();
        await Shop.Post($"residents/{other}/wallet/top-ups", new { amountFen = 10_000, key = "first of the other" }, ct);
        await Hire(Operator, "王芳", "providerOperator", ct);
        await Hire(Manager, "李娜", "providerManager", ct);
        foreach (var number in new[] { Fast, Other })
        {
            await Shop.Put($"piles/{number}", new { station = "EZ9001", protocol = "ocpp16", kind = "dc", ratedPowerW = 60_000, linkName = $"CP-{number}", secret = Secret, connectorsW = new[] { 60_000 } }, ct);
            piles.Add(SimulatedPile.Connect(House, $"CP-{number}", Secret));
        }

        await PeerTests.Eventually(async () => (await Shop.Get("stations/EZ9001/live", ct)).GetProperty("piles").EnumerateArray().All(p => p.GetProperty("connectors")[0].GetProperty("state").GetString() == "free"));
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

        piles.ForEach(p => p.Dispose());
        city?.Dispose();
        if (House is not null)
        {
            await House.DisposeAsync();
        }
    }

    private async Task Hire(string user, string name, string role, CancellationToken ct)
    {
        var invited = await Shop.Post("organisations/GRIDCO/staff", new { userName = user, displayName = name, role }, ct);
        await Shop.Post("staff/invitation", new { secret = invited.GetProperty("secret").GetString(), password = Password }, ct);
    }

    [GeneratedRegex(@"user admin, password (?<password>\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Printed();
}
