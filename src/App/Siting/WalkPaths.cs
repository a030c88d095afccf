using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Doorstep.App.Store;
using Doorstep.Plan.Network;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;
using Doorstep.Rules.Stations;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.Siting;

/// <summary>Who walks how far to where.</summary>
/// <param name="Estimated">True where no network is loaded: straight lines × detour. Every page that shows them says so.</param>
public sealed record Walks(WalkTable Table, bool Estimated);

/// <summary>How far and how roundabout people walk.</summary>
/// <param name="Snap">A gate or place farther than this from every path is reported, not connected.</param>
public sealed record WalkRules(Metres Radius, double Detour, Metres Snap);

/// <summary>The city's paths, read once from the extract the settings name, and the walks found on them; without an extract walks are estimated.</summary>
public sealed class WalkPaths(SitingSettings settings, StoreSettings store, CitySettings city, CityClock clock, ILogger<WalkPaths> log) : IDisposable
{
    /// <summary>The census page, the plan being drafted and a few areas; a table of a large city is some megabytes.</summary>
    private const int MostKept = 6;

    private readonly SemaphoreSlim working = new(1, 1);
    private readonly ConcurrentQueue<(string Key, WalkTable Table)> kept = new();
    private WalkNetwork? network;

    /// <summary>As the rules of a plan and the city's setting of today say.</summary>
    internal WalkRules RulesOf(PlanRules rules) =>
        new(new(rules.Reach.Metres), rules.Reach.Detour, new((double)city.Of(CitySetting.WalkSnap, LocalClock.Day(clock.GetUtcNow()))));

    /// <summary>Walks from each community's gates to all places within the radius. Refuses what <see cref="ReadWalkNetwork"/> refuses.</summary>
    public async Task<Decision<Walks>> Between(IReadOnlyList<IReadOnlyList<GeoPoint>> gates, IReadOnlyList<GeoPoint> places, WalkRules rules, CancellationToken ct)
    {
        if (settings.WalkNetworkIn(store.DataFolder) is not { } file)
        {
            return new Walks(Estimate(gates, places, rules), Estimated: true);
        }

        var key = Key(gates, places, rules);
        await working.WaitAsync(ct);
        try
        {
            if (kept.FirstOrDefault(k => k.Key == key).Table is { } known)
            {
                return new Walks(known, Estimated: false);
            }

            if (await Read(file, ct) is { } why)
            {
                return why;
            }

            var table = await Task.Run(() => WalkDistances.Run(network!, gates, places, rules.Radius, rules.Snap, ct), ct);
            kept.Enqueue((key, table));
            while (kept.Count > MostKept)
            {
                kept.TryDequeue(out _);
            }

            return new Walks(table, Estimated: false);
        }
        finally
        {
            working.Release();
        }
    }

    /// <summary>What is odd about the network itself: a tenth of its nodes or more cannot be walked to from the rest (`walk.network-parts`).</summary>
    public Refusal? Oddness => network is { } n && n.PartSizes.Max() * 10 < n.Nodes * 9
        ? new("walk.network-parts", ("parts", $"{n.PartSizes.Count}"), ("share", $"{100L * n.PartSizes.Max() / n.Nodes}"))
        : null;

    public void Dispose() => working.Dispose();

    private async Task<Refusal?> Read(string file, CancellationToken ct)
    {
        if (network is not null)
        {
            return null;
        }

        var read = await Task.Run(() => ReadWalkNetwork.Run(file, ct), ct);
        if (!read.Granted)
        {
            return read.Refusal;
        }

        network = read.Value;
        log.LogInformation("Walking network {File}: {Nodes} nodes, {Paths} paths", file, network.Nodes, network.Paths);
        return null;
    }

    private static WalkTable Estimate(IReadOnlyList<IReadOnlyList<GeoPoint>> gates, IReadOnlyList<GeoPoint> places, WalkRules rules)
    {
        var grid = new StationGrid<int>(Enumerable.Range(0, places.Count), place => places[place]);
        var straight = new Metres(rules.Radius.Value / rules.Detour);
        var arcs = new List<WalkArc>();
        var alone = new List<int>();
        for (int c = 0; c < gates.Count; c++)
        {
            var found = gates[c].SelectMany(gate => grid.Nearby(gate, straight, places.Count)).GroupBy(f => f.Thing).OrderBy(g => g.Key)
                .Select(g => new WalkArc(c, g.Key, new(g.Min(f => f.Straight.Value) * rules.Detour))).ToList();
            arcs.AddRange(found);
            if (found.Count == 0)
            {
                alone.Add(c);
            }
        }

        return new(arcs, [], [], alone);
    }

    private static string Key(IReadOnlyList<IReadOnlyList<GeoPoint>> gates, IReadOnlyList<GeoPoint> places, WalkRules rules)
    {
        List<double> all = [rules.Radius.Value, rules.Snap.Value];
        foreach (var community in gates)
        {
            all.Add(community.Count);
            all.AddRange(community.SelectMany(Both));
        }

        all.AddRange(places.SelectMany(Both));
        return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(all))));
    }

    private static double[] Both(GeoPoint point) => [point.Longitude, point.Latitude];
}
