using Doorstep.Rules;

namespace Doorstep.Simulator.City;

/// <summary>
/// Draws the demonstration city: real divisions, everything else invented; the same seed draws the same city.
/// About 150 communities with two surveys each and 400 candidate sites, 60 stations with 600 piles, 25 stations of others, 20 providers, 300 residents.
/// </summary>
public static class DrawCity
{
    public const int Stations = 60;
    public const int Piles = 600;
    public const int Residents = 300;

    private static readonly decimal[] ServiceFees = [0.45m, 0.60m];

    public static CityDraft Of(int seed)
    {
        var streets = DrawStreets.Of(seed);
        var communities = DrawCommunities.Of(seed);
        var providers = Words.Providers.Select((words, i) => new ProviderDraft(new($"DEMO-P{i + 1:00}"), $"{words.Chinese}（演示）", $"{words.English} (demo)", null)).ToList();
        var census = DrawCensus.Of(seed, communities);
        var tariffs = ServiceFees.SelectMany(HubeiTables.WithService).ToList();
        return new()
        {
            Demonstration = true,
            Divisions = CityDivisions.Read(),
            Office = new(new("CITY"), "鄂州市发改委（演示）", "Ezhou Development Commission (demo)", null),
            Providers = providers,
            Communities = [.. communities.Select(c => c.Community)],
            Features = [.. Ground.Water(), .. streets, .. communities.SelectMany(c => c.Greens)],
            Tariffs = tariffs,
            Sites = DrawSites.Of(seed, communities, providers, tariffs),
            Residents = DrawResidents.Of(seed, communities),
            Surveys = census.Surveys,
            PublicStations = census.PublicStations,
            Candidates = census.Candidates,
            Feeders = census.Feeders,
        };
    }
}
