using System.Net;
using Doorstep.App;
using Doorstep.App.People;
using Doorstep.Rules.People;

namespace Doorstep.Web.Tests.People;

public sealed class DoorTests
{
    private static CancellationToken Ct => Door.Ct;

    [Fact]
    public async Task A_sign_in_opens_pages_by_cookie_and_the_api_by_bearer_and_a_token_only_the_api()
    {
        await using var door = await Door.Open();
        var hu = await door.Hu();
        var token = await door.Token();
        Assert.Equal("Public public", await door.Client().GetStringAsync("/who", Ct));
        Assert.Equal("ProviderManager hu 420704", await door.Client(cookie: hu.Secret).GetStringAsync("/who", Ct));
        Assert.Equal("ProviderManager hu 420704", await door.Client(bearer: hu.Secret).GetStringAsync("/who", Ct));
        Assert.Equal("City token test", await door.Client(bearer: token.Secret).GetStringAsync("/who", Ct));
        Assert.Equal("Public public", await door.Client(cookie: token.Secret).GetStringAsync("/who", Ct));
        // What a program says about itself goes before what a browser carries along.
        Assert.Equal("City token test", await door.Client(cookie: hu.Secret, bearer: token.Secret).GetStringAsync("/who", Ct));
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/staff/sign-in")]
    public async Task Before_a_door_a_member_of_staff_is_a_stranger_so_that_a_form_asked_for_earlier_still_counts(string path)
    {
        await using var door = await Door.Open();
        var client = door.Client(cookie: (await door.Hu()).Secret);
        Assert.Equal("Public", await client.GetStringAsync(path, Ct));
        var posted = await client.PostAsync(path, null, Ct);
        Assert.Equal("Public", await posted.Content.ReadAsStringAsync(Ct));
        Assert.Equal("ProviderManager hu 420704", await client.GetStringAsync("/who", Ct));
    }

    [Fact]
    public async Task A_revoked_token_stops_with_the_next_request()
    {
        await using var door = await Door.Open();
        var token = await door.Token();
        var client = door.Client(bearer: token.Secret);
        Assert.Equal("stations", await client.GetStringAsync("/api/v1/stations", Ct));
        await door.Get<RevokeGrant>().Run(Actor.Clockwork, new(token.Id), Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/stations", Ct)).StatusCode);
    }

    [Theory]
    [InlineData("/provider/wall?x=1", "/staff/sign-in?returnUrl=%2Fprovider%2Fwall%3Fx%3D1")]
    [InlineData("/community", "/staff/sign-in?returnUrl=%2Fcommunity")]
    [InlineData("/wallet", "/sign-in?returnUrl=%2Fwallet")]
    public async Task Who_has_not_signed_in_is_led_to_the_right_door(string page, string to)
    {
        await using var door = await Door.Open();
        var client = door.Client();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var answer = await client.GetAsync(page, Ct);
        Assert.Equal((HttpStatusCode.Redirect, to), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/stations", Ct)).StatusCode);
    }

    [Fact]
    public async Task An_address_that_asks_for_codes_too_often_is_stopped_and_others_are_not()
    {
        await using var door = await Door.Open();
        var client = door.Client();
        var answers = new List<HttpStatusCode>();
        for (var n = 0; n < 5; n++)
        {
            answers.Add((await client.PostAsync("/code", null, Ct)).StatusCode);
        }

        Assert.Equal(3, answers.Count(a => a == HttpStatusCode.OK));
        Assert.Equal(2, answers.Count(a => a == HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/who", Ct)).StatusCode);
    }

    [Theory]
    [InlineData("::ffff:198.51.100.7", "198.51.100.7")]
    [InlineData("198.51.100.7", "198.51.100.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010DB800010002")]
    [InlineData("2001:db8:1:2:ffff::1", "20010DB800010002")]
    public void A_subscriber_is_one_however_many_addresses_he_has(string address, string network) =>
        Assert.Equal(network, Subscriber.Of(IPAddress.Parse(address)));

    [Fact]
    public async Task Signing_out_needs_the_pages_own_form()
    {
        await using var door = await Door.Open();
        var hu = await door.Hu();
        var client = door.Client(cookie: hu.Secret);
        using var form = new FormUrlEncodedContent([new("to", "/")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/sign-out", form, Ct)).StatusCode);
        Assert.Equal("ProviderManager hu 420704", await client.GetStringAsync("/who", Ct));
    }
}
