namespace Doorstep.Plan.Siting.Solve.Branching;

/// <summary>
/// Branch and bound on one group, best first: always the leaf that holds the bound down is split further. It proves, it does not plan: no leaf need be
/// solved, and whenever it stops the least leaf is a valid bound.
/// </summary>
internal sealed class BranchGroup
{
    private const int TrialSteps = 6;
    private const int Steps = 40;

    // A corner with nothing left to ask is worth the patience that all the others are not: many are far from decided, only badly converged.
    private const int LastSteps = 1_500;
    private const int LastPatience = 200;

    // Most of the distance to the plan is not for the multipliers to cover, so they start with a small part of it.
    private const double FirstFactor = 0.12;

    private readonly PlaceGroup group;
    private readonly GroupAscent ascent;
    private readonly FindSplits finder;
    private readonly double[] profile;
    private readonly GroupProof proof;
    private readonly PriorityQueue<Leaf, (double, int)> open = new();
    private readonly double relativeGap;
    private double upper;
    private double stuck = double.PositiveInfinity;
    private double closed = double.PositiveInfinity;
    private int leavesMade;

    /// <param name="group">The places, at the city's multipliers.</param>
    /// <param name="upper">What the best plan known comes to in the group: corners that cannot beat it are closed.</param>
    /// <param name="relativeGap">The share of the first gap at which the proof is good enough.</param>
    public BranchGroup(PlaceGroup group, double upper, double relativeGap)
    {
        this.group = group;
        this.upper = upper;
        this.relativeGap = relativeGap;
        ascent = new(group);
        finder = new(group);
        profile = new double[group.OptionCapacity.Length];
        proof = new(group, ascent.Pricing.At(group.CityPrices, Corner.Whole(group)));
    }

    public PlaceGroup Group => group;

    /// <summary>What is proven so far; never below what the city's multipliers prove.</summary>
    public double Bound => leavesMade == 0 ? proof.CityBound
        : Math.Max(proof.CityBound, Math.Min(Math.Min(stuck, closed), open.TryPeek(out var leaf, out _) ? leaf.At.Bound : double.PositiveInfinity));

    public double CityBound => proof.CityBound;

    /// <summary>How far plan and proof are apart.</summary>
    public double Gap => Math.Max(0, upper - Bound);

    /// <summary>What the places were mostly picking in the leaves split since this was last asked.</summary>
    public List<int[]> TakePicks() => proof.TakePicks();

    /// <summary>Tells of a better plan.</summary>
    public void Lower(double value) => upper = Math.Min(upper, value);

    /// <summary>Splits up to so many leaves more.</summary>
    public void Run(int splits, Func<bool> stop)
    {
        if (leavesMade == 0)
        {
            var whole = Corner.Whole(group);
            Add(whole, ascent.Run(whole, group.CityPrices, FirstFactor, Steps, upper), -1, false);
        }

        var enough = upper - (relativeGap * Math.Max(0, upper - proof.CityBound));
        for (var n = 0; n < splits && double.IsPositiveInfinity(stuck) && open.TryPeek(out var leaf, out _) && leaf.At.Bound < enough && !stop(); n++)
        {
            Divide(open.Dequeue());
        }
    }

    /// <summary>The proof as it stands, every open leaf in its place; the group is not branched any further.</summary>
    public GroupProof Seal()
    {
        proof.Bound = Bound;
        while (open.TryDequeue(out var leaf, out _))
        {
            Hang(leaf);
        }

        return proof;
    }

    /// <summary>A leaf that may still be split: what is left to choose, its bound, and where in the tree it hangs.</summary>
    private sealed record Leaf(Corner Corner, CornerBound At, int Parent, bool More, int Prices);

    private void Divide(Leaf leaf)
    {
        proof.Note(leaf.At.Usage);
        var parent = leaf.Parent;
        leaf = Narrow(leaf);
        if (leaf.Parent != parent && Climb(ref leaf, 2 * Steps, 14))
        {
            return;
        }

        var found = Best(leaf);
        if (found is null)
        {
            if (Climb(ref leaf, LastSteps, LastPatience))
            {
                return;
            }

            found = Best(leaf);
        }

        if (found is not { } chosen)
        {
            // What a decided corner picks is what the group would rather do: as a plan it may be better than any known.
            proof.Note(leaf.At.Usage);
            stuck = leaf.At.Bound;
            Hang(leaf);
            return;
        }

        var node = AddNode(chosen.Split, leaf);
        foreach (var (more, trial) in ((bool, CornerBound)[])[(false, chosen.AtMost), (true, chosen.More)])
        {
            var corner = leaf.Corner.With(chosen.Split, more);
            var better = trial.Bound >= upper ? trial : ascent.Run(corner, trial.Prices, trial.Factor, Steps, upper);
            Add(corner, better, node, more);
        }

    }

    /// <summary>More steps in the same corner; true when they got somewhere, and the leaf waits for its turn again. Else at least its usage is fresh.</summary>
    private bool Climb(ref Leaf leaf, int steps, int patience)
    {
        var higher = ascent.Run(leaf.Corner, leaf.At.Prices, FirstFactor, steps, upper, patience);
        if (higher.Bound < leaf.At.Bound + (0.01 * (upper - leaf.At.Bound)))
        {
            leaf = leaf with { At = leaf.At with { Usage = higher.Usage } };
            return false;
        }

        Add(leaf.Corner, higher, leaf.Parent, leaf.More);
        return true;
    }

    private (Split Split, CornerBound AtMost, CornerBound More)? Best(Leaf leaf)
    {
        (Split, CornerBound, CornerBound)? best = null;
        var bestScore = double.NegativeInfinity;
        var room = Math.Max(1e-9, upper - leaf.At.Bound);
        foreach (var split in finder.Run(leaf.Corner, leaf.At.Usage))
        {
            var atMost = ascent.Run(leaf.Corner.With(split, false), leaf.At.Prices, FirstFactor, TrialSteps, upper);
            var more = ascent.Run(leaf.Corner.With(split, true), leaf.At.Prices, FirstFactor, TrialSteps, upper);
            double low = Gain(atMost), high = Gain(more);
            var score = Math.Min(low, high) + (0.2 * Math.Max(low, high));
            if (score > bestScore)
            {
                bestScore = score;
                best = (split, atMost, more);
            }
        }

        return best;

        double Gain(CornerBound side) => Math.Clamp(side.Bound - leaf.At.Bound, 0, room);
    }

    /// <summary>Closes, at the multipliers the leaf already has, every choice that cannot be part of a plan better than the one known.</summary>
    private Leaf Narrow(Leaf leaf)
    {
        var slack = upper - ascent.Pricing.At(leaf.At.Prices, leaf.Corner);
        for (var i = 0; i < group.PlaceCount && slack > 0; i++)
        {
            if (group.IsFixed(i))
            {
                continue;
            }

            var least = ascent.Pricing.Least[i];
            ascent.Pricing.Profile(i, leaf.Corner.Places[i], profile);
            var limit = least + slack;
            foreach (var (split, more) in finder.Hopeless(i, leaf.Corner.Places[i], profile, limit))
            {
                var node = AddNode(split, leaf);
                SetChild(node, more, AddLeaf(leaf.Prices));
                closed = Math.Min(closed, upper);
                leaf = leaf with { Corner = leaf.Corner.With(split, !more), Parent = node, More = !more };
            }
        }

        return leaf;
    }

    private void Add(Corner corner, CornerBound at, int parent, bool more)
    {
        proof.Prices.Add(at.Prices);
        var leaf = new Leaf(corner, at, parent, more, proof.Prices.Count - 1);
        if (at.Bound >= upper)
        {
            closed = Math.Min(closed, at.Bound);
            Hang(leaf);
        }
        else
        {
            open.Enqueue(leaf, (at.Bound, leavesMade++));
        }
    }

    private int AddLeaf(int prices)
    {
        proof.Leaves.Add(prices);
        return ~(proof.Leaves.Count - 1);
    }

    private void Hang(Leaf leaf)
    {
        var number = AddLeaf(leaf.Prices);
        if (leaf.Parent >= 0)
        {
            SetChild(leaf.Parent, leaf.More, number);
        }
    }

    private int AddNode(Split split, Leaf under)
    {
        var number = proof.Nodes.Count;
        proof.Nodes.Add(new(split, 0, 0));
        if (under.Parent >= 0)
        {
            SetChild(under.Parent, under.More, number);
        }

        return number;
    }

    private void SetChild(int node, bool more, int child) =>
        proof.Nodes[node] = more ? proof.Nodes[node] with { More = child } : proof.Nodes[node] with { AtMost = child };
}
