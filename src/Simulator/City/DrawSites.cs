using Doorstep.Rules;
using Doorstep.Rules.Pricing;
using Doorstep.Rules.Stations;

namespace Doorstep.Simulator.City;

/// <summary>Draws the stations: each at a gate of a community, inside it or across the pavement, with its piles, bays and tariff.</summary>
internal static class DrawSites
{
    private const string SecretLetters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    private static readonly string[] Sides = ["南", "东", "北", "西"];

    private static readonly string[] EnglishSides = ["south", "east", "north", "west"];

    public static List<SiteDraft> Of(int seed, IReadOnlyList<DrawnCommunity> communities, IReadOnlyList<ProviderDraft> providers, IReadOnlyList<Tariff> tariffs)
    {
        var random = new Random(seed + 2);
        var sizes = Sizes(random);
        var homes = Shuffled.Of(communities, random);
        var sites = new List<SiteDraft>();
        for (int i = 0; i < DrawCity.Stations; i++)
        {
            var inside = random.NextDouble() < 0.5;
            var provider = i < providers.Count ? providers[i] : providers[random.Next(providers.Count)];
            var protocol = (PileProtocol)(i % 4 == 3 ? 0 : i % 4);
            var bare = Station(i + 1, homes[i], provider, inside, random);
            var piles = Enumerable.Range(1, sizes[i]).Select(n => Pile(bare, n, protocol, fast: random.NextDouble() < (inside ? 0.2 : 0.55), random)).ToList();
            var tariff = tariffs[inside ? random.Next(2) * 2 : random.Next(tariffs.Count)];
            sites.Add(new(bare with { GridLimit = GridLimit(piles) }, piles, Bays(piles, inside), tariff.Code));
        }

        return sites;
    }

    /// <summary>Between 4 and 20 piles each, 600 in all.</summary>
    private static int[] Sizes(Random random)
    {
        int[] sizes = [.. Enumerable.Range(0, DrawCity.Stations).Select(_ => random.Next(4, 17))];
        for (int missing = DrawCity.Piles - sizes.Sum(); missing != 0;)
        {
            int at = random.Next(sizes.Length);
            int step = Math.Sign(missing);
            if (sizes[at] + step is >= 4 and <= 20)
            {
                sizes[at] += step;
                missing -= step;
            }
        }

        return sizes;
    }

    private static StationDraft Station(int number, DrawnCommunity home, ProviderDraft provider, bool inside, Random random)
    {
        var door = home.Doors[0];
        var (east, north) = home.Door(door);
        double outwards = inside ? -(20 + random.Next(30)) : 8 + random.Next(12);
        var (right, up) = door.Edge switch { 0 => (0, -1), 1 => (1, 0), 2 => (0, 1), _ => (-1, 0) };
        var name = $"{home.Community.Name}{Sides[door.Edge]}门充电站";
        bool day = !inside && random.Next(6) == 0;
        return new()
        {
            Id = new($"EZ{number:0000}"),
            Provider = provider.Id,
            Name = name,
            EnglishName = $"{home.Community.EnglishName}, {EnglishSides[door.Edge]} gate",
            Address = $"{home.Community.Name}{Sides[door.Edge]}门{(inside ? "内" : "外")}",
            Directions = inside ? "进门后沿行车道 30 米，靠右停车区" : "门外路侧停车带",
            At = home.Town.Frame.At(east + (right * outwards), north + (up * outwards)),
            Division = home.Community.Division,
            GridLimit = new(1),
            OpensAt = day ? new TimeOnly(6, 0) : null,
            ClosesAt = day ? new TimeOnly(23, 0) : null,
            ToPublic = !inside || random.Next(3) > 0,
            Sheltered = random.Next(3) == 0,
            Phone = null,
        };
    }

    private static PileDraft Pile(StationDraft station, int number, PileProtocol protocol, bool fast, Random random)
    {
        var id = new PileId($"{station.Division![..6]}{station.Id.Value[2..]}{number:0000}");
        bool twin = fast && random.Next(2) == 0;
        long watts = !fast ? 7_000 : twin ? 120_000 : 60_000;
        return new()
        {
            Id = id,
            Station = station.Id,
            LinkName = protocol is PileProtocol.Ykc ? "" : $"{station.Id}-{number:00}",
            Protocol = protocol,
            Kind = fast ? PileKind.Dc : PileKind.Ac,
            RatedPower = new(watts),
            Connectors = twin ? [new(60_000), new(60_000)] : [new(watts)],
            Label = $"{number:00}号桩",
            Vendor = "演示",
            Model = fast ? $"DC-{watts / 1000}" : "AC-7",
            Secret = protocol is PileProtocol.Ykc ? null : new string(random.GetItems<char>(SecretLetters, 20)),
        };
    }

    /// <summary>The next transformer size above seven tenths of what the piles could draw together: stations share.</summary>
    private static Power GridLimit(IReadOnlyList<PileDraft> piles)
    {
        long[] sizes = [30_000, 50_000, 80_000, 100_000, 125_000, 160_000, 200_000, 250_000, 315_000, 400_000, 500_000, 630_000, 800_000, 1_000_000, 1_250_000, 1_600_000, 2_000_000];
        long wanted = piles.Sum(pile => pile.RatedPower.Watts) * 7 / 10;
        return new(sizes.First(size => size >= wanted));
    }

    private static List<BayDraft> Bays(IReadOnlyList<PileDraft> piles, bool inside)
    {
        var guns = piles.SelectMany(pile => Enumerable.Range(1, pile.Connectors.Count).Select(gun => new ConnectorId(pile.Id, gun))).ToList();
        return [.. guns.Select((gun, i) => (gun, resident: inside ? i % 5 < 3 : i % 5 < 1, label: $"{(char)('A' + (i / 50))}{(i % 50) + 1:00}"))
            .Select(bay => new BayDraft(bay.label, bay.resident ? BayZone.Resident : BayZone.Public, HasLock: bay.resident, HasCamera: !bay.resident, [bay.gun]))];
    }
}
