using Doorstep.Plan.Siting.Folder;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Make;

/// <summary>
/// The worked example: 974 real communities of urban Wuhan (population, area, position), candidate sites and standing stations drawn with the sizes of
/// Shenzhen's 1,706 public stations. Vehicles, gates and sites are assumptions, named in the problem's source notes; nothing of it is a survey.
/// </summary>
public static class MakeWuhan
{
    private const double VehiclesPerPerson = 0.03;
    private const double PersonsPerHousehold = 2.6;
    private const int SitesPerCommunity = 3;

    /// <summary>From the communities' table (id, lon, lat, pop, area_m2 in WGS-84) and the stations' table (fast, slow).</summary>
    public static ProblemReading Run(string communitiesFile, string stationsFile, long seed)
    {
        FaultList faults = new();
        var places = Rows(communitiesFile, faults, r => (Id: r.Id(), At: r.Place(p => new GeoPoint(p.Item1, p.Item2, Datum.Wgs84)), People: r.Amount("pop"), Area: r.Amount("area_m2")));
        var sizes = Rows(stationsFile, faults, r => (Fast: r.Count("fast"), Slow: r.Count("slow")));
        return faults.Faults.Count > 0
            ? new(null, faults.Faults, faults.Warnings)
            : new(Draw([.. places.Select(p => new Place(p.Id, p.At!.Value.Longitude, p.At.Value.Latitude, p.People, p.Area))], sizes, new(seed)), [], faults.Warnings);
    }

    private sealed record Place(string Id, double Longitude, double Latitude, double People, double Area);

    private static SitingProblem Draw(List<Place> places, List<(int Fast, int Slow)> sizes, Dice dice)
    {
        double west = places.Min(p => p.Longitude), east = places.Max(p => p.Longitude), south = places.Min(p => p.Latitude), north = places.Max(p => p.Latitude);
        List<Community> communities = [];
        List<Candidate> candidates = [];
        List<ExistingStation> stations = [];
        foreach (var p in places)
        {
            var radius = Math.Sqrt(p.Area / Math.PI);
            var vehicles = (int)(p.People * VehiclesPerPerson);
            var turn = dice.Between(0, Math.PI / 2);
            var gates = Enumerable.Range(0, 4).Select(g => Offset(p.Longitude, p.Latitude, 0.7 * radius, turn + (g * Math.PI / 2))).ToArray();
            var district = $"网格{1 + (int)((p.Longitude - west) / (east - west) * 2.999)}{(char)('A' + (int)((p.Latitude - south) / (north - south) * 2.999))}";
            communities.Add(new($"W{p.Id}", $"武汉社区 {p.Id}", district, gates, vehicles) { Households = (int)(p.People / PersonsPerHousehold), PrivatePiles = (int)(vehicles * dice.Between(0.15, 0.6)) });
            for (var s = 1; s <= SitesPerCommunity; s++)
            {
                var (fast, slow) = sizes[dice.Whole(0, sizes.Count - 1)];
                var bays = Math.Clamp(Math.Max(fast + slow, dice.Whole(6, 24)), 4, 80);
                var offer = new SiteOffer(bays, Math.Round(bays * dice.Between(6, 22)), Math.Round(dice.Between(30_000, 90_000) + (bays * 1_500)))
                {
                    ExtraKva = dice.Next() < 0.5 ? 400 : 0,
                    CostPerExtraKva = 600,
                };
                var inside = s == 1 && dice.Next() < 0.6;
                candidates.Add(new($"W{p.Id}-{s}", $"场所 {p.Id}-{s}", Offset(p.Longitude, p.Latitude, radius * (inside ? dice.Between(0, 0.6) : dice.Between(0.8, 1.6)), dice.Between(0, 2 * Math.PI)), offer)
                {
                    Kind = inside ? "inside-community" : s == 2 ? "public-car-park" : "kerbside",
                    Inside = inside,
                    District = district,
                });
            }

            if (dice.Next() < 0.15)
            {
                var (fast, slow) = sizes[dice.Whole(0, sizes.Count - 1)];
                stations.Add(new($"WE{p.Id}", $"既有站 {p.Id}", Offset(p.Longitude, p.Latitude, radius, dice.Between(0, 2 * Math.PI)),
                    new Dictionary<string, int> { ["DC120"] = Math.Min(fast, 40), ["AC7"] = Math.Min(Math.Max(slow, fast == 0 ? 1 : 0), 60) }));
            }
        }

        return new("武汉 974 社区（示例）", new() { Sources = Notes() }, communities, stations, candidates);
    }

    private static Dictionary<string, SourceNote> Notes() => new(PlanDefaults.Sources)
    {
        ["communities"] = new("974 communities of urban Wuhan: position, population, area (R package GISTools 1.0-2)", ""),
        ["communities.vehicles"] = new("assumption: 0.03 electric vehicles per person, 15–60 % of them with a private pile, drawn by seed", ""),
        ["communities.gates"] = new("assumption: four gates on a circle of 0.7 of the radius of equal area", ""),
        ["candidates"] = new("assumption: three sites per community, bays with the sizes of Shenzhen's 1,706 public stations (ST-EVCDP)", ""),
        ["stations"] = new("assumption: a standing station near 15 % of the communities, with the piles of a Shenzhen station", ""),
    };

    private static GeoPoint Offset(double longitude, double latitude, double metres, double angle) => new(
        Math.Round(longitude + (metres * Math.Cos(angle) / (111_195 * Math.Cos(latitude * Math.PI / 180))), 6), Math.Round(latitude + (metres * Math.Sin(angle) / 111_195), 6), Datum.Wgs84);

    private static List<T> Rows<T>(string path, FaultList faults, Func<FieldRow, T> map)
    {
        var before = faults.Faults.Count;
        List<T> rows = [.. ReadRows.Run("", path, ColumnNames.Usual, faults).Select(map)];
        if (rows.Count == 0 && faults.Faults.Count == before)
        {
            faults.Add(path, 0, "it has no rows; the example needs some.");
        }

        return rows;
    }
}
