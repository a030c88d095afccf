using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Model;

/// <summary>Which site or station each community can walk to, and how far. Places are numbered stations first, then candidates.</summary>
internal static class WalkingReach
{
    /// <summary>A community and a place within reach of each other, by their index, and the walk between them in metres.</summary>
    public readonly record struct Pair(int Community, int Place, double Metres);

    public static List<Pair> Find(SitingProblem problem)
    {
        var reach = problem.Rules.Reach;
        List<Pair> pairs = [];
        if (problem.Walks is { } walks)
        {
            var communities = Numbered(problem.Communities.Select(c => c.Id));
            var places = Numbered(problem.Stations.Select(s => s.Id).Concat(problem.Candidates.Select(c => c.Id)));
            foreach (var walk in walks)
            {
                if (walk.Metres <= reach.Metres)
                {
                    pairs.Add(new(communities[walk.Community], places[walk.Site], walk.Metres));
                }
            }
        }
        else
        {
            GeoPoint[] points = [.. problem.Stations.Select(s => s.Place), .. problem.Candidates.Select(c => c.Place)];
            var straight = reach.Metres / reach.Detour;
            var grid = new PlaceGrid(points, straight);
            for (var i = 0; i < problem.Communities.Count; i++)
            {
                Dictionary<int, double> nearest = [];
                foreach (var gate in problem.Communities[i].Gates)
                {
                    foreach (var (place, metres) in grid.Within(gate, straight))
                    {
                        if (!nearest.TryGetValue(place, out var known) || metres < known)
                        {
                            nearest[place] = metres;
                        }
                    }
                }

                pairs.AddRange(nearest.Select(n => new Pair(i, n.Key, n.Value * reach.Detour)));
            }
        }

        pairs.Sort((a, b) => a.Community != b.Community ? a.Community.CompareTo(b.Community) : a.Place.CompareTo(b.Place));
        return pairs;
    }

    public static Dictionary<string, int> Numbered(IEnumerable<string> ids)
    {
        Dictionary<string, int> numbers = [];
        foreach (var id in ids)
        {
            numbers.Add(id, numbers.Count);
        }

        return numbers;
    }
}
