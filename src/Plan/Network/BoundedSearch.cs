namespace Doorstep.Plan.Network;

/// <summary>One worker's Dijkstra with its memory kept between searches: only touched nodes are reset.</summary>
internal sealed class BoundedSearch(WalkNetwork network, Dictionary<int, List<(int Site, Snapped At)>> sitesOnPath, double limit)
{
    private readonly double[] distance = Filled(network.Nodes);

    private readonly List<int> touched = [];

    private readonly PriorityQueue<int, double> queue = new();

    private readonly SortedDictionary<int, double> found = [];


    /// <summary>Adds a gate as a source.</summary>
    public void From(Snapped gate)
    {
        var (from, to) = network.PathEnds[gate.Path];
        Reach(from, gate.Away + gate.Along);
        Reach(to, gate.Away + network.PathLength[gate.Path] - gate.Along);
        if (sitesOnPath.TryGetValue(gate.Path, out var beside))
        {
            foreach (var (site, at) in beside)
            {
                Find(site, gate.Away + Math.Abs(at.Along - gate.Along) + at.Away);
            }
        }
    }

    /// <summary>Searches from all sources added and forgets them; sites with their walk in metres, by number.</summary>
    public IReadOnlyList<(int Site, double Walk)> Finish()
    {
        while (queue.TryDequeue(out var node, out var reached))
        {
            if (reached > distance[node])
            {
                continue;
            }

            for (var arc = network.First[node]; arc < network.First[node + 1]; arc++)
            {
                Reach(network.To[arc], reached + network.Length[arc]);
                if (sitesOnPath.Count > 0 && sitesOnPath.TryGetValue(network.Path[arc], out var beside))
                {
                    var forward = network.PathEnds[network.Path[arc]].From == node;
                    foreach (var (site, at) in beside)
                    {
                        Find(site, reached + (forward ? at.Along : network.PathLength[network.Path[arc]] - at.Along) + at.Away);
                    }
                }
            }
        }

        var answer = found.Select(pair => (pair.Key, pair.Value)).ToList();
        foreach (var node in touched)
        {
            distance[node] = double.PositiveInfinity;
        }

        touched.Clear();
        found.Clear();
        return answer;
    }

    private static double[] Filled(int nodes)
    {
        var unreached = new double[nodes];
        Array.Fill(unreached, double.PositiveInfinity);
        return unreached;
    }

    private void Reach(int node, double metres)
    {
        if (metres > limit || metres >= distance[node])
        {
            return;
        }

        if (double.IsPositiveInfinity(distance[node]))
        {
            touched.Add(node);
        }

        distance[node] = metres;
        queue.Enqueue(node, metres);
    }

    private void Find(int site, double metres)
    {
        if (metres <= limit && (!found.TryGetValue(site, out var known) || metres < known))
        {
            found[site] = metres;
        }
    }
}
