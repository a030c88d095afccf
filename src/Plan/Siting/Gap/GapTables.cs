using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Plan.Siting.Gap;

/// <summary>The gap of a city as tables (by community, by district) and as a map layer.</summary>
public static class GapTables
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A row for each community, the worst first.</summary>
    public static PlainTable Communities(IReadOnlyList<CommunityGap> gaps)
    {
        var windows = gaps.Count == 0 ? [] : gaps[0].Windows.Select(w => w.Window).ToArray();
        string[] heads =
        [
            "id", "name", "district", "first_batch", "vehicles", "private_piles", "private_ratio", "vehicles_short", "stations_in_reach", "nearest_station_m", "sites_in_reach",
            .. windows.SelectMany(w => (string[])[$"arrivals_per_hour:{w}", $"public_piles:{w}", $"capacity_per_hour:{w}", $"gap_per_hour:{w}"]), "distances", "reason_zh", "reason_en",
        ];
        return new("gap", heads, [.. gaps.OrderByDescending(g => g.VehiclesShort).ThenBy(g => g.Community.Id, StringComparer.Ordinal).Select(g => (IReadOnlyList<object?>)
        [
            g.Community.Id, g.Community.Name, g.Community.District, g.FirstBatch ? "true" : "false", g.Community.Vehicles, g.Community.PrivatePiles, Rounded(g.PrivateRatio, 4), Rounded(g.VehiclesShort, 1), g.Stations.Count,
            g.Stations.Count > 0 ? Rounded(g.Stations[0].Metres, 0) : null, g.SitesInReach,
            .. g.Windows.SelectMany(w => (object?[])[Rounded(w.Arrivals, 4), w.PilesInReach, Rounded(w.Capacity, 4), Rounded(w.Gap, 4)]), g.DistancesAreEstimates ? "estimate" : "network", g.Reason(true), g.Reason(false),
        ])]);
    }

    /// <summary>Sums by district.</summary>
    public static PlainTable Districts(IReadOnlyList<CommunityGap> gaps) => new(
        "districts",
        ["district", "communities", "first_batch", "vehicles", "private_piles", "arrivals_per_hour", "gap_per_hour", "vehicles_short"],
        [.. gaps.GroupBy(g => g.Community.District).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (IReadOnlyList<object?>)
        [
            g.Key, g.Count(), g.Count(c => c.FirstBatch), g.Sum(c => c.Community.Vehicles), g.Sum(c => c.Community.PrivatePiles), Rounded(g.Sum(c => c.Arrivals), 2), Rounded(g.Sum(c => c.Short), 2), Rounded(g.Sum(c => c.VehiclesShort), 1),
        ])]);

    /// <summary>One point at the first gate of each community, WGS-84.</summary>
    public static string GeoJson(IReadOnlyList<CommunityGap> gaps) => new JsonObject
    {
        ["type"] = "FeatureCollection",
        ["features"] = new JsonArray([.. gaps.Select(g => new JsonObject
        {
            ["type"] = "Feature",
            ["geometry"] = new JsonObject { ["type"] = "Point", ["coordinates"] = new JsonArray(Math.Round(g.Community.Gates[0].Longitude, 6), Math.Round(g.Community.Gates[0].Latitude, 6)) },
            ["properties"] = new JsonObject
            {
                ["id"] = g.Community.Id,
                ["name"] = g.Community.Name,
                ["district"] = g.Community.District,
                ["firstBatch"] = g.FirstBatch,
                ["vehicles"] = g.Community.Vehicles,
                ["privatePiles"] = g.Community.PrivatePiles,
                ["vehiclesShort"] = Math.Round(g.VehiclesShort, 1),
                ["gapPerHour"] = Math.Round(g.Short, 4),
                ["distancesAreEstimates"] = g.DistancesAreEstimates,
                ["reasonZh"] = g.Reason(true),
                ["reasonEn"] = g.Reason(false),
            },
        })]),
    }.ToJsonString(Readable);

    private static double? Rounded(double? value, int digits) => value is { } v ? Math.Round(v, digits) : null;
}
