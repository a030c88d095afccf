using Doorstep.Rules;
using Doorstep.Rules.Stations;
using Doorstep.Simulator.Devices;

namespace Doorstep.Simulator.City;

/// <summary>Where the piles of a drawn city find their server.</summary>
/// <param name="Ocpp">ws://host:port/ocpp</param>
/// <param name="Ykc">host:port</param>
public sealed record CityServers(string Ocpp, string Ykc);

/// <summary>The piles of a drawn city as virtual ones, each over its own protocol; the same seed gives each the same register.</summary>
public static class CityFleet
{
    public static PileFleet Of(CityDraft city, CityServers servers, Pace pace, int seed)
    {
        var random = new Random(seed);
        return new PileFleet(
            [.. city.Sites.SelectMany(site => site.Piles).Select(draft => Member(draft, servers, random))],
            new FleetSetting
            {
                Pace = pace,
                Seed = seed,
                RampPerSecond = 60,
                Rhythm = new LinkRhythm { Heartbeat = TimeSpan.FromSeconds(30), ChargingReport = TimeSpan.FromSeconds(5) },
            });
    }

    private static FleetMember Member(PileDraft draft, CityServers servers, Random random)
    {
        var ykc = draft.Protocol is PileProtocol.Ykc;
        var kind = draft.Kind is PileKind.Dc ? CurrentKind.Dc : CurrentKind.Ac;
        return new FleetMember(
            new PileSpec(ykc || draft.LinkName.Length == 0 ? draft.Id.Value : draft.LinkName, kind, (int)draft.RatedPower.Watts, draft.Connectors.Count)
            {
                GunWatts = (int)draft.Connectors.Max(gun => gun.Watts),
                MeterStartWh = random.Next(10_000, 90_000_000),
                Vendor = draft.Vendor.Length == 0 ? "Doorstep" : draft.Vendor,
                Model = draft.Model.Length == 0 ? "Virtual" : draft.Model,
                EndsWhenFull = kind is CurrentKind.Dc,
            },
            draft.Protocol,
            ykc ? servers.Ykc : servers.Ocpp,
            draft.Secret);
    }
}
