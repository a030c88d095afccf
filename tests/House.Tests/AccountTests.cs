using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Playwright;

namespace Doorstep.House.Tests;

/// <summary>A member of staff looks after his own account: password, authenticator, passkeys, sign-ins.</summary>
[Collection<FurnishedHouse>]
public sealed class AccountTests(Furnished place)
{
    private const string Fresh = "two herons over slow water 9";

    [Fact]
    public async Task A_form_that_is_refused_is_answered_with_a_page_not_with_a_bare_status()
    {
        using var visitor = new HttpClient { BaseAddress = place.House.Address };
        visitor.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        visitor.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
        using var form = new FormUrlEncodedContent([new("_handler", "ask"), new("Phone", "13800000000")]);
        using var answer = await visitor.PostAsync("/sign-in", form, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("没有做任何更改", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_technician_changes_his_password_and_sets_up_and_drops_an_authenticator()
    {
        await using var desk = await place.Browser.Desk();
        await desk.SignIn(Furnished.Technician, Furnished.Password, "/staff/account");
        await desk.Click("step-begin");
        var secret = await desk.This("step-secret").InnerTextAsync();
        await desk.Picture("desk-account", whole: true);
        await desk.Write("step-code", "000000");
        await desk.Click("step-confirm");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await desk.Reads("step-secret", secret);
        await desk.Write("step-code", Authenticator(secret));
        await desk.Click("step-confirm");
        await Assertions.Expect(desk.This("recovery").Locator("li")).ToHaveCountAsync(10);
        var recovery = await desk.This("recovery").Locator("li").First.InnerTextAsync();

        await desk.Go("/staff/account");
        await desk.Reads("step", "已开启");
        await desk.Write("old", Furnished.Password);
        await desk.Write("new", Fresh);
        await desk.Click("change-password");
        await desk.Arrives("/staff/sign-in");
        await desk.Sees("done");
        await desk.Write("user", Furnished.Technician);
        await desk.Write("password", Fresh);
        await desk.Click("enter");
        await desk.Sees("second-step");
        await desk.Write("user", Furnished.Technician);
        await desk.Write("password", Fresh);
        await desk.Write("second", recovery);
        await desk.Click("enter");
        await desk.Arrives("/provider");

        await desk.Go("/staff/account");
        await desk.Click("step-off");
        await desk.Write("step-password", Fresh);
        await desk.Click("step-remove");
        await desk.Reads("step", "未开启");
        await Assertions.Expect(desk.This("sign-ins").Locator("li")).ToHaveCountAsync(1);
        desk.StayedInTheHouse();
    }

    [Fact]
    public async Task A_manager_adds_a_passkey_and_comes_back_with_it()
    {
        await using var desk = await place.Browser.Desk();
        await WithAuthenticator(desk.Page);
        // A passkey belongs to a name, never to an address.
        var house = $"http://localhost:{place.House.Address.Port}";
        await desk.Go($"{house}/staff/sign-in?returnUrl=/staff/account");
        await desk.Write("user", Furnished.Manager);
        await desk.Write("password", Furnished.Password);
        await desk.Click("enter");
        await desk.Write("passkey-name", "办公室电脑");
        await desk.Click("passkey-add");
        await desk.Reads("passkeys", "办公室电脑");
        await desk.Click("sign-out");
        await desk.Arrives("/staff/sign-in");
        await desk.Click("passkey-enter");
        await desk.Arrives("/provider");
        await desk.Go($"{house}/staff/account");
        await desk.Click("passkey-remove");
        await desk.Sees("done");
        await Assertions.Expect(desk.This("passkeys")).ToHaveCountAsync(0);
        desk.StayedInTheHouse();
    }

    [Fact]
    public async Task Whoever_signs_in_may_first_read_what_is_kept_about_him()
    {
        await using var visitor = await place.Browser.Phone();
        await visitor.Go("/sign-in");
        await visitor.Click("privacy");
        await visitor.Arrives("/privacy");
        await visitor.Reads("kept", "手机号");
        await visitor.Picture("phone-privacy", whole: true);
        visitor.StayedInTheHouse();
    }

    private static async Task WithAuthenticator(IPage page)
    {
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    /// <summary>What an authenticator shows (RFC 6238, SHA-1, six digits, 30 s).</summary>
    private static string Authenticator(string secret)
    {
        Span<byte> moment = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(moment, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // RFC 6238 names it.
        HMACSHA1.HashData(FromBase32(secret), moment, hash);
#pragma warning restore CA5350
        var at = hash[^1] & 15;
        return ((BinaryPrimitives.ReadInt32BigEndian(hash[at..]) & int.MaxValue) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] FromBase32(string text)
    {
        var (bits, kept, bytes) = (0, 0, new List<byte>());
        foreach (var letter in text.Where(char.IsLetterOrDigit))
        {
            bits = ((bits & 0x1FFF) << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.OrdinalIgnoreCase);
            kept += 5;
            if (kept >= 8)
            {
                kept -= 8;
                bytes.Add((byte)((bits >> kept) & 0xFF));
            }
        }

        return [.. bytes];
    }
}
