using System.Net.Http.Headers;
using Doorstep.Host.Server;
using Doorstep.Rules;
using Doorstep.Simulator;
using Doorstep.Simulator.City;
using Doorstep.Simulator.People;

namespace Doorstep.Host.Demonstration;

/// <summary>The simulated piles and residents of the demonstration, outside the server in all but the process: they meet it only through its sockets.</summary>
internal sealed class LivingCity(CityDraft city, Listeners listeners, Pace pace, DemonstrationBook book)
{
    public async Task Run(CancellationToken ct)
    {
        using var clerk = new HttpClient { BaseAddress = listeners.Front };
        clerk.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", book.ClerkToken);
        var ocpp = new UriBuilder(listeners.Front) { Scheme = listeners.Front.Scheme == "https" ? "wss" : "ws", Path = "/ocpp" }.Uri.ToString();
        var fleet = CityFleet.Of(city, new CityServers(ocpp, $"127.0.0.1:{listeners.YkcPort}"), pace, book.Seed);
        fleet.AtBeat = new CarsOnCall(fleet.Piles).Until;
        using var crowd = new ResidentCrowd(city with { Residents = [.. city.Residents.Where(r => r != FurnishCity.Guest(city))] }, fleet, clerk, pace, book.Seed);
        await Task.WhenAll(fleet.Run(ct), crowd.Run(ct));
    }
}
