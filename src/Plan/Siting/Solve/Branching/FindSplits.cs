namespace Doorstep.Plan.Siting.Solve.Branching;

/// <summary>Questions worth asking in a corner: where the averaged picks are undecided at a place, or count a broken number of places among several.</summary>
internal sealed class FindSplits
{
    private const double Undecided = 0.002;
    private const int OfPlaces = 2;
    private const int OfSets = 3;

    private readonly PlaceGroup group;
    private readonly List<int[]> sets = [];

    public FindSplits(PlaceGroup group)
    {
        this.group = group;
        HashSet<string> seen = [];
        int[] all = [.. Enumerable.Range(0, group.PlaceCount).Where(i => !group.IsFixed(i) && group.ConfigStart[i + 1] > group.ConfigStart[i])];
        Offer(all);
        for (var r = 0; r < group.Rows.Length; r++)
        {
            Offer([.. all.Where(i => Reaches(i, r))]);
        }

        void Offer(int[] set)
        {
            if (set.Length > 1 && seen.Add(string.Join(',', set)))
            {
                sets.Add(set);
            }
        }
    }

    /// <summary>The most promising questions, best first within their kind.</summary>
    public List<Split> Run(Corner corner, (int Config, double Weight)[][] usage)
    {
        List<(double Score, Split Split)> places = [], several = [];
        for (var i = 0; i < group.PlaceCount; i++)
        {
            if (corner.Places[i].MayOpen && usage[i].Length > 0 && !group.IsFixed(i))
            {
                OfPlace(i, corner.Places[i], usage[i], places);
            }
        }

        foreach (var set in sets)
        {
            foreach (var of in (ReadOnlySpan<Measure>)[Measure.Open, Measure.Fast, Measure.Slow])
            {
                OfSet(set, of, corner, usage, several);
            }
        }

        if (places.Count + several.Count == 0)
        {
            return Decided(corner, usage) is { } split ? [split] : [];
        }

        // Stable sorts: equal scores stay in the order they were found.
        return [.. places.OrderByDescending(s => s.Score).Take(OfPlaces).Select(s => s.Split), .. several.OrderByDescending(s => s.Score).Take(OfSets).Select(s => s.Split)];
    }

    /// <summary>Where every pick is decided and the corner is still not: ask for a place that is open whether it need be, then whether its pick is enough.</summary>
    private Split? Decided(Corner corner, (int Config, double Weight)[][] usage)
    {
        for (var i = 0; i < group.PlaceCount; i++)
        {
            if (corner.Places[i] is { MayOpen: true, MayClose: true } && usage[i].Length > 0)
            {
                return OpenOf(i);
            }
        }

        for (var i = 0; i < group.PlaceCount; i++)
        {
            if (corner.Places[i].MayOpen && usage[i].Length > 0)
            {
                var (range, pick) = (corner.Places[i], usage[i][0].Config);
                foreach (var (of, option, to) in (ReadOnlySpan<(Measure, int, int)>)[(Measure.Fast, group.ConfigFast[pick], range.FastTo), (Measure.Slow, group.ConfigSlow[pick], range.SlowTo)])
                {
                    if (option < to && Apart(option))
                    {
                        return LevelOf(i, of, option);
                    }
                }
            }
        }

        return null;
    }

    /// <summary>Choices of a place whose least reduced cost is beyond the limit, as splits with the answer that is closed.</summary>
    public List<(Split Split, bool More)> Hopeless(int place, PlaceRange range, double[] leastByOption, double limit)
    {
        List<(Split, bool)> result = [];
        if (!range.MayOpen)
        {
            return result;
        }

        var open = double.PositiveInfinity;
        for (var o = range.FastFrom; o <= range.FastTo; o++)
        {
            open = Math.Min(open, leastByOption[o]);
        }

        if (range.MayClose && open >= limit)
        {
            result.Add((OpenOf(place), true));
            return result;
        }

        if (range.MayClose && limit <= 0)
        {
            result.Add((OpenOf(place), false));
            range.MayClose = false;
        }

        Ends(Measure.Fast, range.FastFrom, range.FastTo);
        Ends(Measure.Slow, range.SlowFrom, range.SlowTo);
        return result;

        void Ends(Measure of, int from, int to)
        {
            var top = to;
            while (top > from && leastByOption[top] >= limit)
            {
                top--;
            }

            while (top < to && !Apart(top))
            {
                top++;
            }

            if (top < to)
            {
                result.Add((LevelOf(place, of, top), true));
            }

            var low = from;
            while (!range.MayClose && low < top && leastByOption[low] >= limit)
            {
                low++;
            }

            while (low > from && !Apart(low - 1))
            {
                low--;
            }

            if (low > from)
            {
                result.Add((LevelOf(place, of, low - 1), false));
            }
        }
    }

    private static Split OpenOf(int place) => new([place], Measure.Open, 0.5, 0) { FirstBeyond = [0] };

    /// <summary>True when a level fits between an option and the next.</summary>
    private bool Apart(int option) => group.OptionCapacity[option + 1] - group.OptionCapacity[option] > 1e-3 * (1 + group.OptionCapacity[option]);

    private Split LevelOf(int place, Measure of, int option) =>
        new([place], of, (group.OptionCapacity[option] + group.OptionCapacity[option + 1]) / 2, 0) { FirstBeyond = [option + 1] };

    private void OfPlace(int i, PlaceRange range, (int Config, double Weight)[] used, List<(double, Split)> found)
    {
        var total = used.Sum(u => u.Weight);
        if (range.MayClose && Math.Min(total, 1 - total) > Undecided)
        {
            found.Add((Math.Min(total, 1 - total), OpenOf(i)));
        }

        foreach (var (of, from, to) in (ReadOnlySpan<(Measure, int, int)>)[(Measure.Fast, range.FastFrom, range.FastTo), (Measure.Slow, range.SlowFrom, range.SlowTo)])
        {
            (double Score, int Option) best = (Undecided, -1);
            for (var o = from; o < to; o++)
            {
                var beyond = used.Where(u => (of == Measure.Fast ? group.ConfigFast[u.Config] : group.ConfigSlow[u.Config]) > o).Sum(u => u.Weight);
                var score = Math.Min(beyond, total - beyond) + (0.5 * Math.Min(beyond, 1 - beyond));
                if (Math.Min(beyond, 1 - beyond) > Undecided && score > best.Score && Apart(o))
                {
                    best = (score, o);
                }
            }

            if (best.Option >= 0)
            {
                found.Add((best.Score, LevelOf(i, of, best.Option)));
            }
        }
    }

    private void OfSet(int[] set, Measure of, Corner corner, (int Config, double Weight)[][] usage, List<(double, Split)> found)
    {
        var first = new int[set.Length];
        var smallest = double.PositiveInfinity;
        var mean = 0.0;
        for (var m = 0; m < set.Length; m++)
        {
            var start = group.OptionStart[(2 * set[m]) + (of == Measure.Slow ? 1 : 0)];
            first[m] = start + 1;
            if (of != Measure.Open && first[m] < group.OptionStart[(2 * set[m]) + (of == Measure.Slow ? 2 : 1)])
            {
                smallest = Math.Min(smallest, group.OptionCapacity[first[m]]);
            }

            foreach (var (config, weight) in usage[set[m]])
            {
                mean += of switch
                {
                    Measure.Open => weight,
                    Measure.Fast => group.ConfigFast[config] > start ? weight : 0,
                    _ => group.ConfigSlow[config] > start ? weight : 0,
                };
            }
        }

        var count = (int)Math.Floor(mean);
        var broken = Math.Min(mean - count, count + 1 - mean);
        if (broken <= Undecided || (of != Measure.Open && !(smallest > 1e-6 && double.IsFinite(smallest))) || Asked(corner, set, of, count))
        {
            return;
        }

        found.Add((broken, new(set, of, of == Measure.Open ? 0.5 : smallest / 2, count) { FirstBeyond = first }));
    }

    private static bool Asked(Corner corner, int[] set, Measure of, int count)
    {
        foreach (var row in corner.Shared)
        {
            if (row.Split.Of == of && row.Split.Count == count && ReferenceEquals(row.Split.Places, set))
            {
                return true;
            }
        }

        return false;
    }

    private bool Reaches(int place, int row)
    {
        for (var a = group.ArcStart[place * group.PoolCount]; a < group.ArcStart[(place + 1) * group.PoolCount]; a++)
        {
            if (group.ArcRow[a] == row)
            {
                return true;
            }
        }

        return false;
    }
}
