using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Doorstep.Rules;
using Doorstep.Simulator.Devices;

namespace Doorstep.Simulator.People;

/// <summary>
/// The residents of a drawn city: they look for a station by the API, plug a car into a virtual pile, start with their phone or their card, and leave.
/// They know nothing of the server but its address; the city's clerk reads the local outbox to them, because no phone rings here.
/// </summary>
/// <param name="clerk">A client with a token of the city: reads one-time codes and takes cash.</param>
public sealed partial class ResidentCrowd(CityDraft city, PileFleet fleet, HttpClient clerk, Pace pace, int seed) : IDisposable
{
    private const double VisitsPerDay = 1.2;

    private const double ByCard = 0.6;

    private const double AmbientCelsius = 18;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>So slowly do phones ask for codes that a visitor's own is never turned away.</summary>
    private static readonly TimeSpan BetweenSignIns = TimeSpan.FromSeconds(4);

    private readonly SemaphoreSlim door = new(1, 1);

    private readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web);

    /// <summary>What went wrong last, for the log of the demonstration.</summary>
    public string? LastTrouble { get; private set; }

    public long Visits { get; private set; }

    /// <summary>Lives until cancelled; the first cars come within the first minutes so that a visitor finds a living city.</summary>
    public async Task Run(CancellationToken ct)
    {
        var communities = city.Communities.ToDictionary(c => c.Code, StringComparer.Ordinal);
        var random = new Random(seed);
        var lives = city.Residents.Where(r => r.Community is not null && r.Vehicles.Count > 0)
            .Select((resident, i) => Live(new Neighbour(resident, communities[resident.Community!].Centre, new Random(random.Next()), new Arrivals(random.Next(), VisitsPerDay, China)), i, ct))
            .ToList();
        await Task.WhenAll(lives);
    }

    public void Dispose() => door.Dispose();

    [GeneratedRegex(@"\d{6}", RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    private async Task Live(Neighbour neighbour, int number, CancellationToken ct)
    {
        try
        {
            if (number % 5 == 0)
            {
                await Task.Delay(TimeSpan.FromSeconds(5 + number), pace.Real, ct);
                await Visit(neighbour, neighbour.Arrivals.Next(pace.GetUtcNow(), VisitKind.Slow), ct);
            }

            while (!ct.IsCancellationRequested)
            {
                var visit = neighbour.Arrivals.Next(pace.GetUtcNow(), VisitKind.Slow);
                await Task.Delay(visit.At - pace.GetUtcNow(), pace, ct);
                await Visit(neighbour, visit, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // the demonstration ends
        }
    }

    private async Task Visit(Neighbour neighbour, Visit visit, CancellationToken ct)
    {
        try
        {
            if (await FindFree(neighbour, ct) is not { } place || fleet.Find(place.LinkName) is not { } pile || !pile.Pile.PlugIn(place.Connector, visit.Arrive(AmbientCelsius)))
            {
                return;
            }

            Visits++;
            try
            {
                var card = neighbour.Resident.Cards.Count > 0 && neighbour.Random.NextDouble() < ByCard ? neighbour.Resident.Cards[0] : null;
                if (card is not null)
                {
                    pile.Pile.Present(place.Connector, new Credential(CredentialKind.Card, card));
                }
                else
                {
                    await StartByPhone(neighbour, place, ct);
                }

                await Task.Delay(visit.Stay, pace, ct);
                pile.Pile.Stop(place.Connector, StopCause.Local);
                await Task.Delay(TimeSpan.FromMinutes(1), pace, ct);
            }
            finally
            {
                pile.Pile.PlugOut(place.Connector);
            }
        }
        catch (Exception trouble) when (trouble is HttpRequestException or JsonException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            LastTrouble = $"{neighbour.Resident.Phone}: {trouble.Message}";
        }
    }

    private async Task<Place?> FindFree(Neighbour neighbour, CancellationToken ct)
    {
        var found = await clerk.GetFromJsonAsync<List<Found>>(
            FormattableString.Invariant($"/api/v1/stations/nearby?longitude={neighbour.Home.Longitude}&latitude={neighbour.Home.Latitude}&radiusMetres=3000&most=8&onlyFree=true&onlyOpenNow=true"), json, ct) ?? [];
        if (found.Count == 0)
        {
            return null;
        }

        // Most take the nearest, some the one they like.
        var station = found[Math.Min(found.Count - 1, (int)(-Math.Log(1 - neighbour.Random.NextDouble()) * 1.5))].Station.Id;
        var sheet = await clerk.GetFromJsonAsync<Sheet>($"/api/v1/stations/{station}", json, ct);
        var live = await clerk.GetFromJsonAsync<LiveStation>($"/api/v1/stations/{station}/live", json, ct);
        var free = (from pile in live?.Piles ?? [] from connector in pile.Connectors where connector.State == "free" select (pile.Number, Connector: connector.Number)).ToList();
        if (free.Count == 0)
        {
            return null;
        }

        var (number, chosen) = free[neighbour.Random.Next(free.Count)];
        var linkName = sheet!.Piles.First(p => p.Number == number);
        return new Place(number, chosen, linkName.Protocol == "ykc" ? number : linkName.LinkName);
    }

    private async Task StartByPhone(Neighbour neighbour, Place place, CancellationToken ct)
    {
        var phone = neighbour.Phone ??= await SignIn(neighbour.Resident.Phone, ct);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var answer = await phone.PostAsJsonAsync("/api/v1/sessions", new { code = place.Number, connector = place.Connector }, json, ct);
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            var problem = await answer.Content.ReadFromJsonAsync<Problem>(json, ct);
            if (problem?.Code is not ("wallet.short" or "wallet.debt") || attempt > 0)
            {
                LastTrouble = $"{neighbour.Resident.Phone} at {place.Number}: {problem?.Code} {problem?.Title}";
                return;
            }

            var me = await phone.GetFromJsonAsync<Me>("/api/v1/me", json, ct);
            using var paid = await clerk.PostAsJsonAsync($"/api/v1/residents/{me!.Id}/wallet/top-ups", new { amountFen = 20_000, key = $"crowd-{me.Id}-{pace.GetUtcNow().UtcTicks}" }, json, ct);
            paid.EnsureSuccessStatusCode();
        }
    }

    private async Task<HttpClient> SignIn(string number, CancellationToken ct)
    {
        await door.WaitAsync(ct);
        try
        {
            await Task.Delay(BetweenSignIns, pace.Real, ct);
            var phone = new HttpClient { BaseAddress = clerk.BaseAddress };
            using (var asked = await phone.PostAsJsonAsync("/api/v1/sign-in/codes", new { phone = number }, json, ct))
            {
                asked.EnsureSuccessStatusCode();
            }

            for (var look = 0; look < 20; look++)
            {
                var messages = await clerk.GetFromJsonAsync<List<Message>>($"/api/v1/messages?phone={Uri.EscapeDataString(number)}&take=1", json, ct) ?? [];
                if (messages is [{ } message])
                {
                    using var answer = await phone.PostAsJsonAsync("/api/v1/sign-in", new { phone = number, code = Code().Match(message.Text).Value, device = "demonstration phone" }, json, ct);
                    answer.EnsureSuccessStatusCode();
                    var grant = await answer.Content.ReadFromJsonAsync<Grant>(json, ct);
                    phone.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", grant!.Token);
                    return phone;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(250), pace.Real, ct);
            }

            throw new HttpRequestException($"no code came for {number}", null, HttpStatusCode.NotFound);
        }
        finally
        {
            door.Release();
        }
    }

    private sealed class Neighbour(ResidentDraft resident, GeoPoint home, Random random, Arrivals arrivals)
    {
        public ResidentDraft Resident => resident;

        public GeoPoint Home => home;

        public Random Random => random;

        public Arrivals Arrivals => arrivals;

        public HttpClient? Phone { get; set; }
    }

    private sealed record Place(string Number, int Connector, string LinkName);

    private sealed record StationName(string Id);

    private sealed record Found(StationName Station);

    private sealed record PileName(string Number, string LinkName, string Protocol);

    private sealed record Sheet(IReadOnlyList<PileName> Piles);

    private sealed record LiveConnector(int Number, string State);

    private sealed record LivePile(string Number, IReadOnlyList<LiveConnector> Connectors);

    private sealed record LiveStation(IReadOnlyList<LivePile> Piles);

    private sealed record Problem(string? Code, string? Title);

    private sealed record Me(string Id);

    private sealed record Message(string Text);

    private sealed record Grant(string Token);
}
