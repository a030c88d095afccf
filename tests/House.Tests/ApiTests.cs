using System.Net;
using System.Text;
using System.Text.Json;
using Doorstep.Machine;

namespace Doorstep.House.Tests;

/// <summary>A program with a token sets a city up and looks after it, without a page.</summary>
public sealed class ApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tables_bays_settings_staff_and_the_audit_log_are_there_for_programs()
    {
        await using var house = await House.Serve();
        using var city = await house.City();
        var shop = new Shop(city);
        await shop.Open(Token);

        // Stations and piles by file: as they go out they come in again.
        var stations = await Text(city, "files/stations.csv?datum=gcj02");
        Assert.Contains("EZ9001", stations, StringComparison.Ordinal);
        var dry = await Import(city, "files/stations?dryRun=true&datum=gcj02", stations.Replace("EZ9001", "EZ9002", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.OK, 1, false), (dry.Status, dry.Body.GetProperty("new").GetInt32(), dry.Body.GetProperty("written").GetBoolean()));
        var wrong = await Import(city, "files/stations?datum=gcj02", stations.Replace("GRIDCO", "NOBODY", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "import.bad-rows"), (wrong.Status, wrong.Body.GetProperty("code").GetString()));
        Assert.Equal("station.provider-unknown", wrong.Body.GetProperty("report").GetProperty("bad")[0].GetProperty("reasons")[0].GetProperty("code").GetString());
        var real = await Import(city, "files/stations?datum=gcj02", stations.Replace("EZ9001", "EZ9002", StringComparison.Ordinal));
        Assert.True(real.Body.GetProperty("written").GetBoolean());
        Assert.Equal("EZ9002", (await shop.Get("stations/EZ9002", Token)).GetProperty("station").GetProperty("id").GetString());
        Assert.StartsWith("PK", await Text(city, "files/piles.xlsx"), StringComparison.Ordinal);
        Assert.Contains("EVEN", await Text(city, "files/tariffs.csv"), StringComparison.Ordinal);

        // Bays and the connectors that reach them.
        await shop.Pile("42070000000021", "ocpp16", "CP-21", Token);
        await shop.Put("stations/EZ9001/bays", new[] { new { label = "A-1", zone = "resident", connectors = new[] { "42070000000021-1" } } }, Token);
        Assert.Equal("42070000000021-1", (await shop.Get("stations/EZ9001", Token)).GetProperty("bays")[0].GetProperty("connectors")[0].GetString());

        // How a pile names itself on its link is for those who run it: where it has no secret, the name is all it has.
        using var nobody = house.Anonymous();
        Assert.Equal(JsonValueKind.Null, (await new Shop(nobody).Get("piles/42070000000021", Token)).GetProperty("linkName").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await new Shop(nobody).Get("stations/EZ9001", Token)).GetProperty("piles")[0].GetProperty("hasSecret").ValueKind);
        Assert.Equal("CP-21", (await shop.Get("piles/42070000000021", Token)).GetProperty("linkName").GetString());

        // The census under the words its own description lists.
        foreach (var kind in new[] { "communities", "publicStations", "Sites" })
        {
            Assert.NotEmpty(await city.GetStringAsync($"/api/v1/census/files/{kind}?format=csv", Token));
        }

        // Settings with their history, exceptions, staff, communities, ways to pay.
        var today = Shop.Today;
        await shop.Put("settings/service.ceiling", new { value = "0.55", from = today, source = "test" }, Token);
        Assert.Contains((await shop.Get("settings", Token)).EnumerateArray(), s => s.GetProperty("decisions").EnumerateArray().Any(d => d.GetProperty("source").GetString() == "test"));
        await shop.Post("ceiling-exceptions", new { station = "EZ9001", ceilingYuanPerKwh = 0.6m, from = today, until = today, reason = "underground" }, Token);
        Assert.Equal("underground", Assert.Single((await shop.Get($"ceiling-exceptions?from={today}", Token)).EnumerateArray()).GetProperty("reason").GetString());
        await shop.Post("organisations/GRIDCO/staff", new { userName = "hu", displayName = "胡", role = "providerManager" }, Token);
        Assert.Contains((await shop.Get("staff", Token)).EnumerateArray(), s => s.GetProperty("userName").GetString() == "hu");
        Assert.Equal(0, (await shop.Get("communities", Token)).GetArrayLength());
        Assert.Contains("cash-desk", (await shop.Get("payment-sources", Token)).EnumerateArray().Select(s => s.GetString()));
        var until = DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture).AddDays(1);
        Assert.Equal(JsonValueKind.Array, (await shop.Get($"providers/GRIDCO/settlement?from={today}&until={until:yyyy-MM-dd}", Token)).ValueKind);

        // Whatever was done stands in the log, and reading it does too.
        var audit = await Text(city, "files/audit.csv?action=station.");
        Assert.Contains("station.import", audit, StringComparison.Ordinal);
        Assert.Contains("audit.read", await Text(city, "files/audit.csv?action=audit."), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_hears_why_in_a_problem_document()
    {
        await using var house = await House.Serve();
        using var city = await house.City();
        await new Shop(city).Open(Token);
        using var nobody = house.Anonymous();
        foreach (var path in new[] { "files/stations.csv", "files/audit.csv", "me/messages", "staff", "ledger" })
        {
            using var refused = await nobody.GetAsync($"/api/v1/{path}", Token);
            Assert.Equal((path, HttpStatusCode.Unauthorized, "application/problem+json"), (path, refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
        }

        // A token of the city is nobody's phone.
        using var none = await city.GetAsync("/api/v1/me/messages", Token);
        Assert.Equal(HttpStatusCode.Forbidden, none.StatusCode);
        var import = await Import(nobody, "files/stations", "code\nEZ1");
        Assert.Equal((HttpStatusCode.Unauthorized, "people.sign-in-needed"), (import.Status, import.Body.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task What_cannot_be_read_is_answered_with_what_is_wrong_with_it()
    {
        await using var house = await House.Serve();
        using var city = await house.City();
        await Answers(city, "GET", "sessions?state=paid", null, HttpStatusCode.OK, null);
        await Answers(city, "GET", "sessions?state=asleep", null, HttpStatusCode.BadRequest, "asleep");
        await Answers(city, "GET", "sessions?take=many", null, HttpStatusCode.BadRequest, "many");
        await Answers(city, "PUT", "organisations/XX", "{\"nam", HttpStatusCode.BadRequest, "request.unreadable");
        await Answers(city, "PUT", "organisations/XX", "{\"nam\":1}", HttpStatusCode.BadRequest, "nam");
        await Answers(city, "PUT", "organisations/XX", """{"name":"a\u0000","englishName":"b","kind":"provider"}""", HttpStatusCode.BadRequest, "request.unreadable");
        await Answers(city, "DELETE", "organisations/XX", null, HttpStatusCode.MethodNotAllowed, "DELETE");
    }

    private static async Task Answers(HttpClient city, string method, string path, string? body, HttpStatusCode status, string? named)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/{path}") { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await city.SendAsync(request, Token);
        Assert.Equal(status, answer.StatusCode);
        if (named is not null)
        {
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.Contains(named, await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_resident_reads_and_marks_what_he_was_told_in_his_language()
    {
        await using var house = await House.Serve();
        using var city = await house.City();
        var shop = new Shop(city);
        var resident = await shop.Open(Token);
        var secret = await shop.Pile("42070000000022", "ocpp16", "CP-22", Token);
        await using (var pile = await PlainPile.Connect(house, "CP-22", secret, Token))
        {
            using var wang = await shop.SignIn(house, Token);
            var hers = new Shop(wang);
            var session = (await hers.Post("sessions", new { code = "42070000000022" }, Token)).GetProperty("session").GetString()!;
            var transaction = (await pile.Begin(await pile.Started.Task.WaitAsync(Token), 1000, DateTimeOffset.UtcNow, Token)).GetProperty("transactionId").GetInt32();
            await pile.End(transaction, 1500, DateTimeOffset.UtcNow, Token);
            await Eventually.True(async () => (await hers.Get("me/messages", Token)).GetProperty("unread").GetInt32() == 1);

            // On her phone the same: marked as new once, in her language, counted on every page until then.
            using var phone = house.Anonymous();
            phone.DefaultRequestHeaders.Add("Cookie", $"doorstep={wang.DefaultRequestHeaders.Authorization!.Parameter}");
            phone.DefaultRequestHeaders.Accept.ParseAdd("text/html");
            Assert.Contains("data-test=\"unread\"", await phone.GetStringAsync("/", Token), StringComparison.Ordinal);
            var page = await phone.GetStringAsync("/me/messages", Token);
            Assert.Contains("data-test=\"new\"", page, StringComparison.Ordinal);
            Assert.Contains("测试站：充入 0.50", page, StringComparison.Ordinal);
            Assert.DoesNotContain("data-test=\"new\"", await phone.GetStringAsync("/me/messages", Token), StringComparison.Ordinal);
            Assert.DoesNotContain("data-test=\"unread\"", await phone.GetStringAsync("/me", Token), StringComparison.Ordinal);

            wang.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
            var told = (await hers.Get("me/messages", Token)).GetProperty("messages")[0];
            Assert.Equal(("session.billed", session, 500, 70), (told.GetProperty("kind").GetString(), told.GetProperty("session").GetString(), told.GetProperty("energyWh").GetInt32(), told.GetProperty("totalFen").GetInt32()));
            Assert.Contains("0.50 kWh", told.GetProperty("text").GetString(), StringComparison.Ordinal);
            Assert.Equal(0, (await hers.Post("me/messages/read", new { }, Token)).GetProperty("read").GetInt32());
            Assert.Equal(0, (await hers.Get("me/messages", Token)).GetProperty("unread").GetInt32());
        }

        Assert.NotEmpty(resident);
    }

    private static async Task<string> Text(HttpClient client, string path) => await client.GetStringAsync($"/api/v1/{path}", Token);

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Import(HttpClient client, string path, string csv)
    {
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var answer = await client.PostAsync($"/api/v1/{path}", content, Token);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement);
    }
}
