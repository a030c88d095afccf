namespace Doorstep.Plan.Siting.Solve.Branching;

/// <summary>
/// A proof that a group of places cannot come to less than <see cref="Bound"/>: a tree of splits whose every leaf names multipliers, several leaves often the
/// same ones. Anyone can evaluate the leaves; the least of them is the bound.
/// </summary>
internal sealed class GroupProof(PlaceGroup group, double cityBound)
{
    private const int MostPicks = 12;

    /// <summary>One split of the tree; its answers lead to another split (its number) or to a leaf (the complement of its number).</summary>
    public readonly record struct Node(Split Split, int AtMost, int More);

    public PlaceGroup Group => group;

    /// <summary>What the group contributes to the bound at the city's multipliers alone.</summary>
    public double CityBound { get; } = cityBound;

    public double Bound { get; set; } = cityBound;

    private readonly Queue<int[]> picks = new();

    /// <summary>Takes what the places were mostly picking in the leaves last split, as configurations of the group (−1: none): hints for a better plan.</summary>
    public List<int[]> TakePicks()
    {
        List<int[]> taken = [.. picks];
        picks.Clear();
        return taken;
    }

    public void Note((int Config, double Weight)[][] usage)
    {
        int[] pick = [.. usage.Select(u => u.Where(c => c.Weight >= 0.5).Select(c => c.Config).DefaultIfEmpty(-1).First())];
        if (!picks.Any(p => p.AsSpan().SequenceEqual(pick)))
        {
            picks.Enqueue(pick);
            if (picks.Count > MostPicks)
            {
                picks.Dequeue();
            }
        }
    }

    public List<Node> Nodes { get; } = [];

    /// <summary>Index into <see cref="Prices"/> of each leaf.</summary>
    public List<int> Leaves { get; } = [];

    public List<double[]> Prices { get; } = [];
}
