using Doorstep.Plan.Network;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Folder;

/// <summary>Walking distances of a problem on the pedestrian network its folder names, with a warning for whatever did not fasten to it.</summary>
internal static class WalkFolder
{
    /// <summary>Farthest a gate or site may stand from the nearest path, metres; the last steps are walked in a straight line.</summary>
    private static readonly Metres SnapLimit = new(100);

    public static (List<SiteWalk> Walks, NetworkFit Fit)? Find(string path, string name, SitingProblem problem, FaultList faults, CancellationToken ct)
    {
        var read = ReadWalkNetwork.Run(path, ct);
        if (!read.Granted)
        {
            faults.Refuse(name, read.Refusal);
            return null;
        }

        var network = read.Value;

        string[] places = [.. problem.Stations.Select(s => s.Id), .. problem.Candidates.Select(c => c.Id)];
        GeoPoint[] points = [.. problem.Stations.Select(s => s.Place), .. problem.Candidates.Select(c => c.Place)];
        var table = WalkDistances.Run(network, [.. problem.Communities.Select(c => c.Gates)], points, new(problem.Rules.Reach.Metres), SnapLimit, ct);
        var nodesInLargest = network.PartSizes.Count == 0 ? 0 : network.PartSizes.Max();
        var fit = new NetworkFit(name, network.Nodes, network.Paths, network.PartSizes.Count, network.Nodes == 0 ? 0 : (double)nodesInLargest / network.Nodes, table.Arcs.Count)
        {
            GatesTooFar = table.GatesTooFar.Count,
            SitesTooFar = table.SitesTooFar.Count,
            CommunitiesCutOff = table.CommunitiesCutOff.Count,
            CommunitiesAlone = table.CommunitiesAlone.Count,
        };
        if (table.Arcs.Count == 0 && problem.Communities.Count > 0 && points.Length > 0)
        {
            faults.Add(name, 0, NobodyWalks(problem, table, points.Length));
            return null;
        }

        foreach (var (community, gate) in table.GatesTooFar)
        {
            faults.Warn(name, 0, $"gate {gate + 1} of community '{problem.Communities[community].Id}' lies more than {SnapLimit.Value:0} m from every path and is left out; move it to the street or add the path to the map.");
        }

        foreach (var site in table.SitesTooFar)
        {
            faults.Warn(name, 0, $"'{places[site]}' lies more than {SnapLimit.Value:0} m from every path, so nobody can walk to it; move it to the street or add the path to the map.");
        }

        foreach (var community in table.CommunitiesCutOff)
        {
            faults.Warn(name, 0, $"community '{problem.Communities[community].Id}' stands on a piece of the network that no path joins to the rest; add the missing path, bridge or gate to the map, or give its walks in a walks file.");
        }

        foreach (var community in table.CommunitiesAlone.Except(table.CommunitiesCutOff))
        {
            faults.Warn(name, 0, $"community '{problem.Communities[community].Id}' reaches no site or station within {problem.Rules.Reach.Metres:0} m on foot; it stays unserved unless a candidate near it is added.");
        }

        return ([.. table.Arcs.Select(a => new SiteWalk(problem.Communities[a.Community].Id, places[a.Site], Math.Round(a.Walk.Value, 2)))], fit);
    }

    private static string NobodyWalks(SitingProblem problem, WalkTable table, int places)
    {
        var gates = problem.Communities.Sum(c => c.Gates.Count);
        return table.GatesTooFar.Count == gates
            ? $"none of the {gates} gates lies within {SnapLimit.Value:0} m of a path, so nobody can walk anywhere; take an extract that covers the city, and check the datum of the communities."
            : table.SitesTooFar.Count == places
                ? $"none of the {places} sites and stations lies within {SnapLimit.Value:0} m of a path; take an extract that covers the city, and check the datum of the candidates."
                : table.CommunitiesCutOff.Count > 0
                    ? $"the network is disconnected: {table.CommunitiesCutOff.Count} communities stand on pieces that no path joins to any site, and nobody reaches a site within {problem.Rules.Reach.Metres:0} m; add the missing paths to the map, or leave the network out to plan with estimates."
                    : $"nobody reaches a site or station within {problem.Rules.Reach.Metres:0} m on foot; add candidates nearer to the communities or raise reach.metres.";
    }
}
