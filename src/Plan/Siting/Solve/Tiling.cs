using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>Cuts the city into regions that share no row and no changing place, so that they can be improved side by side.</summary>
internal sealed class Tiling(Assignment plan, Neighbourhood near)
{
    private readonly SitingModel model = plan.Model;
    private readonly int[] rowOwner = new int[plan.Model.RowCount];
    private readonly int[] placeOwner = new int[plan.Model.PlaceCount];

    /// <summary>Regions of up to <paramref name="size"/> free places, grown from <paramref name="seeds"/> in order, at most <paramref name="most"/> of them.</summary>
    public List<(int[] Free, int[] Border)> Cut(IEnumerable<int> seeds, int size, int most)
    {
        List<(int[], int[])> regions = [];
        foreach (var seed in seeds)
        {
            if (regions.Count >= most)
            {
                break;
            }

            if (placeOwner[seed] == 0 && Grow(seed, size, regions.Count + 1) is { } region)
            {
                regions.Add(region);
            }
        }

        return regions;
    }

    private (int[], int[])? Grow(int seed, int size, int owner)
    {
        List<int> free = [];
        HashSet<int> seen = [seed];
        Queue<int> queue = new([seed]);
        while (queue.Count > 0 && free.Count < size)
        {
            var j = queue.Dequeue();
            if (!CanJoin(j, owner))
            {
                continue;
            }

            free.Add(j);
            placeOwner[j] = owner;
            Own(j, owner);
            foreach (var n in near.Of[j])
            {
                if (seen.Add(n))
                {
                    queue.Enqueue(n);
                }
            }
        }

        if (free.Count == 0)
        {
            return null;
        }

        List<int> border = [];
        foreach (var j in free)
        {
            foreach (var n in near.Of[j])
            {
                if (placeOwner[n] == 0 && plan.Config[n] >= 0)
                {
                    placeOwner[n] = owner;
                    border.Add(n);
                }
            }
        }

        return ([.. free], [.. border]);
    }

    private bool CanJoin(int j, int owner)
    {
        var offers = model.Offers;
        var choices = offers.ConfigStart[j + 1] - offers.ConfigStart[j];
        if (placeOwner[j] != 0 || choices == 0 || (choices == 1 && offers.Required[j]))
        {
            return false;
        }

        for (var a = model.Arcs.Start[j * model.PoolCount]; a < model.Arcs.Start[(j + 1) * model.PoolCount]; a++)
        {
            if (rowOwner[model.Arcs.Row[a]] is not 0 and var o && o != owner)
            {
                return false;
            }
        }

        // A place too near an open one outside may not open, so it has nothing to decide here.
        return model.Limits.TooClose.Length == 0 || plan.Config[j] >= 0
            || !Array.Exists(model.Limits.TooClose[j], n => plan.Config[n] >= 0 && placeOwner[n] != owner);
    }

    private void Own(int j, int owner)
    {
        for (var a = model.Arcs.Start[j * model.PoolCount]; a < model.Arcs.Start[(j + 1) * model.PoolCount]; a++)
        {
            rowOwner[model.Arcs.Row[a]] = owner;
        }
    }
}
