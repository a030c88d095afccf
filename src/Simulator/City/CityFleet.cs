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
        var drafts = city.Sites.SelectMany(site => site.Piles).ToList();
        var options = new FleetOptions { Protocol = PileProtocol.Ocpp16, Count = drafts.Count, Server = servers.Ocpp, Seed = seed, RampPerSecond = 60, Conduct = FleetConduct.Idle };
        return new PileFleet(options, pace, (_, clock, traffic) =>
        {
            var random = new Random(seed);
            return [.. drafts.Select(draft => Make(draft, servers, clock, traffic, random))];
        });
    }

    private static FleetPile Make(PileDraft draft, CityServers servers, Pace pace, LinkTraffic traffic, Random random)
    {
        var ykc = draft.Protocol is PileProtocol.Ykc;
        var kind = draft.Kind is PileKind.Dc ? CurrentKind.Dc : CurrentKind.Ac;
        var name = ykc || draft.LinkName.Length == 0 ? draft.Id.Value : draft.LinkName;
        var pile = new VirtualPile(
            new PileSpec(name, kind, (int)draft.RatedPower.Watts, draft.Connectors.Count)
            {
                MeterStartWh = random.Next(10_000, 90_000_000),
                Vendor = draft.Vendor.Length == 0 ? "Doorstep" : draft.Vendor,
                Model = draft.Model.Length == 0 ? "Virtual" : draft.Model,
                EndsWhenFull = kind is CurrentKind.Dc,
            },
            pace);
        var link = PileLinks.Open(
            draft.Protocol,
            pile,
            new LinkSetting
            {
                Server = ykc ? servers.Ykc : servers.Ocpp,
                Secret = draft.Secret,
                Pace = pace,
                Rhythm = new LinkRhythm { Heartbeat = TimeSpan.FromSeconds(ykc ? 10 : 60), ChargingReport = TimeSpan.FromSeconds(5) },
                Seed = random.Next(),
                Traffic = traffic,
            });
        return new FleetPile(pile, link);
    }
}
