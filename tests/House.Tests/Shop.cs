using System.Net.Http.Json;
using System.Text.Json;
using Doorstep.Machine;

namespace Doorstep.House.Tests;

/// <summary>Sets up a small city through `/api/v1` alone, as an outside program would.</summary>
public sealed class Shop(HttpClient city)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>One provider, one open station with an even tariff (1.00 electricity + 0.40 service), one resident with a card and 100 yuan.</summary>
    public async Task<string> Open(CancellationToken ct)
    {
        await Put("organisations/GRIDCO", new { name = "电网快充", englishName = "Grid Fast", kind = "provider" }, ct);
        var rate = new { period = "flat", electricityYuanPerKwh = 1.00m, serviceYuanPerKwh = 0.40m };
        await Put("tariffs/EVEN", new
        {
            owner = "GRIDCO",
            name = "平价",
            validFrom = Today,
            plans = new[] { new { months = Enumerable.Range(1, 12), rates = new[] { rate }, halfHours = Enumerable.Repeat(0, 48) } },
        }, ct);
        await Put("stations/EZ9001", new { provider = "GRIDCO", name = "测试站", longitude = 114.89, latitude = 30.39, gridLimitW = 400_000 }, ct);
        await Put("stations/EZ9001/tariff", new { tariff = "EVEN", from = Today }, ct);
        await Put("stations/EZ9001/state", new { state = "open" }, ct);
        var resident = await Post("residents", new { phone = $"+86{Phone}", displayName = "王小明" }, ct);
        var id = resident.GetProperty("id").GetString()!;
        await Post($"residents/{id}/cards", new { uid = Card }, ct);
        await Post($"residents/{id}/wallet/top-ups", new { amountFen = 10_000, key = "first" }, ct);
        return id;
    }

    public const string Card = "0000000000000001";

    /// <summary>The resident's.</summary>
    public const string Phone = "13800000001";

    /// <summary>A pile with a secret; answers it.</summary>
    public async Task<string> Pile(string number, string protocol, string linkName, CancellationToken ct)
    {
        var made = await Put($"piles/{number}", new { station = "EZ9001", protocol, kind = "ac", ratedPowerW = 7040, linkName }, ct);
        return made.GetProperty("newSecret").GetString() ?? "";
    }

    /// <summary>Signs the resident in as his phone would; the code is read where administrators read it.</summary>
    public async Task<HttpClient> SignIn(House house, CancellationToken ct)
    {
        var client = house.Anonymous();
        var stranger = new Shop(client);
        await stranger.Post("sign-in/codes", new { phone = Phone }, ct);
        JsonElement messages = default;
        await Eventually.True(async () => (messages = await Get("messages", ct)).GetArrayLength() > 0);
        var code = string.Concat(messages[0].GetProperty("text").GetString()!.Where(char.IsAsciiDigit).Take(6));
        var token = await stranger.Post("sign-in", new { phone = Phone, code }, ct);
        client.DefaultRequestHeaders.Authorization = new("Bearer", token.GetProperty("token").GetString());
        return client;
    }

    public async Task<JsonElement> Get(string path, CancellationToken ct) => await city.GetFromJsonAsync<JsonElement>($"/api/v1/{path}", Json, ct);

    public Task<JsonElement> Put(string path, object body, CancellationToken ct) => Said(city.PutAsJsonAsync($"/api/v1/{path}", body, Json, ct), ct);

    public Task<JsonElement> Post(string path, object body, CancellationToken ct) => Said(city.PostAsJsonAsync($"/api/v1/{path}", body, Json, ct), ct);

    /// <summary>The problem document of something that must not go through.</summary>
    public async Task<JsonElement> Refused(string path, object body, CancellationToken ct)
    {
        using var answer = await city.PostAsJsonAsync($"/api/v1/{path}", body, Json, ct);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Json, ct);
    }

    public static string Today => DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<JsonElement> Said(Task<HttpResponseMessage> asked, CancellationToken ct)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync(ct);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
