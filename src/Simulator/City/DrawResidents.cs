using Doorstep.Rules;

namespace Doorstep.Simulator.City;

/// <summary>Draws residents with phones, cars and cards; four in five live in a community, most of those with an agreement.</summary>
internal static class DrawResidents
{
    public static List<ResidentDraft> Of(int seed, IReadOnlyList<DrawnCommunity> communities)
    {
        var random = new Random(seed + 3);
        return [.. Enumerable.Range(1, DrawCity.Residents).Select(number => Resident(number, communities, random))];
    }

    private static ResidentDraft Resident(int number, IReadOnlyList<DrawnCommunity> communities, Random random)
    {
        string? home = random.Next(5) > 0 ? communities[random.Next(communities.Count)].Community.Code : null;
        var (model, kilowattHours) = Words.Cars[random.Next(Words.Cars.Count)];
        return new(
            // A run of numbers, so that nobody mistakes them for people's.
            $"+8619900{number:000000}",
            Words.Surnames[random.Next(Words.Surnames.Count)] + Words.GivenNames[random.Next(Words.GivenNames.Count)],
            home,
            home is not null && random.Next(4) > 0,
            [new($"鄂G{"DF"[random.Next(2)]}{number:00000}", model, new(kilowattHours * 1000L))])
        {
            Cards = random.Next(5) < 2 ? [$"{random.Next(0x10, 0xFF):X2}{number:X6}{random.Next(0x1000000, 0x7FFFFFFF):X8}"] : [],
        };
    }
}
