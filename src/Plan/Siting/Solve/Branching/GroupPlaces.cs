using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve.Branching;

/// <summary>
/// Divides the city into groups that share no place: a part of the city that hangs together becomes one group when it is small; a large one is cut into groups
/// grown around the places where plan and bound are farthest apart.
/// </summary>
internal sealed class GroupPlaces(SitingModel model, Neighbourhood near, GroupSize size)
{
    private readonly int[] part = new int[model.PlaceCount];
    private readonly bool[] taken = new bool[model.PlaceCount];

    /// <param name="gap">What each place contributes to the gap.</param>
    /// <param name="used">Places that count for the size of a group: in the plan, or in the averaged bound.</param>
    public List<int[]> Run(double[] gap, bool[] used)
    {
        List<int[]> groups = [];
        List<int> large = [];
        Array.Fill(part, -1);
        for (var j = 0; j < model.PlaceCount; j++)
        {
            if (part[j] < 0 && Offers(j))
            {
                var whole = Part(j);
                if (whole.Count(p => used[p]) <= size.WholeParts)
                {
                    groups.Add([.. whole.Order()]);
                }
                else
                {
                    large.AddRange(whole);
                }
            }
        }

        foreach (var seed in large.OrderByDescending(j => gap[j]).ThenBy(j => j))
        {
            if (!taken[seed] && used[seed])
            {
                groups.Add([.. Grow(seed, used).Order()]);
            }
        }

        return groups;
    }

    private bool Offers(int j) => model.Offers.ConfigStart[j + 1] > model.Offers.ConfigStart[j];

    private List<int> Part(int start)
    {
        List<int> whole = [start];
        part[start] = start;
        for (var i = 0; i < whole.Count; i++)
        {
            foreach (var n in near.Of[whole[i]])
            {
                if (part[n] < 0 && Offers(n))
                {
                    part[n] = start;
                    whole.Add(n);
                }
            }
        }

        return whole;
    }

    /// <summary>Always joins the place that shares the greatest share of its people with the group.</summary>
    private List<int> Grow(int seed, bool[] used)
    {
        List<int> group = [];
        HashSet<int> rows = [];
        SortedSet<int> frontier = [seed];
        var counted = 0;
        while (frontier.Count > 0 && counted < size.UsedPlaces && group.Count < size.Places)
        {
            var (best, bestShare) = (-1, -1.0);
            foreach (var j in frontier)
            {
                var share = Share(j, rows);
                if (share > bestShare)
                {
                    (best, bestShare) = (j, share);
                }
            }

            frontier.Remove(best);
            taken[best] = true;
            group.Add(best);
            counted += used[best] ? 1 : 0;
            for (var a = model.Arcs.Start[best * model.PoolCount]; a < model.Arcs.Start[(best + 1) * model.PoolCount]; a++)
            {
                rows.Add(model.Arcs.Row[a]);
            }

            foreach (var n in near.Of[best])
            {
                if (!taken[n] && Offers(n))
                {
                    frontier.Add(n);
                }
            }
        }

        return group;
    }

    private double Share(int place, HashSet<int> rows)
    {
        double shared = 0, all = 0;
        for (var a = model.Arcs.Start[place * model.PoolCount]; a < model.Arcs.Start[(place + 1) * model.PoolCount]; a++)
        {
            var q = model.Rows.Demand[model.Arcs.Row[a]];
            all += q;
            shared += rows.Contains(model.Arcs.Row[a]) ? q : 0;
        }

        return all > 0 ? shared / all : 0;
    }
}
