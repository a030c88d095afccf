using Doorstep.Rules;
using Doorstep.Rules.Siting;

namespace Doorstep.Simulator.City;

/// <summary>Draws two to four places near a community where a station might be built: outside its gates, on its corners, or inside it.</summary>
internal static class DrawCandidates
{
    private static readonly (SiteKind Kind, string Name, string Owner, int Bays)[] Outside =
    [
        (SiteKind.Kerbside, "路侧停车带", "城管局", 10), (SiteKind.ShopFront, "底商门前", "商铺业主", 8), (SiteKind.SocialCarPark, "社会停车场", "停车公司", 40),
        (SiteKind.CornerLand, "边角空地", "街道办", 14), (SiteKind.PublicBuildingCarPark, "公建停车场", "机关事务局", 30), (SiteKind.ParkAndRide, "P+R停车场", "公交公司", 60), (SiteKind.PetrolStation, "加油站", "石油公司", 6),
    ];

    private static readonly int[] Kva = [80, 125, 160, 200, 250, 315, 400, 630];

    public static IEnumerable<CandidateDraft> Of(DrawnCommunity home, Random random)
    {
        int places = 2 + random.Next(3);
        for (int i = 0; i < places; i++)
        {
            bool inside = i == places - 1 && random.Next(2) == 0;
            var (kind, name, owner, bays) = inside ? (SiteKind.InsideCommunity, "小区内公共车位", "业主委员会", 20) : Outside[random.Next(Outside.Length)];
            yield return new()
            {
                Code = $"S{home.Community.Code}-{i + 1}",
                Name = $"{home.Community.Name}{name}",
                Kind = kind,
                Owner = $"{owner}（演示）",
                LandRight = (LandRight)random.Next(4),
                Division = home.Community.Division,
                At = At(home, i, inside, random),
                Bays = Math.Max(3, bays * (50 + random.Next(100)) / 100),
                FreeKva = Kva[random.Next(Kva.Length)],
                ExtraKva = random.Next(3) * 200,
                ExtraKvaCost = new(60_000 + (random.Next(5) * 10_000)),
                FixedCost = new((30_000L + (random.Next(18) * 10_000)) * 100),
                Inside = inside,
                Feeder = $"F{home.Community.Division}-{1 + random.Next(3)}",
                Source = "场所摸排（演示）",
            };
        }
    }

    /// <summary>The first at a gate, the others along the edges, a dozen metres outside or thirty inside.</summary>
    private static GeoPoint At(DrawnCommunity home, int number, bool inside, Random random)
    {
        var door = number == 0 ? home.Doors[0] : (Edge: (home.Doors[0].Edge + number) % 4, Share: 0.15 + (0.7 * random.NextDouble()));
        var (east, north) = home.Door(door);
        var (right, up) = door.Edge switch { 0 => (0, -1), 1 => (1, 0), 2 => (0, 1), _ => (-1, 0) };
        double outwards = inside ? -30 - random.Next(20) : 10 + random.Next(14);
        return home.Town.Frame.At(east + (right * outwards), north + (up * outwards));
    }
}
