using System.Net;
using System.Net.Http.Json;
using Doorstep.App.People;
using Doorstep.Rules.People;

namespace Doorstep.Web.Tests.People;

public sealed class PasskeyTests
{
    private static CancellationToken Ct => Door.Ct;

    [Fact]
    public async Task A_passkey_once_added_opens_the_door_without_a_password_and_a_foreign_key_does_not()
    {
        await using var door = await Door.Open();
        var hu = await door.Hu();
        using var key = new SoftKey(door.Address);
        Assert.Equal(HttpStatusCode.NoContent, (await Add(door, hu, key)).StatusCode);
        Assert.Equal("phone", Assert.Single(await door.Get<OwnPasskeys>().Run(hu.Actor, Ct)).Name);

        var browser = door.Client();
        Assert.Equal(HttpStatusCode.Forbidden, (await Use(browser, o => key.Assert(o, otherKey: true))).StatusCode);
        Assert.Equal("Public public", await browser.GetStringAsync("/who", Ct));
        Assert.Equal(HttpStatusCode.NoContent, (await Use(browser, o => key.Assert(o))).StatusCode);
        Assert.Equal("ProviderManager hu 420704", await browser.GetStringAsync("/who", Ct));
    }

    [Fact]
    public async Task An_answer_to_an_older_question_or_of_a_removed_passkey_opens_nothing()
    {
        await using var door = await Door.Open();
        var hu = await door.Hu();
        using var key = new SoftKey(door.Address);
        await Add(door, hu, key);
        var browser = door.Client();
        var old = "";
        await Use(browser, o => old = key.Assert(o));
        Assert.Equal(HttpStatusCode.Forbidden, (await Use(door.Client(), _ => old)).StatusCode);

        var passkey = Assert.Single(await door.Get<OwnPasskeys>().Run(hu.Actor, Ct));
        Assert.True((await door.Get<OwnPasskeys>().Remove(hu.Actor, passkey.Id, Ct)).Granted);
        Assert.Equal(HttpStatusCode.Forbidden, (await Use(door.Client(), o => key.Assert(o))).StatusCode);
    }

    /// <summary>The passkeys of phones count nothing: 0 for ever.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_question_is_answered_once_by_whoever_overheard_what(bool counts)
    {
        await using var door = await Door.Open();
        var hu = await door.Hu();
        using var key = new SoftKey(door.Address, counts);
        await Add(door, hu, key);
        var browser = door.Client(cookie: "none");
        var asked = await browser.PostAsync("/sign-in/passkey/options", null, Ct);
        Carry(browser, asked);
        var question = await asked.Content.ReadAsStringAsync(Ct);
        var answer = key.Assert(question);
        Assert.Equal(HttpStatusCode.NoContent, (await Post(browser, answer)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Post(browser, answer)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Post(browser, key.Assert(question))).StatusCode);
        // The next question is a new one.
        Assert.Equal(HttpStatusCode.NoContent, (await Use(door.Client(), o => key.Assert(o))).StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_origin_cannot_use_a_passkey()
    {
        await using var door = await Door.Open();
        var hu = await door.Hu();
        using var key = new SoftKey(door.Address);
        Assert.Equal(HttpStatusCode.NoContent, (await Add(door, hu, key)).StatusCode);
        var evil = door.Client();
        evil.DefaultRequestHeaders.Remove("Origin");
        evil.DefaultRequestHeaders.Add("Origin", "https://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await Use(evil, o => key.Assert(o))).StatusCode);
    }

    [Fact]
    public async Task Only_who_signed_in_by_cookie_adds_a_passkey()
    {
        await using var door = await Door.Open();
        var token = await door.Token();
        Assert.Equal(HttpStatusCode.Unauthorized, (await door.Client().PostAsync("/sign-in/passkey/new/options", null, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await door.Client(bearer: token.Secret).PostAsync("/sign-in/passkey/new/options", null, Ct)).StatusCode);
        Assert.Equal("people.not-allowed", (await door.Get<AddPasskey>().Begin(token.Actor with { Role = Role.City }, new Microsoft.AspNetCore.Http.DefaultHttpContext(), Ct)).Refusal?.Code);
    }

    private static async Task<HttpResponseMessage> Add(Door door, NewGrant who, SoftKey key)
    {
        var browser = door.Client(cookie: who.Secret);
        var asked = await browser.PostAsync("/sign-in/passkey/new/options", null, Ct);
        Carry(browser, asked);
        return await browser.PostAsJsonAsync("/sign-in/passkey/new", new { credential = key.Create(await asked.Content.ReadAsStringAsync(Ct)), name = "phone" }, Ct);
    }

    private static async Task<HttpResponseMessage> Use(HttpClient browser, Func<string, string> answer)
    {
        var asked = await browser.PostAsync("/sign-in/passkey/options", null, Ct);
        return await Post(browser, answer(await asked.Content.ReadAsStringAsync(Ct)));
    }

    private static Task<HttpResponseMessage> Post(HttpClient browser, string answer) => browser.PostAsJsonAsync("/sign-in/passkey", new { credential = answer }, Ct);

    /// <summary>A client with a cookie header of its own does not use its jar.</summary>
    private static void Carry(HttpClient browser, HttpResponseMessage asked)
    {
        var own = browser.DefaultRequestHeaders.GetValues("Cookie").Single();
        var set = asked.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        browser.DefaultRequestHeaders.Remove("Cookie");
        browser.DefaultRequestHeaders.Add("Cookie", $"{own}; {set}");
    }
}
