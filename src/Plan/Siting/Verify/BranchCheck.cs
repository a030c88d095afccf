using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Plan.Siting.Verify;

/// <summary>
/// Walks the tree of every branched group and evaluates each leaf at its multipliers over every mix worth building that its answers allow. The two
/// answers of a split cover every plan, so a group cannot come to less than its least leaf.
/// </summary>
internal sealed class BranchCheck(CheckedFacts facts, Claims check, CityPrices prices, MixesOfPlace mixes, IReadOnlyDictionary<string, List<string>> placesOf)
{
    private readonly HashSet<int> ownCuts = [];

    /// <summary>Rows and places that the groups account for, so that nothing counts twice.</summary>
    public HashSet<(string Community, string Window)> Owned { get; } = [];

    public HashSet<string> Places { get; } = [];

    public double Run(IReadOnlyList<BranchedGroup> groups, CancellationToken ct)
    {
        var sum = 0.0;
        foreach (var group in groups)
        {
            ct.ThrowIfCancellationRequested();
            foreach (var place in group.Places)
            {
                check.True(facts.Reach.ContainsKey(place) && !mixes.IsClosed(place), $"a branched group names '{place}', which is no place or may not be used.");
                check.True(Places.Add(place), $"'{place}' is in two branched groups.");
            }

            CheckRows(group);
            CheckCuts(group);
            sum += LeastLeaf(group);
        }

        return sum;
    }

    private void CheckRows(BranchedGroup group)
    {
        HashSet<string> inside = [.. group.Places];
        HashSet<(string, string)> named = [];
        foreach (var row in group.Rows)
        {
            var key = (row.Community, row.Window);
            check.True(facts.Rows.TryGetValue(key, out var known) && known.Demand > 0, $"a branched group names the unknown row '{row.Community}' / '{row.Window}'.");
            check.True(named.Add(key), $"a branched group names '{row.Community}' / '{row.Window}' twice.");
            if (row.Own)
            {
                check.True(Owned.Add(key), $"two branched groups own '{row.Community}' / '{row.Window}'.");
                var other = placesOf.GetValueOrDefault(row.Community)?.Find(p => !inside.Contains(p) && mixes.Of(p).CanServe);
                check.True(other is null, $"'{row.Community}' / '{row.Window}' is not a branched group's own: '{other}' can serve it too.");
            }
        }

        foreach (var place in group.Places)
        {
            foreach (var (community, _) in facts.Reach[place])
            {
                foreach (var window in facts.Windows.Keys.Where(w => facts.Rows[(community, w)].Demand > 0))
                {
                    check.True(named.Contains((community, window)), $"a branched group leaves out '{community}' / '{window}', which '{place}' reaches.");
                }
            }
        }
    }

    private void CheckCuts(BranchedGroup group)
    {
        var own = group.Rows.Where(r => r.Own).Select(r => (r.Community, r.Window)).ToHashSet();
        foreach (var cut in group.Cuts)
        {
            check.True(cut >= 0 && cut < prices.Cuts.Count && ownCuts.Add(cut), $"a branched group names the cut {cut}, which is missing or another's.");
            check.True(prices.Cuts[cut].Cut.Communities.All(c => own.Contains((c, prices.Cuts[cut].Cut.Window))), $"a branched group names the cut {cut}, which counts rows that are not its own.");
        }
    }

    private double LeastLeaf(BranchedGroup group)
    {
        CheckSplits(group);
        var leaf = new LeafBound(facts, prices, mixes, group);
        var least = double.PositiveInfinity;
        var splitSeen = new bool[group.Splits.Count];
        var leafSeen = new bool[group.Leaves.Count];
        Stack<(int At, Answer? Path)> open = new([(group.Splits.Count == 0 ? -1 : 0, null)]);
        while (open.TryPop(out var next))
        {
            if (next.At < 0)
            {
                var number = -1 - next.At;
                check.True(number < leafSeen.Length && !leafSeen[number], $"a branched group leads to leaf {number}, which is missing or used twice.");
                leafSeen[number] = true;
                var at = group.Leaves[number];
                check.True(at >= 0 && at < group.Prices.Count, $"a leaf of a branched group names multipliers {at}, which are missing.");
                var shared = Answer.Shared(next.Path);
                check.True(group.Prices[at].Count == group.Rows.Count + group.Cuts.Count + shared.Count && group.Prices[at].All(p => double.IsFinite(p) && p >= 0),
                    "a leaf of a branched group has too many or too few multipliers, or a negative one.");
                least = Math.Min(least, leaf.At(group.Prices[at], Answer.Alone(next.Path), shared));
                continue;
            }

            check.True(next.At < splitSeen.Length && !splitSeen[next.At], $"a branched group leads to split {next.At}, which is missing or used twice.");
            splitSeen[next.At] = true;
            var split = group.Splits[next.At];
            open.Push((split.AtMost, new(split, false, next.Path)));
            open.Push((split.More, new(split, true, next.Path)));
        }

        return least;
    }

    private void CheckSplits(BranchedGroup group)
    {
        foreach (var split in group.Splits)
        {
            check.True(split.Of is "open" or "fast" or "slow" && double.IsFinite(split.Level), $"a split asks for '{split.Of}' at {split.Level}.");
            check.True(split.Places.Count > 0 && split.Places.Distinct().Count() == split.Places.Count && split.Places.All(p => p >= 0 && p < group.Places.Count),
                "a split names no place, one twice, or one that is not in its group.");
        }
    }
}

/// <summary>One answer on the way from the root, linked to the one before.</summary>
internal sealed record Answer(BranchSplit Split, bool More, Answer? Before)
{
    /// <summary>Answers over several places, from the root on.</summary>
    public static List<Answer> Shared(Answer? last) => Where(last, a => a.Split.Places.Count > 1);

    public static List<Answer> Alone(Answer? last) => Where(last, a => a.Split.Places.Count == 1);

    public bool Allows(bool exceeds) => More == ((exceeds ? 1 : 0) > Split.Count);

    private static List<Answer> Where(Answer? last, Func<Answer, bool> wanted)
    {
        List<Answer> found = [];
        for (var a = last; a is not null; a = a.Before)
        {
            if (wanted(a))
            {
                found.Add(a);
            }
        }

        found.Reverse();
        return found;
    }
}
