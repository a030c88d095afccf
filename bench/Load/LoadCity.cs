using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Doorstep.Load;

/// <summary>A city to load: made through `/api/v1` alone, sixteen piles to a station, a resident with a full wallet for each card.</summary>
internal sealed class LoadCity : IDisposable
{
    public const string FirstStation = "LOAD0000";

    private const int PilesPerStation = 16;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient http;

    public LoadCity(ServerUnderTest server, string token)
    {
        Server = server;
        http = new HttpClient { BaseAddress = new Uri($"http://{server.Http}/api/v1/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public ServerUnderTest Server { get; }

    public Task<IReadOnlyList<SeededPile>> Ocpp(int count, CancellationToken ct) => Make("ocpp16", count, ct);

    public Task<IReadOnlyList<SeededPile>> Ykc(int count, CancellationToken ct) => Make("ykc", count, ct);

    public void Dispose()
    {
        http.Dispose();
        Server.Dispose();
        Directory.Delete(Server.Data, recursive: true);
    }

    private async Task<IReadOnlyList<SeededPile>> Make(string protocol, int count, CancellationToken ct)
    {
        var today = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await Put("organisations/LOAD", new { name = "负载", englishName = "Load", kind = "provider" }, ct);
        await Put("tariffs/LOAD", new
        {
            owner = "LOAD",
            name = "负载",
            validFrom = today,
            plans = new[] { new { months = Enumerable.Range(1, 12), rates = new[] { new { period = "flat", electricityYuanPerKwh = 0.6m, serviceYuanPerKwh = 0.4m } }, halfHours = Enumerable.Repeat(0, 48) } },
        }, ct);
        var stations = Enumerable.Range(0, (count + PilesPerStation - 1) / PilesPerStation).ToList();
        await Each(stations, async (n, token) =>
        {
            var id = $"LOAD{n:D4}";
            await Put($"stations/{id}", new { provider = "LOAD", name = id, longitude = 114.8 + (n % 40 * 0.004), latitude = 30.3 + (n / 40 * 0.004), gridLimitW = 1_000_000 }, token);
            await Put($"stations/{id}/tariff", new { tariff = "LOAD", from = today }, token);
            await Put($"stations/{id}/state", new { state = "open" }, token);
        }, ct);
        var piles = new SeededPile[count];
        await Each(Enumerable.Range(0, count), async (n, token) =>
        {
            var number = $"42079{n:D9}";
            var ykc = protocol == "ykc";
            var made = await Put($"piles/{number}", new { station = $"LOAD{n / PilesPerStation:D4}", protocol, kind = ykc ? "dc" : "ac", ratedPowerW = ykc ? 60_000 : 7040, linkName = ykc ? "" : $"LOAD-{n}" }, token);
            var card = $"{n + 1:D16}";
            if (count <= 1000)
            {
                var resident = (await Post("residents", new { phone = $"+86139{n:D8}" }, token)).GetProperty("id").GetString();
                await Post($"residents/{resident}/cards", new { uid = card }, token);
                await Post($"residents/{resident}/wallet/top-ups", new { amountFen = 100_000, key = $"load-{n}" }, token);
            }

            piles[n] = new SeededPile(number, ykc ? number : $"LOAD-{n}", made.GetProperty("newSecret").GetString() ?? "", card);
        }, ct);
        return piles;
    }

    private static Task Each(IEnumerable<int> numbers, Func<int, CancellationToken, Task> work, CancellationToken ct) =>
        Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = ct }, async (n, token) => await work(n, token));

    private Task<JsonElement> Put(string path, object body, CancellationToken ct) => Said(http.PutAsJsonAsync(path, body, Json, ct), ct);

    private Task<JsonElement> Post(string path, object body, CancellationToken ct) => Said(http.PostAsJsonAsync(path, body, Json, ct), ct);

    private static async Task<JsonElement> Said(Task<HttpResponseMessage> asked, CancellationToken ct)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync(ct);
        return answer.IsSuccessStatusCode
            ? text.Length == 0 ? default : JsonDocument.Parse(text).RootElement
            : throw new HttpRequestException($"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {(int)answer.StatusCode} {text}");
    }
}
