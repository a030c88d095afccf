using System.Text.Json;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Stations;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>What a plan is to be made for: a district, a street or chosen communities by their codes; nothing named is the whole city.</summary>
public sealed record SitingArea(string? District, string? Street, IReadOnlyList<string> Communities)
{
    public static readonly SitingArea WholeCity = new(null, null, []);

    internal bool Holds(CommunityRow community) =>
        (District is null || community.Division.StartsWith(District, StringComparison.Ordinal))
        && (Street is null || community.Division.StartsWith(Street, StringComparison.Ordinal))
        && (Communities.Count == 0 || Communities.Contains(community.Code, StringComparer.Ordinal));
}

/// <summary>A problem to plan for, and what a planner should know of it: communities left out, gates and sites off the network, shared stations.</summary>
public sealed record DraftedProblem(SitingProblem Problem, IReadOnlyList<Refusal> Warnings);

/// <summary>
/// Drafts a siting problem from the confirmed census: communities of an area, the public stations and candidate sites they can walk to, feeders, walks
/// on the loaded network or estimates. A district's floor is named by the district's Chinese name. Refuses `siting.area-unknown`, `siting.no-census`,
/// `siting.no-sites`, `siting.no-demand`, `siting.code-twice` (code), what <see cref="CheckProblem"/> finds, `walk.network-unreadable`, `people.not-allowed`.
/// </summary>
public sealed class DraftProblem(IDbContextFactory<DoorstepDb> contexts, LoadCensus census, WalkPaths paths)
{
    public async Task<Decision<SitingProblem>> Run(Actor who, SitingArea area, PlanRules rules, CancellationToken ct)
    {
        var drafted = await WithWarnings(who, area, rules, ct);
        return drafted.Granted ? drafted.Value.Problem : drafted.Refusal;
    }

    /// <inheritdoc cref="Run"/>
    public async Task<Decision<DraftedProblem>> WithWarnings(Actor who, SitingArea area, PlanRules rules, CancellationToken ct)
    {
        if (Permissions.Of(who.Role, Act.ReadSite) is Reach.None)
        {
            return Permissions.Refuses(who, Act.ReadSite, default)!;
        }

        var whole = await census.Run(rules, ct);
        if (!whole.Granted)
        {
            return whole.Refusal;
        }

        var inArea = whole.Value.Communities.Where(c => area.Holds(c.Row)).ToList();
        if (inArea.Count == 0)
        {
            return new Refusal("siting.area-unknown");
        }

        if (inArea.Select(c => Permissions.Refuses(who, Act.ReadSite, new(Division: c.Row.Division))).FirstOrDefault(no => no is not null) is { } forbidden)
        {
            return forbidden;
        }

        var counted = inArea.Where(c => c.Survey is not null).ToList();
        if (counted.Count == 0)
        {
            return new Refusal("siting.no-census");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var near = new NearPlaces(counted, new(rules.Reach.Metres));
        var sites = near.Of(await db.Sites.AsNoTracking().Where(s => s.WithdrawnAt == null).OrderBy(s => s.Code).ToListAsync(ct), s => new(s.Longitude, s.Latitude, Datum.Wgs84));
        if (sites.Count == 0)
        {
            return new Refusal("siting.no-sites");
        }

        var feeders = await db.Feeders.AsNoTracking().OrderBy(f => f.Code).ToListAsync(ct);
        var problem = new SitingProblem(
            Name(area, whole.Value.Divisions),
            rules,
            counted.ConvertAll(c => Community(c, whole.Value)),
            near.Of(whole.Value.Stations, s => s.Place),
            sites.ConvertAll(s => Candidate(s, whole.Value.Divisions, rules, feeders)))
        {
            Feeders = [.. feeders.Where(f => sites.Exists(s => s.Feeder == f.Code)).Select(f => new Feeder(f.Code, f.LimitKva))],
        };
        return await Walked(problem, [.. Missing(inArea), .. Shared(problem, whole.Value)], ct);
    }

    private async Task<Decision<DraftedProblem>> Walked(SitingProblem problem, List<Refusal> warnings, CancellationToken ct)
    {
        var places = problem.Stations.Select(s => (s.Id, s.Place)).Concat(problem.Candidates.Select(c => (c.Id, c.Place))).ToList();
        if (places.GroupBy(p => p.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return new Refusal("siting.code-twice", ("code", twice.Key));
        }

        if (problem.Communities.All(c => c.VehiclesWithoutPile == 0))
        {
            return new Refusal("siting.no-demand");
        }

        var walks = await paths.Between([.. problem.Communities.Select(c => c.Gates)], [.. places.Select(p => p.Place)], paths.RulesOf(problem.Rules), ct);
        if (!walks.Granted)
        {
            return walks.Refusal;
        }

        var table = walks.Value.Table;
        var walked = walks.Value.Estimated ? problem : problem with
        {
            Walks = [.. table.Arcs.Select(arc => new SiteWalk(problem.Communities[arc.Community].Id, places[arc.Site].Id, Math.Round(arc.Walk.Value, 1)))],
        };
        warnings.AddRange(table.GatesTooFar.Select(g => new Refusal("walk.gate-far", ("community", problem.Communities[g.Community].Name), ("gate", $"{g.Gate + 1}"))));
        warnings.AddRange(table.SitesTooFar.Select(s => new Refusal("walk.site-far", ("site", places[s].Id))));
        warnings.AddRange(table.CommunitiesAlone.Select(c => new Refusal("walk.community-alone", ("community", problem.Communities[c].Name))));
        if (walks.Value.Estimated)
        {
            warnings.Add(new("walk.estimated", ("detour", $"{problem.Rules.Reach.Detour}")));
        }
        else if (paths.Oddness is { } odd)
        {
            warnings.Add(odd);
        }

        var conflicts = CheckProblem.Run(walked);
        return conflicts.Count > 0 ? conflicts[0] : new DraftedProblem(walked, warnings);
    }

    private static IEnumerable<Refusal> Missing(List<SurveyedCommunity> inArea) =>
        inArea.Where(c => c.Survey is null).Select(c => new Refusal("survey.missing", ("community", c.Row.Name)));

    /// <summary>A station at the edge also serves people the plan does not look at.</summary>
    private static IEnumerable<Refusal> Shared(SitingProblem problem, WholeCensus whole)
    {
        var planned = problem.Communities.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        var stations = problem.Stations.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        return whole.Walks.Table.Arcs
            .Where(arc => stations.Contains(whole.Stations[arc.Site].Id) && !planned.Contains(whole.Communities[arc.Community].Row.Code))
            .GroupBy(arc => arc.Site)
            .Select(g => new Refusal("siting.station-shared", ("station", whole.Stations[g.Key].Name), ("communities", $"{g.Count()}")));
    }

    private static Community Community(SurveyedCommunity c, WholeCensus whole) =>
        new(c.Row.Code, c.Row.Name, whole.Divisions.District(c.Row.Division)?.Name ?? "", c.Doors, c.Survey!.Vehicles)
        {
            PrivatePiles = c.Survey.PrivatePiles,
            Households = c.Survey.Households,
            ParkingSpaces = c.Survey.ParkingSpaces,
            // Reckoned over the whole city: its neighbours outside the area take their share of the stations too.
            Priority = whole.Gaps[c.Row.Code].FirstBatch,
        };

    private static Candidate Candidate(SiteRow row, DivisionTree divisions, PlanRules rules, List<FeederRow> feeders) =>
        new(row.Code, row.Name, new(row.Longitude, row.Latitude, Datum.Wgs84), new(row.Bays, row.FreeKva, (double)row.FixedCost.Yuan)
        {
            ExtraKva = row.ExtraKva,
            CostPerExtraKva = (double)row.ExtraKvaCost.Yuan,
            PileCosts = SiteCosts.Read(row.PileCosts).Where(cost => rules.PileTypes.Any(t => t.Id == cost.Key)).ToDictionary(StringComparer.Ordinal),
        })
        {
            Kind = JsonNamingPolicy.CamelCase.ConvertName(row.Kind.ToString()),
            Owner = row.Owner,
            District = divisions.District(row.Division)?.Name ?? "",
            Inside = row.Inside,
            Feeder = feeders.Exists(f => f.Code == row.Feeder) ? row.Feeder : null,
        };

    private static string Name(SitingArea area, DivisionTree divisions) => area switch
    {
        { Communities.Count: > 0 } => $"{area.Communities.Count} 个居住区",
        { Street: { } street } => divisions.Find(street)?.Name ?? street,
        { District: { } district } => divisions.Find(district)?.Name ?? district,
        _ => "全市",
    };
}

/// <summary>Keeps what lies within a straight reach of any gate: nothing else can be walked to.</summary>
internal sealed class NearPlaces(IReadOnlyList<SurveyedCommunity> communities, Metres reach)
{
    private readonly StationGrid<GeoPoint> doors = new(communities.SelectMany(c => c.Doors), door => door);

    public List<T> Of<T>(IEnumerable<T> things, Func<T, GeoPoint> at) => [.. things.Where(thing => doors.Nearby(at(thing), reach, 1).Count > 0)];
}
