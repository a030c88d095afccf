using Doorstep.Rules;
using Doorstep.Rules.Siting;

namespace Doorstep.Simulator.City;

/// <summary>What a city's offices would know: surveys, stations of others, places where one might build, and the feeders these hang on.</summary>
internal sealed record DrawnCensus(
    IReadOnlyList<PastSurvey> Surveys, IReadOnlyList<PublicStationDraft> PublicStations, IReadOnlyList<CandidateDraft> Candidates, IReadOnlyList<FeederDraft> Feeders);

/// <summary>Draws the census of the drawn communities. Older estates have fewer cars and fewer private piles, newer ones more of both.</summary>
internal static class DrawCensus
{
    private const int OthersStations = 25;

    private static readonly DateOnly Founding = new(2026, 1, 1);

    private static readonly string[] Sources = ["物业台账", "入户登记", "居委会走访", "车辆登记抽样"];

    private static readonly string[] Operators = ["城投充电", "国网充电", "车电网", "社区车棚"];

    public static DrawnCensus Of(int seed, IReadOnlyList<DrawnCommunity> communities)
    {
        var random = new Random(seed + 4);
        var surveys = communities.SelectMany((c, i) => Surveys(c.Community, i, random)).ToList();
        var others = Shuffled.Of(communities, random).Take(OthersStations).Select((c, i) => Station(c, i + 1, random)).ToList();
        var feeders = communities.Select(c => c.Community.Division).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .SelectMany(street => Enumerable.Range(1, 3).Select(n => new FeederDraft($"F{street}-{n}", $"10kV {street[^3..]}-{n:00} 线", street, 1_500 + (random.Next(6) * 250), "供电公司年度负荷报告（演示）")))
            .ToList();
        var sites = communities.SelectMany(c => DrawCandidates.Of(c, random)).ToList();
        return new(surveys, others, sites, feeders);
    }

    private static IEnumerable<PastSurvey> Surveys(CommunityDraft c, int number, Random random)
    {
        double age = random.NextDouble();
        int vehicles = (int)(c.Households * (0.05 + (0.15 * age)));
        double share = Math.Clamp(0.05 + (0.5 * age) + (random.NextDouble() * 0.25), 0, 0.9);
        int parking = (int)(c.Households * (0.35 + (0.7 * age)));
        string source = Sources[random.Next(Sources.Length)];
        var now = new SurveyDraft(Founding, source, c.Households, parking, vehicles, (int)(vehicles * share));
        var before = now with { Vehicles = (int)(vehicles * 0.7), PrivatePiles = (int)(vehicles * 0.7 * share * 0.8) };
        if (number % 25 == 7)
        {
            // Not surveyed yet.
            yield break;
        }

        yield return new(c.Code, 390 + random.Next(60), SurveyState.Confirmed, before);
        switch (number % 25)
        {
            case 3:
                yield return new(c.Code, 4 + random.Next(5), SurveyState.Submitted, now);
                break;
            case 14:
                yield return new(c.Code, 12 + random.Next(5), SurveyState.Returned, now with { PrivatePiles = now.Vehicles });
                break;
            default:
                yield return new(c.Code, 20 + random.Next(60), SurveyState.Confirmed, now);
                break;
        }
    }

    private static PublicStationDraft Station(DrawnCommunity home, int number, Random random)
    {
        var door = home.Doors[^1];
        var (east, north) = home.Door(door);
        var (right, up) = door.Edge switch { 0 => (0, -1), 1 => (1, 0), 2 => (0, 1), _ => (-1, 0) };
        double outwards = 25 + random.Next(20);
        int fast = random.Next(5);
        return new()
        {
            Code = $"PUB{number:000}",
            Name = $"{home.Community.Name}旁公共充电点",
            Operator = Operators[random.Next(Operators.Length)],
            Division = home.Community.Division,
            At = home.Town.Frame.At(east + (right * outwards), north + (up * outwards)),
            FastPiles = fast,
            SlowPiles = fast == 0 ? 2 + random.Next(6) : random.Next(7),
            FastPower = new(random.Next(2) == 0 ? 60_000 : 120_000),
            Source = "市充电设施普查（演示）",
        };
    }
}
