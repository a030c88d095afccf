using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Doorstep.Machine;

namespace Doorstep.House.Tests;

/// <summary>The started program under attack from outside: what is refused is refused in good order, and nothing is lost or given twice.</summary>
public sealed class AttackTests(OpenHouse open) : IClassFixture<OpenHouse>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_refusal_is_a_whole_problem_document_in_the_senders_language()
    {
        await using var house = await House.Serve();
        using var city = await house.City();
        await new Shop(city).Open(Token);
        using (var later = await city.PutAsync("/api/v1/tariffs/LATER", new StringContent(Tariff("2099-01-01", "0.5"), Encoding.UTF8, "application/json"), Token))
        {
            Assert.Equal(HttpStatusCode.OK, later.StatusCode);
        }

        using var nobody = house.Anonymous();
        (HttpClient Who, string Method, string Path, string? Body, string Type, HttpStatusCode Status, string Code, string Chinese, string English)[] asked =
        [
            (nobody, "GET", "staff", null, "", HttpStatusCode.Unauthorized, "people.sign-in-needed", "登录", "sign in"),
            (city, "GET", "me/messages", null, "", HttpStatusCode.Forbidden, "people.not-allowed", "市级", "City"),
            (city, "GET", "coffee", null, "", HttpStatusCode.NotFound, "request.unknown", "/api/v1/coffee", "/api/v1/coffee"),
            (city, "GET", "stations/NOPE", null, "", HttpStatusCode.NotFound, "station.unknown", "NOPE", "NOPE"),
            (city, "DELETE", "organisations/GRIDCO", null, "", HttpStatusCode.MethodNotAllowed, "request.method", "DELETE", "DELETE"),
            (city, "PUT", "organisations/XX", "x=1", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType, "request.content-type", "application/json", "application/json"),
            (city, "PUT", "organisations/XX", "{\"nam", "application/json", HttpStatusCode.BadRequest, "request.unreadable", "第 1 行", "line 1"),
            (city, "PUT", "organisations/XX", "{\"name\":7,\"englishName\":\"x\",\"kind\":\"provider\"}", "application/json", HttpStatusCode.BadRequest, "request.unreadable", "$.name 应为文字", "At $.name, text in quotes"),
            (city, "PUT", "organisations/XX", "{\"name\":\"x\",\"englishName\":\"x\",\"kind\":\"pirate\"}", "application/json", HttpStatusCode.BadRequest, "request.unreadable", "$.kind 应为以下之一：provider", "one of these is expected: provider"),
            (city, "PUT", "organisations/XX", "{\"name\":\"x\",\"englishName\":\"x\",\"kind\":1}", "application/json", HttpStatusCode.BadRequest, "request.unreadable", "$.kind 应为以下之一：provider", "one of these is expected: provider"),
            (city, "PUT", "organisations/XX", "{\"name\":\"x\",\"englishName\":\"x\",\"kind\":\"77\"}", "application/json", HttpStatusCode.BadRequest, "request.unreadable", "$.kind 应为以下之一：provider", "one of these is expected: provider"),
            (city, "PUT", "organisations/XX", "{\"nam\":\"x\"}", "application/json", HttpStatusCode.BadRequest, "request.unreadable", "$.nam", "$.nam"),
            (city, "PUT", "organisations/XX", "{}", "application/json", HttpStatusCode.BadRequest, "request.unreadable", "正文 缺少", "the body lacks"),
            (city, "PUT", "organisations/XX", null, "application/json", HttpStatusCode.BadRequest, "request.unreadable", "JSON", "JSON"),
            (city, "PUT", "stations/EZ1", "{\"provider\":\"GRIDCO\",\"name\":\"x\",\"longitude\":\"east\",\"latitude\":1,\"gridLimitW\":1}", "application/json", HttpStatusCode.BadRequest, "request.unreadable", "$.longitude 应为数字", "a number"),
            (city, "GET", "sessions?take=many", null, "", HttpStatusCode.BadRequest, "request.unreadable", "参数 take 的值“many”不对，应为整数", "a whole number"),
            (city, "GET", "sessions?state=asleep", null, "", HttpStatusCode.BadRequest, "request.unreadable", "以下之一", "one of"),
            (city, "GET", "census/files/gates?format=9", null, "", HttpStatusCode.BadRequest, "request.unreadable", "应为以下之一：csv, xlsx", "one of csv, xlsx"),
            (city, "GET", "census?need=9", null, "", HttpStatusCode.BadRequest, "request.unreadable", "应为以下之一：all", "one of all"),
            (city, "GET", "sessions?pile=a%00b", null, "", HttpStatusCode.BadRequest, "request.unreadable", "pile 里有空字符", "At pile there is the character U+0000"),
            (city, "PUT", "organisations/XX", "{\"name\":\"a\\u0000\",\"englishName\":\"x\",\"kind\":\"provider\"}", "application/json", HttpStatusCode.BadRequest, "request.unreadable", "U+0000", "U+0000"),
            (city, "GET", "providers/NOPE/settlement?from=2026-01-01&until=2026-01-02", null, "", HttpStatusCode.NotFound, "organisation.unknown", "NOPE", "NOPE"),
            (city, "GET", "organisations/NOPE/staff", null, "", HttpStatusCode.NotFound, "organisation.unknown", "NOPE", "NOPE"),
            (city, "GET", "ledger?provider=NOPE", null, "", HttpStatusCode.NotFound, "organisation.unknown", "NOPE", "NOPE"),
            (city, "GET", "providers/GRIDCO/settlement?from=0001-01-01&until=0001-01-01", null, "", HttpStatusCode.UnprocessableEntity, "ledger.period", "2000", "2000"),
            (city, "GET", "providers/GRIDCO/settlement?from=9999-12-31&until=9999-12-31", null, "", HttpStatusCode.UnprocessableEntity, "ledger.period", "2999", "2999"),
            (city, "PUT", "tariffs/FINE", Tariff("2099-01-01", "0.00000001"), "application/json", HttpStatusCode.UnprocessableEntity, "price.too-fine", "小数超过 6 位", "0.00000001 CNY/kWh has more than 6 decimals"),
            (city, "PUT", "tariffs/LATER", Tariff("2099-01-01", "0.5"), "application/json", HttpStatusCode.Conflict, "tariff.version-exists", "2099-01-01", "2099-01-01"),
            (city, "POST", "ceiling-exceptions", "{\"station\":\"EZ9001\",\"ceilingYuanPerKwh\":0.60000001,\"from\":\"9999-12-31\",\"until\":\"9999-12-31\",\"reason\":\"t\"}", "application/json", HttpStatusCode.UnprocessableEntity, "price.too-fine", "6 位", "6 decimals"),
            (city, "POST", "ceiling-exceptions", "{\"station\":\"NOPE\",\"ceilingYuanPerKwh\":0.6,\"from\":\"9999-12-31\",\"until\":\"9999-12-31\",\"reason\":\"t\"}", "application/json", HttpStatusCode.NotFound, "station.unknown", "NOPE", "NOPE"),
            (city, "PUT", "settings/service.ceiling", "{\"value\":\"99\",\"from\":\"2099-01-01\",\"source\":\"t\"}", "application/json", HttpStatusCode.UnprocessableEntity, "setting.value-wrong", "服务费上限", "Service-fee ceiling"),
        ];
        foreach (var a in asked)
        {
            foreach (var (language, words) in new[] { ("zh-CN", a.Chinese), ("en", a.English) })
            {
                using var request = new HttpRequestMessage(new HttpMethod(a.Method), $"/api/v1/{a.Path}") { Content = a.Type.Length == 0 ? null : new StringContent(a.Body ?? "", Encoding.UTF8, a.Type) };
                request.Headers.AcceptLanguage.ParseAdd(language);
                using var answer = await a.Who.SendAsync(request, Token);
                var text = await answer.Content.ReadAsStringAsync(Token);
                var where = $"{a.Method} {a.Path} {a.Body}: {text}";
                Assert.True(answer.StatusCode == a.Status, where);
                Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json" && answer.Content.Headers.ContentLanguage.SequenceEqual([language]), where);
                var problem = JsonDocument.Parse(text).RootElement;
                Assert.True(problem.GetProperty("code").GetString() == a.Code && problem.GetProperty("type").GetString() == $"urn:doorstep:refusal:{a.Code}", where);
                Assert.Equal((int)a.Status, problem.GetProperty("status").GetInt32());
                Assert.True(problem.GetProperty("title").GetString()!.Any(c => c > 0x4E00) == (language == "zh-CN"), where);
                Assert.Contains(words, problem.GetProperty("detail").GetString(), StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
                Assert.DoesNotContain("Doorstep.", text, StringComparison.Ordinal);
                Assert.True(a.Status != HttpStatusCode.Unauthorized || answer.Headers.WwwAuthenticate.Count > 0, where);
                Assert.True(a.Status != HttpStatusCode.MethodNotAllowed || answer.Content.Headers.Allow.Count > 0, where);
            }
        }

        // A program that shows a token and is not known by it is told so, and not taken for the public.
        foreach (var token in new[] { "Bearer nonsense", "Bearer", $"Bearer {new string('x', 5000)}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/stations");
            request.Headers.TryAddWithoutValidation("Authorization", token);
            using var answer = await nobody.SendAsync(request, Token);
            Assert.Equal((HttpStatusCode.Unauthorized, "request.token"), (answer.StatusCode, await Code(answer)));
            Assert.Contains("invalid_token", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }

        // Too often is told with when to come back.
        for (var i = 0; i < 200; i++)
        {
            using var answer = await nobody.PostAsJsonAsync("/api/v1/sign-in", new { phone = $"139000{i:00000}", code = "123456" }, Token);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                Assert.Equal("request.too-many", await Code(answer));
                Assert.NotNull(answer.Headers.RetryAfter);
                break;
            }

            Assert.True(i < 150, "guessing codes over many phones was never slowed down");
        }

        // A stranger's live picture says nothing of the piles' insides.
        await new Shop(city).Pile("42070000000031", "ocpp16", "CP-31", Token);
        using var seen = await nobody.GetAsync("/api/v1/stations/EZ9001/live", Token);
        var pile = JsonDocument.Parse(await seen.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("piles")[0];
        Assert.Equal(JsonValueKind.Null, pile.GetProperty("linkedSince").ValueKind);
    }

    [Fact]
    public async Task Text_that_PostgreSQL_keeps_not_is_refused_at_every_door_before_it_is_asked()
    {
        await using var house = await House.Node(0, await (await TestCity.PostgresServer.Start()).CreateDatabase());
        using var city = await house.City();
        await new Shop(city).Open(Token);
        foreach (var path in new[] { "sessions?station=%00", "audit?subject=a%00b", "files/audit.csv?actor=%00", "residents?search=%00", "ledger?account=%00", "piles/42070000000031/events?%00=1" })
        {
            using var answer = await city.GetAsync($"/api/v1/{path}", Token);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest && await Code(answer) == "request.unreadable", $"{path}: {answer.StatusCode}");
        }

        using var sheet = new StringContent("station,provider,name,longitude,latitude,grid_limit_kw\nEZ7,GRIDCO,a\0b,114.89,30.39,100", Encoding.UTF8, "text/csv");
        using var taken = await city.PostAsync("/api/v1/files/stations?format=csv", sheet, Token);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "import.unreadable"), (taken.StatusCode, await Code(taken)));
        Assert.DoesNotContain("22021", house.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "这个请求看不懂")]
    [InlineData("en", "That request made no sense")]
    public async Task Who_sends_what_cannot_be_taken_reads_a_page_about_it_in_his_language(string language, string title)
    {
        var house = open.House;
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = house.Address };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        await Reads(await http.GetAsync("/?q=%00", Token));
        await Reads(await http.GetAsync("/open/prices?%00=x", Token));

        // A form without its token, one with the token of somebody else, and a good one with a text nobody can keep.
        Dictionary<string, string> form = new(StringComparer.Ordinal) { ["to"] = "/me" };
        await Reads(await http.PostAsync("/sign-in", new FormUrlEncodedContent(form), Token));
        await Reads(await http.PostAsync("/sign-out", new FormUrlEncodedContent(form), Token));
        var page = await http.GetStringAsync("/sign-in", Token);
        form["__RequestVerificationToken"] = System.Text.RegularExpressions.Regex.Match(page, """name="__RequestVerificationToken" value="(?<token>[^"]+)" """.TrimEnd()).Groups["token"].Value;
        using (var stranger = house.Anonymous())
        {
            stranger.DefaultRequestHeaders.Accept.ParseAdd("text/html");
            stranger.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            await Reads(await stranger.PostAsync("/sign-in", new FormUrlEncodedContent(form), Token));
        }

        form["to"] = "/me\0";
        await Reads(await http.PostAsync("/sign-out", new FormUrlEncodedContent(form), Token));
        form["to"] = "/me";
        using var good = await http.PostAsync("/sign-out", new FormUrlEncodedContent(form), Token);
        Assert.Equal(HttpStatusCode.Found, good.StatusCode);

        async Task Reads(HttpResponseMessage answer)
        {
            using (answer)
            {
                var text = await answer.Content.ReadAsStringAsync(Token);
                Assert.True(answer.StatusCode == HttpStatusCode.BadRequest && text.Contains($">{title}</h1>", StringComparison.Ordinal), $"{answer.RequestMessage!.RequestUri}: {(int)answer.StatusCode} {text}");
            }
        }
    }

    [Theory]
    [InlineData("/api/v1/stations")]
    [InlineData("/api/v1/stations/")]
    [InlineData("/api/v1/files/stations.csv")]
    [InlineData("/api/v1/stations/NOPE")]
    [InlineData("/api/v1/coffee")]
    [InlineData("/open/prices")]
    [InlineData("/nowhere")]
    public async Task The_head_of_an_answer_is_that_of_the_whole_answer(string path)
    {
        var house = open.House;
        using var http = house.Anonymous();
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var whole = await http.GetAsync(path, Token);
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var head = await http.SendAsync(request, Token);
        Assert.Equal((whole.StatusCode, whole.Content.Headers.ContentType), (head.StatusCode, head.Content.Headers.ContentType));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task The_head_of_a_stream_that_never_ends_is_answered_and_ends()
    {
        await using var house = await House.Serve();
        using var city = await house.City();
        await new Shop(city).Open(Token);
        using var nobody = house.Anonymous();
        foreach (var path in new[] { "/live/stations/EZ9001", "/api/v1/stations/EZ9001/events" })
        {
            using var whole = await nobody.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Token);
            // A client of HTTP never waits for what follows a head; only the wire shows whether the server has done.
            using var wire = new TcpClient();
            await wire.ConnectAsync(house.Address.Host, house.Address.Port, Token);
            await using var stream = wire.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HEAD {path} HTTP/1.1\r\nHost: {house.Address.Authority}\r\nConnection: close\r\n\r\n"), Token);
            using var reader = new StreamReader(stream);
            var head = await reader.ReadToEndAsync(Token).WaitAsync(Eventually.Patience, Token);
            Assert.StartsWith("HTTP/1.1 200", head, StringComparison.Ordinal);
            Assert.Contains($"Content-Type: {whole.Content.Headers.ContentType}\r\n", head, StringComparison.Ordinal);
            Assert.EndsWith("\r\n\r\n", head, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Racing_starts_and_racing_withdrawals_give_one_charge_and_each_fen_once()
    {
        await using var house = await House.Serve();
        using var city = await house.City();
        var shop = new Shop(city);
        var resident = await shop.Open(Token);
        var secret = await shop.Pile("42070000000032", "ocpp16", "CP-32", Token);
        await using var pile = await PlainPile.Connect(house, "CP-32", secret, Token);
        using var wang = await shop.SignIn(house, Token);

        var starts = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => wang.PostAsJsonAsync("/api/v1/sessions", new { code = "42070000000032" }, Token)));
        var begun = await Task.WhenAll(starts.Where(s => s.IsSuccessStatusCode).Select(async s => JsonDocument.Parse(await s.Content.ReadAsStringAsync(Token)).RootElement.GetRawText()));
        Assert.True(begun.Distinct(StringComparer.Ordinal).Count() == 1, string.Join('\n', begun.Distinct(StringComparer.Ordinal).Take(3)));
        Assert.All(starts.Where(s => !s.IsSuccessStatusCode), s => Assert.Equal(HttpStatusCode.Conflict, s.StatusCode));
        Array.ForEach(starts, s => s.Dispose());
        var wallet = await shop.Get($"residents/{resident}/wallet", Token);
        var free = wallet.GetProperty("freeFen").GetInt64();
        Assert.InRange(free, 0, 9_999);

        // 200 withdrawals of ten yuan each from what is left of a hundred.
        var backs = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => city.PostAsJsonAsync($"/api/v1/residents/{resident}/wallet/withdrawals", new { amountFen = 1000, key = $"race-{i}" }, Token)));
        Assert.Equal(free / 1000, backs.Count(b => b.IsSuccessStatusCode));
        Assert.All(backs.Where(b => !b.IsSuccessStatusCode), b => Assert.InRange((int)b.StatusCode, 400, 499));
        Array.ForEach(backs, b => b.Dispose());
        var after = await shop.Get($"residents/{resident}/wallet", Token);
        Assert.Equal(free % 1000, after.GetProperty("freeFen").GetInt64());
    }

    [Fact]
    public async Task Poisoned_files_are_refused_and_exported_cells_are_no_formulas()
    {
        await using var house = await House.Serve();
        using var city = await house.City();
        var shop = new Shop(city);
        await shop.Open(Token);
        foreach (var (bytes, format) in new[] { (Bomb(300), "xlsx"), (Bomb(0), "xlsx"), (Encoding.UTF8.GetBytes($"station,name\nA,{new string('x', 19 << 20)}"), "csv"), (new byte[22 << 20], "csv"), (new byte[] { 0x50, 0x4B, 3, 4, 0xFF }, "xlsx") })
        {
            using var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new(format == "csv" ? "text/csv" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
            using var answer = await city.PostAsync($"/api/v1/files/stations?format={format}", content, Token);
            Assert.True((int)answer.StatusCode is 413 or 422, $"{format} of {bytes.Length}: {(int)answer.StatusCode}");
            Assert.StartsWith("import.", await Code(answer), StringComparison.Ordinal);
        }

        // Positions of another datum or exchanged ones are seen, not believed.
        using var swapped = new StringContent("station,provider,name,longitude,latitude,grid_limit_kw\nEZ7,GRIDCO,换,30.39,114.89,100", Encoding.UTF8, "text/csv");
        using var wrong = await city.PostAsync("/api/v1/files/stations", swapped, Token);
        Assert.Equal("import.bad-rows", await Code(wrong));
        using var unknown = await city.PostAsync("/api/v1/files/stations?datum=tokyo", new StringContent("x", Encoding.UTF8, "text/csv"), Token);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);

        foreach (var evil in new[] { "=HYPERLINK(\"http://x\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1" })
        {
            await shop.Put("stations/EZ9001", new { provider = "GRIDCO", name = evil, longitude = 114.89, latitude = 30.39, gridLimitW = 400_000 }, Token);
            var line = (await city.GetStringAsync("/api/v1/files/stations.csv", Token)).Split('\n').Single(l => l.Contains("EZ9001", StringComparison.Ordinal));
            Assert.DoesNotContain(",=", line, StringComparison.Ordinal);
            Assert.DoesNotContain($",{evil.TrimStart()}", line, StringComparison.Ordinal);
            Assert.DoesNotContain($",\"{evil[..1]}", line, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/language?to=en&back=//evil.example")]
    [InlineData("/language?to=en&back=/%5Cevil.example")]
    [InlineData("/language?to=en&back=https://evil.example")]
    [InlineData("/language?to=en&back=/a%0d%0aSet-Cookie:%20x=1")]
    [InlineData("/scheme?to=dark&back=/%09/evil.example")]
    [InlineData("/sign-in?returnUrl=https://evil.example")]
    [InlineData("/sign-in?returnUrl=//evil.example")]
    [InlineData("/staff/sign-in?returnUrl=/%5C%5Cevil.example")]
    [InlineData("/api/v1/files/..%2f..%2fdoorstep.db")]
    [InlineData("/api/v1/files/..%5c..%5cdoorstep.json")]
    [InlineData("/islands/..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/_framework/%2e%2e/%2e%2e/appsettings.json")]
    public async Task No_address_leads_out_of_the_house(string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = open.House.Address };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var answer = await http.GetAsync(path, Token);
        var to = answer.Headers.Location?.OriginalString;
        Assert.True(to is null || (to.StartsWith('/') && !to.StartsWith("//", StringComparison.Ordinal) && !to.StartsWith("/\\", StringComparison.Ordinal)), to);
        Assert.DoesNotContain("x=1", string.Join(';', answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []), StringComparison.Ordinal);
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.DoesNotContain("root:x", text, StringComparison.Ordinal);
        Assert.DoesNotContain("SQLite format", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("""(href|action|value|to)="(https?:)?//evil""", text);
    }

    [Fact]
    public async Task A_foreign_form_a_planted_sign_in_and_a_deep_body_do_nothing()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = open.House.Address };

        // Forms of other sites carry no token of ours.
        foreach (var path in new[] { "/sign-in", "/staff/sign-in", "/sign-out" })
        {
            using var form = new FormUrlEncodedContent([new("_handler", "sign-in"), new("phone", "13800000001")]);
            using var answer = await http.PostAsync(path, form, Token);
            Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{path}: {(int)answer.StatusCode}");
        }

        // A cookie somebody planted before the sign-in is not the one afterwards, and opens nothing.
        using var planted = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        planted.Headers.Add("Cookie", "doorstep=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        using var me = await http.SendAsync(planted, Token);
        Assert.Equal("public", JsonDocument.Parse(await me.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("role").GetString());

        using var deep = new StringContent(string.Concat(Enumerable.Repeat("[", 100_000)), Encoding.UTF8, "application/json");
        using var refused = await http.PostAsync("/api/v1/sign-in", deep, Token);
        Assert.Equal((HttpStatusCode.BadRequest, "request.unreadable"), (refused.StatusCode, await Code(refused)));

        using var letters = new ByteArrayContent([.. "{\"phone\":\""u8, 0xC3, 0x28, .. "\",\"code\":\"1\"}"u8]);
        letters.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var broken = await http.PostAsync("/api/v1/sign-in", letters, Token);
        Assert.InRange((int)broken.StatusCode, 400, 422);

        using var large = new ByteArrayContent(new byte[31 << 20]);
        large.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var tooLarge = await http.PostAsync("/api/v1/sign-in", large, Token);
            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "request.too-large"), (tooLarge.StatusCode, await Code(tooLarge)));
        }
        catch (HttpRequestException)
        {
            // The door closed while it was still being pushed in.
        }
    }

    [Fact]
    public async Task A_refusal_on_the_command_line_is_a_sentence_in_the_terminals_language()
    {
        var (code, errors) = await House.Refused("token", new() { ["LANG"] = "zh_CN.UTF-8", ["LC_ALL"] = "" }, "--role", "ProviderManager");
        Assert.Equal(1, code);
        Assert.Contains("该角色必须属于一个机构", errors, StringComparison.Ordinal);
        (code, errors) = await House.Refused("token", new() { ["LC_ALL"] = "C" }, "--role", "ProviderManager");
        Assert.Equal(1, code);
        Assert.Contains("This role needs an organisation", errors, StringComparison.Ordinal);
    }

    /// <summary>A tariff of one price all year, as a program sends it.</summary>
    private static string Tariff(string from, string yuan) =>
        $$"""{"owner":"GRIDCO","name":"t","validFrom":"{{from}}","plans":[{"months":[1,2,3,4,5,6,7,8,9,10,11,12],"rates":[{"period":"flat","electricityYuanPerKwh":{{yuan}},"serviceYuanPerKwh":0.4}],"halfHours":[{{string.Join(',', Enumerable.Repeat(0, 48))}}]}]}""";

    private static async Task<string?> Code(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("code").GetString();

    /// <summary>A workbook of a few hundred kilobytes whose only sheet unpacks to as many megabytes; with 0 a sheet with one huge cell.</summary>
    private static byte[] Bomb(int megabytes)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""");
            Put(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Put(zip, "xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""");
            Put(zip, "xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>""");
            using var sheet = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open());
            sheet.Write("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>station</t></is></c></row>""");
            if (megabytes == 0)
            {
                sheet.Write($"""<row r="2"><c r="A2" t="inlineStr"><is><t>{new string('x', 30 << 20)}</t></is></c></row>""");
            }

            var row = string.Concat(Enumerable.Repeat("""<row><c t="inlineStr"><is><t>aaaaaaaaaaaaaaaa</t></is></c></row>""", 16_000));
            for (var i = 0; i < megabytes; i++)
            {
                sheet.Write(row);
            }

            sheet.Write("</sheetData></worksheet>");
        }

        return bytes.ToArray();
    }

    private static void Put(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>{text}");
    }
}

/// <summary>A house for attacks that leave it as it was.</summary>
public sealed class OpenHouse : IAsyncLifetime
{
    public House House { get; private set; } = null!;

    public async ValueTask InitializeAsync() => House = await House.Serve();

    public ValueTask DisposeAsync() => House?.DisposeAsync() ?? default;
}
