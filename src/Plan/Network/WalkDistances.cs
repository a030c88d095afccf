using Doorstep.Rules;

namespace Doorstep.Plan.Network;

/// <summary>One walk from a community to a site: from whichever gate is nearest.</summary>
/// <param name="Community">Position in the list of communities.</param>
/// <param name="Site">Position in the list of sites.</param>
public readonly record struct WalkArc(int Community, int Site, Metres Walk);

/// <summary>What became of a bounded search: the walks, and what could not be fastened to the network.</summary>
/// <param name="GatesTooFar">(community, gate) whose nearest path is beyond the snapping limit.</param>
/// <param name="SitesTooFar">Sites whose nearest path is beyond the snapping limit.</param>
/// <param name="CommunitiesAlone">Communities that reach no site within the limit.</param>
public sealed record WalkTable(
    IReadOnlyList<WalkArc> Arcs,
    IReadOnlyList<(int Community, int Gate)> GatesTooFar,
    IReadOnlyList<int> SitesTooFar,
    IReadOnlyList<int> CommunitiesAlone)
{
    /// <summary>Communities whose every gate lies on a piece of the network that no path joins to its largest piece.</summary>
    public IReadOnlyList<int> CommunitiesCutOff { get; init; } = [];
}

/// <summary>
/// Walking distances from the gates of every community to all sites within a limit: a Dijkstra from all gates of a community at once,
/// stopped at the limit (Dijkstra 1959). Communities are searched on both cores; the answer does not depend on which finished first.
/// </summary>
public static class WalkDistances
{
    /// <param name="gates">The gates of each community; at least one each.</param>
    /// <param name="limit">Longest walk in metres, usually 500.</param>
    /// <param name="snapLimit">A gate or site farther than this from every path is reported, not connected.</param>
    public static WalkTable Run(WalkNetwork network, IReadOnlyList<IReadOnlyList<GeoPoint>> gates, IReadOnlyList<GeoPoint> sites, Metres limit, Metres snapLimit, CancellationToken ct)
    {
        var snap = new Snap(network);
        var snappedSites = sites.Select(site => snap.Nearest(site, snapLimit)).ToArray();
        var onPath = new Dictionary<int, List<(int Site, Snapped At)>>();
        for (var s = 0; s < snappedSites.Length; s++)
        {
            if (snappedSites[s] is { } at)
            {
                (onPath.TryGetValue(at.Path, out var list) ? list : onPath[at.Path] = []).Add((s, at));
            }
        }

        var arcs = new List<WalkArc>[gates.Count];
        var tooFar = new List<(int, int)>[gates.Count];
        var joined = new bool[gates.Count];
        var largest = network.LargestPart;
        Parallel.For(
            0,
            gates.Count,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct },
            () => new BoundedSearch(network, onPath, limit.Value),
            (community, _, search) =>
            {
                tooFar[community] = [];
                for (var gate = 0; gate < gates[community].Count; gate++)
                {
                    if (snap.Nearest(gates[community][gate], snapLimit) is { } at)
                    {
                        search.From(at);
                        joined[community] |= network.Part[network.PathEnds[at.Path].From] == largest;
                    }
                    else
                    {
                        tooFar[community].Add((community, gate));
                    }
                }

                arcs[community] = [.. search.Finish().Select(found => new WalkArc(community, found.Site, new Metres(found.Walk)))];
                return search;
            },
            _ => { });

        return new WalkTable(
            [.. arcs.SelectMany(a => a)],
            [.. tooFar.SelectMany(t => t)],
            [.. Enumerable.Range(0, sites.Count).Where(s => snappedSites[s] is null)],
            [.. Enumerable.Range(0, gates.Count).Where(c => arcs[c].Count == 0)])
        {
            CommunitiesCutOff = [.. Enumerable.Range(0, gates.Count).Where(c => !joined[c] && tooFar[c].Count < gates[c].Count)],
        };
    }
}
