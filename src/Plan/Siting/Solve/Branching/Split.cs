namespace Doorstep.Plan.Siting.Solve.Branching;

/// <summary>What a split counts at a place: whether anything is built, or how many arrivals/h its fast or slow piles take.</summary>
internal enum Measure
{
    Open,
    Fast,
    Slow,
}

/// <summary>
/// A question with two answers that cover every plan: at how many of these places does the measure exceed the level — at most <see cref="Count"/>, or more?
/// Asked of one place it restricts its choices; asked of several it is a row with a multiplier of its own.
/// </summary>
internal sealed record Split(int[] Places, Measure Of, double Level, int Count)
{
    /// <summary>Per place, the first option whose capacity exceeds the level.</summary>
    public required int[] FirstBeyond { get; init; }
}

/// <summary>A split over several places with its answer.</summary>
internal readonly record struct SharedRow(Split Split, bool More)
{
    /// <summary>Cost of a place that counts, per unit of the multiplier.</summary>
    public double Sign => More ? -1 : 1;

    public double Limit => More ? -(Split.Count + 1) : Split.Count;
}

/// <summary>What is left to choose at one place: ranges of options, counted over the whole group, and whether it may be closed or open.</summary>
internal struct PlaceRange
{
    public int FastFrom, FastTo, SlowFrom, SlowTo;
    public bool MayClose, MayOpen;
}

/// <summary>One corner of a group's plans: ranges of its places, and the shared rows that hold there.</summary>
internal sealed class Corner(PlaceRange[] places, SharedRow[] shared)
{
    public PlaceRange[] Places { get; } = places;

    public SharedRow[] Shared { get; } = shared;

    public static Corner Whole(PlaceGroup group)
    {
        var ranges = new PlaceRange[group.PlaceCount];
        for (var i = 0; i < ranges.Length; i++)
        {
            ranges[i] = new()
            {
                FastFrom = group.OptionStart[2 * i],
                FastTo = group.OptionStart[(2 * i) + 1] - 1,
                SlowFrom = group.OptionStart[(2 * i) + 1],
                SlowTo = group.OptionStart[(2 * i) + 2] - 1,
                MayClose = !group.Required[i],
                MayOpen = group.ConfigStart[i + 1] > group.ConfigStart[i],
            };
        }

        return new(ranges, []);
    }

    /// <summary>The part of this corner where the split is answered so.</summary>
    public Corner With(Split split, bool more)
    {
        if (split.Places.Length > 1)
        {
            return new([.. Places], [.. Shared, new(split, more)]);
        }

        PlaceRange[] narrowed = [.. Places];
        ref var place = ref narrowed[split.Places[0]];
        switch (split.Of)
        {
            case Measure.Open:
                place.MayClose &= !more;
                place.MayOpen &= more;
                break;
            case Measure.Fast when more:
                place.FastFrom = Math.Max(place.FastFrom, split.FirstBeyond[0]);
                place.MayClose = false;
                break;
            case Measure.Fast:
                place.FastTo = Math.Min(place.FastTo, split.FirstBeyond[0] - 1);
                break;
            case Measure.Slow when more:
                place.SlowFrom = Math.Max(place.SlowFrom, split.FirstBeyond[0]);
                place.MayClose = false;
                break;
            default:
                place.SlowTo = Math.Min(place.SlowTo, split.FirstBeyond[0] - 1);
                break;
        }

        return new(narrowed, Shared);
    }
}
