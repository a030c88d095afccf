using Doorstep.Rules;
using Doorstep.Rules.Stations;

namespace Doorstep.App.Stations;

/// <summary>Where somebody looks for stations, and for what.</summary>
public sealed record StationSearch
{
    /// <summary>A position in any datum; or else <see cref="Community"/>.</summary>
    public GeoPoint? At { get; init; }

    /// <summary>A community's code: distances are from its nearest gate.</summary>
    public string? Community { get; init; }

    /// <summary>Straight line, up to 50 km.</summary>
    public Metres Radius { get; init; } = new(3_000);

    /// <summary>1…200.</summary>
    public int Most { get; init; } = 30;

    public bool OnlyFast { get; init; }

    public bool OnlySlow { get; init; }

    public bool OnlyFree { get; init; }

    public bool OnlyOpenNow { get; init; }

    public bool OnlySheltered { get; init; }
}

/// <summary>A station near somebody.</summary>
/// <param name="Status">Connectors counted; null while nothing is known.</param>
public sealed record FoundStation(StationEntry Station, Metres Straight, Walk Walk, StationSummary? Status, bool OpenNow);

/// <summary>What a station lacks that somebody asked for.</summary>
public enum StationLack
{
    Fast,
    Slow,
    Sheltered,
    OpenNow,
    Free,
}

/// <summary>Finds stations near a position or a community's gates, nearest first, from memory.</summary>
public sealed class FindStations(StationDirectory stations, PileDirectory piles, CityMap map, IStationStatus status, CitySettings settings, CityClock clock)
{
    public async ValueTask<Decision<IReadOnlyList<FoundStation>>> Run(StationSearch search, CancellationToken ct)
    {
        var origins = await Origins(search, ct);
        if (!origins.Granted)
        {
            return origins.Refusal;
        }

        var now = clock.GetUtcNow();
        double detour = (double)settings.Of(CitySetting.WalkDetour, LocalClock.Day(now));
        var radius = new Metres(Math.Clamp(search.Radius.Value, 1, 50_000));
        int most = Math.Clamp(search.Most, 1, 200);
        if (search.OnlyFree)
        {
            // Who asks for free ones asks of stations that somebody must have looked at.
            await status.Know(origins.Value.SelectMany(origin => stations.Nearby(origin, radius, most)).Select(near => near.Station.Id).Distinct(), ct);
        }

        var nearest = origins.Value
            .SelectMany(origin => stations.Nearby(origin, radius, most, station => Wanted(station, search)))
            .GroupBy(found => found.Station.Id)
            .Select(same => same.MinBy(found => found.Straight.Value))
            .OrderBy(found => found.Straight)
            .Take(most)
            .ToList();
        await status.Know(nearest.Select(found => found.Station.Id), ct);
        return nearest.ConvertAll(found => new FoundStation(found.Station, found.Straight, Walk.Estimate(found.Straight, detour), status.Look(found.Station.Id), found.Station.Opening.IsOpenAt(now)));
    }

    private async ValueTask<Decision<IReadOnlyList<GeoPoint>>> Origins(StationSearch search, CancellationToken ct)
    {
        if (search.At is { } at)
        {
            return double.IsFinite(at.Longitude) && double.IsFinite(at.Latitude) && Math.Abs(at.Latitude) <= 90 && Math.Abs(at.Longitude) <= 180
                ? new List<GeoPoint> { at }
                : new Refusal("search.position-wrong");
        }

        if (search.Community is not { } code)
        {
            return new Refusal("search.nowhere");
        }

        return await map.Find(code, ct) is { } community ? Decided(community.Gates) : new Refusal("community.unknown", ("code", code));
    }

    /// <summary>The first thing that keeps a station from being found by a search; null when only its place does.</summary>
    public StationLack? Lacks(StationEntry station, StationSearch search)
    {
        return search.OnlyFast && !Has(station, PileKind.Dc) ? StationLack.Fast
            : search.OnlySlow && !Has(station, PileKind.Ac) ? StationLack.Slow
            : search.OnlySheltered && !station.Sheltered ? StationLack.Sheltered
            : search.OnlyOpenNow && !station.Opening.IsOpenAt(clock.GetUtcNow()) ? StationLack.OpenNow
            : search.OnlyFree && !(status.Look(station.Id) is { } look && (search.OnlyFast ? look.Fast : search.OnlySlow ? look.Slow : look.All).Free > 0) ? StationLack.Free
            : null;
    }

    private bool Wanted(StationEntry station, StationSearch search) =>
        station.Opening.State is not (StationState.Closed or StationState.Planned) && Lacks(station, search) is null;

    /// <summary>What stands there is known whether or not anybody looked lately.</summary>
    private bool Has(StationEntry station, PileKind kind) => piles.Of(station.Id).Any(pile => pile.Kind == kind);

    /// <summary>An interface has no conversion of its own.</summary>
    private static Decision<IReadOnlyList<GeoPoint>> Decided(IReadOnlyList<GeoPoint> points) => points.ToList();
}
