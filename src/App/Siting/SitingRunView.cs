using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Rules;

namespace Doorstep.App.Siting;

/// <summary>A run with all there is to see of it.</summary>
public sealed record SitingRunView(SitingRunLine Run, IReadOnlyList<CoursePoint> Course)
{
    /// <summary>Every candidate site: chosen or not, locked or free.</summary>
    public IReadOnlyList<SiteView> Sites { get; init; } = [];

    public IReadOnlyList<CommunityView> Communities { get; init; } = [];

    /// <summary>Stations that stand already.</summary>
    public IReadOnlyList<StandingView> Stations { get; init; } = [];

    public IReadOnlyList<DistrictView> Districts { get; init; } = [];

    public ForecastView? Forecast { get; init; }

    /// <summary>Why plan or inputs on disk are not believed; null when they are what the run left.</summary>
    public Refusal? Distrust { get; init; }

    /// <summary>True when the plan recomputes in every claim and is the one the run left.</summary>
    public bool Verified => Distrust is null && Run.Outcome?.Check is { Holds: true };

    internal static SitingRunView Of(SitingRunLine line, IReadOnlyList<CoursePoint> course, ShelvedRun shelved, IReadOnlyList<string> soFar)
    {
        var (problem, plan) = (shelved.Problem, shelved.Plan);
        var built = plan?.Sites.ToDictionary(s => s.Id, StringComparer.Ordinal) ?? [];
        var forecasts = shelved.Forecast?.Stations.ToDictionary(s => s.Id, StringComparer.Ordinal) ?? [];
        var chosen = soFar.ToHashSet(StringComparer.Ordinal);
        var coverage = plan?.Communities.ToDictionary(c => c.Id, StringComparer.Ordinal) ?? [];
        List<CommunityView> communities = [.. problem.Communities.Select(c => CommunityView.Of(c, coverage.GetValueOrDefault(c.Id)))];
        return new(line, course)
        {
            Sites = [.. problem.Candidates.Select(c => SiteView.Of(c, built.GetValueOrDefault(c.Id), forecasts.GetValueOrDefault(c.Id)) with { Chosen = built.ContainsKey(c.Id) || chosen.Contains(c.Id) })],
            Communities = communities,
            Stations = [.. problem.Stations.Select(s => new StandingView(s.Id, s.Name, s.Place.Longitude, s.Place.Latitude, s.Piles.Values.Sum()))],
            Districts = plan is null ? [] : [.. communities.GroupBy(c => c.District).OrderBy(g => g.Key, StringComparer.Ordinal).Select(DistrictView.Of)],
            Forecast = shelved.Forecast,
            Distrust = shelved.Distrust,
        };
    }
}

/// <summary>Who decides about a site: the computation, or somebody by hand.</summary>
public enum SiteChoice
{
    Free,
    In,
    Out,
}

/// <summary>A candidate site as the studio shows it; money CNY, loads arrivals/h, WGS-84.</summary>
public sealed record SiteView(string Id, string Name, double Longitude, double Latitude)
{
    public string Kind { get; init; } = "other";

    public string Owner { get; init; } = "";

    public string District { get; init; } = "";

    public bool Inside { get; init; }

    /// <summary>What somebody decided beforehand.</summary>
    public SiteChoice Lock { get; init; }

    public bool Chosen { get; init; }

    public int Bays { get; init; }

    public double FreeKva { get; init; }

    /// <summary>Pile type → count.</summary>
    public IReadOnlyDictionary<string, int> Piles { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public double CostYuan { get; init; }

    public double Kva { get; init; }

    /// <summary>Load in its fullest window, and the most that window may hold.</summary>
    public double Arrivals { get; init; }

    public double Capacity { get; init; }

    /// <summary>Lowest P(wait ≤ promise) of its windows, by the queue's formula; null where nobody comes.</summary>
    public double? WithinWait { get; init; }

    public StationForecastLine? Forecast { get; init; }

    internal static SiteView Of(Candidate site, PlannedSite? planned, StationForecastLine? forecast)
    {
        var fullest = planned?.Pools.OrderByDescending(p => p.Capacity > 0 ? p.Arrivals / p.Capacity : 0).FirstOrDefault();
        return new(site.Id, site.Name, site.Place.Longitude, site.Place.Latitude)
        {
            Kind = site.Kind,
            Owner = site.Owner,
            District = site.District,
            Inside = site.Inside,
            Lock = site.Lock switch { SiteLock.In => SiteChoice.In, SiteLock.Out => SiteChoice.Out, _ => SiteChoice.Free },
            Bays = site.Offer.Bays,
            FreeKva = site.Offer.FreeKva,
            Piles = planned?.Piles ?? new Dictionary<string, int>(StringComparer.Ordinal),
            CostYuan = planned?.Cost ?? 0,
            Kva = planned?.Kva ?? 0,
            Arrivals = fullest?.Arrivals ?? 0,
            Capacity = fullest?.Capacity ?? 0,
            WithinWait = planned is null || planned.Pools.Count == 0 ? null : planned.Pools.Min(p => p.WithinWait),
            Forecast = forecast,
        };
    }
}

/// <summary>A community and what the plan does for it; vehicles are those without a private pile, the walk is the mean of those served in metres.</summary>
public sealed record CommunityView(string Id, string Name, string District, double Longitude, double Latitude)
{
    public double Vehicles { get; init; }

    public double VehiclesServed { get; init; }

    /// <summary>Null while there is no plan.</summary>
    public double? ServedShare { get; init; }

    public double MeanWalk { get; init; }

    public bool FirstBatch { get; init; }

    internal static CommunityView Of(Community community, CommunityCoverage? coverage) => new(
        community.Id, community.Name, community.District, community.Gates.Average(g => g.Longitude), community.Gates.Average(g => g.Latitude))
    {
        Vehicles = community.VehiclesWithoutPile,
        VehiclesServed = coverage?.VehiclesServed ?? 0,
        ServedShare = coverage?.ServedShare,
        MeanWalk = coverage?.MeanWalk ?? 0,
        FirstBatch = coverage?.Priority ?? community.Priority ?? false,
    };
}

/// <summary>A station that stands already.</summary>
public sealed record StandingView(string Id, string Name, double Longitude, double Latitude, int Piles);

/// <summary>A district's share of vehicles served, and its least served community.</summary>
public sealed record DistrictView(string Name, double Vehicles, double ServedShare, string LeastServed, double LeastShare)
{
    internal static DistrictView Of(IGrouping<string, CommunityView> communities)
    {
        var all = communities.Sum(c => c.Vehicles);
        var least = communities.OrderBy(c => c.ServedShare).ThenBy(c => c.Id, StringComparer.Ordinal).First();
        return new(communities.Key, all, all > 0 ? communities.Sum(c => c.VehiclesServed) / all : 1, least.Name, least.ServedShare ?? 0);
    }
}
