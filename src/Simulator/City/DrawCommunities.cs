using Doorstep.Rules;

namespace Doorstep.Simulator.City;

/// <summary>A community with what the drawing of stations needs: its frame, its rectangle in it, and parks drawn beside it.</summary>
internal sealed record DrawnCommunity(CommunityDraft Community, Town Town, IReadOnlyList<(double East, double North)> Corners, IReadOnlyList<MapFeatureDraft> Greens)
{
    /// <summary>Gates as corner number and share of the edge that begins there.</summary>
    public required IReadOnlyList<(int Edge, double Share)> Doors { get; init; }

    public (double East, double North) Door((int Edge, double Share) door) => Between(Corners[door.Edge], Corners[(door.Edge + 1) % 4], door.Share);

    private static (double East, double North) Between((double East, double North) a, (double East, double North) b, double share) =>
        (a.East + ((b.East - a.East) * share), a.North + ((b.North - a.North) * share));
}

/// <summary>Draws communities into the quarters of the towns' blocks, away from water.</summary>
internal static class DrawCommunities
{
    private const double Share = 0.33;
    private const double GreenShare = 0.05;
    private const double StreetMargin = 30;
    private const double WaterMargin = 60;

    public static List<DrawnCommunity> Of(int seed)
    {
        var random = new Random(seed + 1);
        var names = new Queue<(string Chinese, string English)>(Shuffled.Of(
            Words.First.SelectMany(first => Words.Homes.Select(home => (first.Chinese + home.Chinese, $"{first.English} {home.English}"))),
            random));
        var inDivision = new Dictionary<string, int>(StringComparer.Ordinal);
        var communities = new List<DrawnCommunity>();
        foreach (var (town, column, row, quarter) in Quarters())
        {
            double chance = random.NextDouble();
            var corners = Corners(town, column, row, quarter, random);
            if (chance > Share || !corners.All(c => Ground.IsLand(town.Frame.At(c.East, c.North), WaterMargin)))
            {
                continue;
            }

            string division = town.DivisionOf(column);
            int number = inDivision[division] = inDivision.GetValueOrDefault(division) + 1;
            communities.Add(Drawn(town, corners, $"{division}9{number:00}", names.Dequeue(), chance < GreenShare, random));
        }

        return communities;
    }

    private static IEnumerable<(Town Town, int Column, int Row, int Quarter)> Quarters() =>
        from town in Town.All
        from column in Enumerable.Range(0, town.Columns)
        from row in Enumerable.Range(0, town.Rows)
        from quarter in Enumerable.Range(0, 4)
        select (town, column, row, quarter);

    private static DrawnCommunity Drawn(Town town, (double East, double North)[] corners, string code, (string Chinese, string English) name, bool park, Random random)
    {
        var doors = Shuffled.Of(Enumerable.Range(0, 4), random).Take(1 + random.Next(3)).Select(edge => (edge, 0.25 + (random.NextDouble() / 2))).ToList();
        var ring = corners.Append(corners[0]).Select(c => town.Frame.At(c.East, c.North)).ToList();
        var drawn = new DrawnCommunity(
            new()
            {
                Code = code,
                Name = name.Chinese,
                EnglishName = name.English,
                Division = code[..9],
                Centre = town.Frame.At(corners.Average(c => c.East), corners.Average(c => c.North)),
                Boundary = ring,
                Gates = [],
                Households = 200 + (random.Next(45) * 40),
            },
            town,
            corners,
            park ? [Park(town, corners, name.Chinese)] : [])
        {
            Doors = doors,
        };
        return drawn with { Community = drawn.Community with { Gates = [.. doors.Select(drawn.Door).Select(door => town.Frame.At(door.East, door.North))] } };
    }

    private static (double East, double North)[] Corners(Town town, int column, int row, int quarter, Random random)
    {
        var (west, east) = Half(town.East(column), town.East(column + 1), quarter % 2);
        var (south, north) = Half(town.North(row), town.North(row + 1), quarter / 2);
        return [(west + Inset(), south + Inset()), (east - Inset(), south + Inset()), (east - Inset(), north - Inset()), (west + Inset(), north - Inset())];

        double Inset() => StreetMargin + random.Next(25);
    }

    private static (double From, double To) Half(double from, double to, int half)
    {
        double middle = (from + to) / 2;
        return half == 0 ? (from, middle) : (middle, to);
    }

    /// <summary>A small park in the middle of the community.</summary>
    private static MapFeatureDraft Park(Town town, (double East, double North)[] corners, string name)
    {
        var (east, north) = (corners.Average(c => c.East), corners.Average(c => c.North));
        var ring = Enumerable.Range(0, 13).Select(i => i % 12 * Math.PI / 6).Select(angle => town.Frame.At(east + (60 * Math.Cos(angle)), north + (45 * Math.Sin(angle))));
        return new("green", $"{name}游园", [.. ring], Area: true);
    }
}
