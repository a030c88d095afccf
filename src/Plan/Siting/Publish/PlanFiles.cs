using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Publish;

/// <summary>plan.json and plan.geojson: written whole or not at all (a temporary file is renamed).</summary>
public static class PlanFiles
{
    private const long LargestFile = 1L << 30;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string ToJson(PlanDocument plan) => JsonSerializer.Serialize(plan, Options);

    public static void Write(PlanDocument plan, string path) => Replace(path, ToJson(plan));

    /// <summary>A fingerprint of the plan as it stands in its file, 16 hexadecimal digits.</summary>
    public static string Digest(PlanDocument plan) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(plan, Options)))[..16];

    public static void Write(PlanForecast forecast, string path) => Replace(path, JsonSerializer.Serialize(forecast, Options));

    /// <summary>The forecast; refuses `siting.forecast-of-another-plan` (file, plan) and what <see cref="Read"/> refuses.</summary>
    public static Decision<PlanForecast> ReadForecast(string path, PlanDocument plan)
    {
        var read = Parse<PlanForecast>(path, f => f.Promise is null || f.Places is null || f.Assumptions is null || f.Places.Any(p => p?.Queues is null || p.QuarterKilowatts is null));
        return !read.Granted || read.Value.PlanDigest == Digest(plan) ? read : new Refusal("siting.forecast-of-another-plan", ("file", path), ("plan", read.Value.PlanDigest));
    }

    /// <summary>The plan; refuses `siting.file-missing` (file), `siting.file-too-large` (file, megabytes), `siting.file-shut` (file), `siting.file-broken` (file, line, place) and `siting.file-incomplete` (file).</summary>
    public static Decision<PlanDocument> Read(string path) => Parse<PlanDocument>(path, IsHollow);

    private static Decision<T> Parse<T>(string path, Func<T, bool> isHollow)
        where T : class
    {
        if (!File.Exists(path))
        {
            return new Refusal("siting.file-missing", ("file", path));
        }

        try
        {
            using var stream = File.OpenRead(path);
            return stream.Length > LargestFile ? new Refusal("siting.file-too-large", ("file", path), ("megabytes", $"{LargestFile >> 20}"))
                : JsonSerializer.Deserialize<T>(stream, Options) is not { } document || isHollow(document) ? new Refusal("siting.file-incomplete", ("file", path))
                : document;
        }
        catch (JsonException e)
        {
            return new Refusal("siting.file-broken", ("file", path), ("line", $"{(e.LineNumber ?? 0) + 1}"), ("place", e.Path ?? "$"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Refusal("siting.file-shut", ("file", path));
        }
    }

    /// <summary>Points of sites and stations with piles and loads, and of communities with coverage; WGS-84, for any map.</summary>
    public static void WriteGeoJson(SitingProblem problem, PlanDocument plan, string path)
    {
        var candidates = problem.Candidates.ToDictionary(c => c.Id);
        var stations = problem.Stations.ToDictionary(s => s.Id);
        var communities = problem.Communities.ToDictionary(c => c.Id);
        JsonArray features = [];
        foreach (var site in plan.Sites)
        {
            var c = candidates[site.Id];
            features.Add(Feature(c.Place, new()
            {
                ["layer"] = "site",
                ["id"] = site.Id,
                ["name"] = c.Name,
                ["kind"] = c.Kind,
                ["inside"] = c.Inside,
                ["cost"] = site.Cost,
                ["kva"] = Math.Round(site.Kva, 1),
                ["piles"] = new JsonObject(site.Piles.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, JsonValue.Create(p.Value)))),
                ["arrivals"] = Math.Round(site.Pools.Sum(p => p.Arrivals), 4),
                ["withinWait"] = Math.Round(site.Pools.Select(p => p.WithinWait).DefaultIfEmpty(1).Min(), 4),
            }));
        }

        foreach (var station in plan.Stations)
        {
            features.Add(Feature(stations[station.Id].Place, new()
            {
                ["layer"] = "station",
                ["id"] = station.Id,
                ["name"] = stations[station.Id].Name,
                ["arrivals"] = Math.Round(station.Pools.Sum(p => p.Arrivals), 4),
            }));
        }

        foreach (var coverage in plan.Communities)
        {
            var community = communities[coverage.Id];
            features.Add(Feature(community.Gates[0], new()
            {
                ["layer"] = "community",
                ["id"] = coverage.Id,
                ["name"] = community.Name,
                ["district"] = community.District,
                ["priority"] = coverage.Priority,
                ["servedShare"] = Math.Round(coverage.ServedShare, 4),
                ["vehicles"] = coverage.Vehicles,
                ["meanWalk"] = Math.Round(coverage.MeanWalk, 1),
                ["walkIsEstimate"] = plan.DistancesAreEstimates,
            }));
        }

        Replace(path, new JsonObject { ["type"] = "FeatureCollection", ["features"] = features }.ToJsonString(Options));
    }

    private static JsonObject Feature(GeoPoint place, JsonObject properties) => new()
    {
        ["type"] = "Feature",
        ["geometry"] = new JsonObject { ["type"] = "Point", ["coordinates"] = new JsonArray(Math.Round(place.Longitude, 6), Math.Round(place.Latitude, 6)) },
        ["properties"] = properties,
    };

    /// <summary>A file can leave out what the type requires; the reader must not.</summary>
    private static bool IsHollow(PlanDocument plan) => plan.Figures is null || plan.Promise is null || plan.Origin is null || plan.Sites is null || plan.Stations is null || plan.Communities is null
        || plan.Flows is null || plan.Certificate?.Rows is null || plan.Certificate.Feeders is null || plan.Certificate.Floors is null || plan.Certificate.Cuts is null
        || plan.Sites.Any(IsHollow) || plan.Stations.Any(s => s?.Id is null || IsHollow(s.Pools))
        || plan.Flows.Any(IsHollow) || plan.Communities.Any(c => c?.Id is null)
        || plan.Certificate.Rows.Any(r => r?.Community is null || r.Window is null) || plan.Certificate.Cuts.Any(c => c?.Window is null || c.Communities is null || c.Communities.Any(i => i is null))
        || plan.Certificate.Groups is null || plan.Certificate.Groups.Any(IsHollow)
        || (plan.OutsidePass is { } pass && (pass.Sites is null || pass.Sites.Any(IsHollow) || pass.Flows is null || pass.Flows.Any(IsHollow)));

    private static bool IsHollow(PlannedSite? site) => site?.Id is null || site.Piles is null || IsHollow(site.Pools);

    private static bool IsHollow(IReadOnlyList<PoolLoad>? pools) => pools is null || pools.Any(p => p?.Window is null);

    private static bool IsHollow(PlannedFlow? flow) => flow?.Community is null || flow.Site is null || flow.Window is null;

    private static bool IsHollow(BranchedGroup? group) => group?.Places is null || group.Rows is null || group.Splits is null || group.Leaves is null || group.Prices is null || group.Cuts is null
        || group.Places.Any(p => p is null) || group.Rows.Any(r => r?.Community is null || r.Window is null) || group.Splits.Any(s => s?.Places is null || s.Of is null)
        || group.Prices.Any(p => p is null);

    /// <summary>Writes a text whole or not at all.</summary>
    internal static void Replace(string path, string text)
    {
        var partial = path + ".partial";
        File.WriteAllText(partial, text);
        File.Move(partial, path, overwrite: true);
    }
}
