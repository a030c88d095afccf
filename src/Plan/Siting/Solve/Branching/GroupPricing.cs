namespace Doorstep.Plan.Siting.Solve.Branching;

/// <summary>Lower bound of one corner of a group at given multipliers (rows, own cuts, shared rows), with its subgradient and what each place would pick.</summary>
internal sealed class GroupPricing
{
    private readonly PlaceGroup group;
    private readonly int[] order;
    private readonly double[] profit;
    private readonly double[] arcDemand;
    private readonly double[] leastCost;
    private readonly double[] worth;
    private readonly double[] openCost;
    private readonly double[] cap;
    private readonly double[] unserved;

    public GroupPricing(PlaceGroup group)
    {
        this.group = group;
        order = [.. Enumerable.Range(0, group.ArcRow.Length)];
        profit = new double[group.ArcRow.Length];
        arcDemand = [.. group.ArcRow.Select(r => group.Demand[r])];
        leastCost = new double[group.OptionCapacity.Length];
        Array.Fill(leastCost, double.PositiveInfinity);
        for (var k = 0; k < group.ConfigCost.Length; k++)
        {
            leastCost[group.ConfigFast[k]] = Math.Min(leastCost[group.ConfigFast[k]], group.ConfigCost[k]);
        }

        worth = new double[group.OptionCapacity.Length];
        openCost = new double[group.PlaceCount];
        cap = new double[group.Rows.Length];
        unserved = new double[group.Rows.Length];
        Pick = new int[group.PlaceCount];
        Least = new double[group.PlaceCount];
    }

    public double[] Gradient { get; private set; } = [];

    /// <summary>Configuration picked at each place, −1 for none.</summary>
    public int[] Pick { get; }

    /// <summary>Least reduced cost of each place; infinite when nothing is left to choose.</summary>
    public double[] Least { get; }

    public double At(double[] x, Corner corner)
    {
        var rows = group.Rows.Length;
        if (Gradient.Length != x.Length)
        {
            Gradient = new double[x.Length];
        }

        Caps(x, cap);
        var sum = 0.0;
        for (var r = 0; r < rows; r++)
        {
            var q = group.Demand[r];
            unserved[r] = 0;
            if (group.Own[r])
            {
                sum += x[r] * q;
                if (x[r] > cap[r])
                {
                    unserved[r] = group.UnservedLimit[r];
                    sum += (cap[r] - x[r]) * unserved[r];
                }

                Gradient[r] = q - unserved[r];
            }
            else
            {
                var less = group.CityPrice[r] - x[r];
                sum -= less > 0 ? less * q : 0;
                Gradient[r] = less > 0 ? q : 0;
            }
        }

        sum += Cuts(x, rows);
        Price(x, corner);
        sum += Shared(x, corner, group.PriceCount);
        for (var i = 0; i < group.PlaceCount; i++)
        {
            Choose(i, corner.Places[i]);
            sum += Least[i];
            Serve(i);
        }

        TakeFromCuts(rows);
        for (var s = 0; s < corner.Shared.Length; s++)
        {
            var row = corner.Shared[s];
            var counted = 0;
            for (var m = 0; m < row.Split.Places.Length; m++)
            {
                counted += Counts(row.Split, m) ? 1 : 0;
            }

            Gradient[group.PriceCount + s] = (row.Sign * counted) - row.Limit;
        }

        return sum;
    }

    /// <summary>What an unserved arrival/h of each own row costs when own cuts have these multipliers.</summary>
    private void Caps(double[] x, double[] caps)
    {
        group.Cap.CopyTo(caps, 0);
        for (var c = 0; c < group.Cuts.Length; c++)
        {
            var price = x[group.Rows.Length + c];
            foreach (var r in group.Cuts[c].Rows)
            {
                caps[r] -= price;
            }
        }
    }

    /// <summary>After <see cref="At"/>: the least reduced cost of a place when it is closed, and for each of its options (by class) when that option is taken.</summary>
    public void Profile(int place, PlaceRange range, double[] leastByOption)
    {
        int from = group.OptionStart[2 * place], to = group.OptionStart[(2 * place) + 2];
        Array.Fill(leastByOption, double.PositiveInfinity, from, to - from);
        if (!range.MayOpen || range.FastFrom > range.FastTo)
        {
            return;
        }

        var end = group.FirstWithFast[range.FastTo + 1];
        for (var k = group.FirstWithFast[range.FastFrom]; k < end; k++)
        {
            int f = group.ConfigFast[k], s = group.ConfigSlow[k];
            if (s < range.SlowFrom || s > range.SlowTo)
            {
                continue;
            }

            var reduced = group.ConfigCost[k] + openCost[place] - worth[f] - worth[s];
            leastByOption[f] = Math.Min(leastByOption[f], reduced);
            leastByOption[s] = Math.Min(leastByOption[s], reduced);
        }
    }

    /// <summary>Right-hand sides of own cuts, and what the unserved bring to their subgradients.</summary>
    private double Cuts(double[] x, int rows)
    {
        group.OptionBonus.CopyTo(worth, 0);
        var sum = 0.0;
        for (var c = 0; c < group.Cuts.Length; c++)
        {
            var (cut, price) = (group.Cuts[c], x[rows + c]);
            sum += price * cut.Required;
            var left = cut.Required;
            foreach (var r in cut.Rows)
            {
                left -= unserved[r];
            }

            Gradient[rows + c] = left;
            foreach (var (_, first, byOption) in cut.Options)
            {
                for (var o = 0; o < byOption.Length && price > 0; o++)
                {
                    worth[first + o] += price * byOption[o];
                }
            }
        }

        return sum;
    }

    private void TakeFromCuts(int rows)
    {
        for (var c = 0; c < group.Cuts.Length; c++)
        {
            foreach (var (place, first, byOption) in group.Cuts[c].Options)
            {
                if (Pick[place] is >= 0 and var pick)
                {
                    var option = group.Cuts[c].IsFast ? group.ConfigFast[pick] : group.ConfigSlow[pick];
                    Gradient[rows + c] -= byOption[option - first];
                }
            }
        }
    }

    private bool Counts(Split split, int member)
    {
        var pick = Pick[split.Places[member]];
        return pick >= 0 && split.Of switch
        {
            Measure.Open => true,
            Measure.Fast => group.ConfigFast[pick] >= split.FirstBeyond[member],
            _ => group.ConfigSlow[pick] >= split.FirstBeyond[member],
        };
    }

    private void Price(double[] x, Corner corner)
    {
        for (var i = 0; i < group.PlaceCount; i++)
        {
            ref readonly var range = ref corner.Places[i];
            if (!range.MayOpen)
            {
                continue;
            }

            for (var p = 0; p < group.PoolCount; p++)
            {
                var (from, to) = (group.ArcStart[(i * group.PoolCount) + p], group.ArcStart[(i * group.PoolCount) + p + 1]);
                if (Sort(x, from, to))
                {
                    var (first, last) = group.PoolClass[p] == 0 ? (range.FastFrom, range.FastTo) : (range.SlowFrom, range.SlowTo);
                    Fill(from, to, first, last + 1);
                }
            }
        }
    }

    /// <summary>Brings the rows of one pool in reach of a place into order, dearest first; false when none of them pays.</summary>
    private bool Sort(double[] x, int from, int to)
    {
        var sorted = order.AsSpan(from, to - from);
        for (var n = 0; n < sorted.Length; n++)
        {
            var a = sorted[n];
            var v = profit[a] = x[group.ArcRow[a]] - group.WalkCost[a];
            var h = n - 1;
            while (h >= 0 && profit[sorted[h]] < v)
            {
                sorted[h + 1] = sorted[h];
                h--;
            }

            sorted[h + 1] = a;
        }

        return sorted.Length > 0 && profit[sorted[0]] > 0;
    }

    /// <summary>Adds to the worth of each option left what the dearest rows in its reach pay for its capacity.</summary>
    private void Fill(int from, int to, int option, int optionEnd)
    {
        var capacity = group.OptionCapacity;
        var (o, filled, value) = (option, 0.0, 0.0);
        for (var n = from; n < to && o < optionEnd; n++)
        {
            var a = order[n];
            var v = profit[a];
            if (v <= 0)
            {
                break;
            }

            var full = filled + arcDemand[a];
            for (; o < optionEnd && capacity[o] < full; o++)
            {
                worth[o] += value + (v * (capacity[o] - filled));
            }

            value += arcDemand[a] * v;
            filled = full;
        }

        for (; o < optionEnd; o++)
        {
            worth[o] += value;
        }
    }

    private double Shared(double[] x, Corner corner, int first)
    {
        Array.Clear(openCost);
        var sum = 0.0;
        for (var s = 0; s < corner.Shared.Length; s++)
        {
            var (row, price) = (corner.Shared[s], x[first + s]);
            sum -= price * row.Limit;
            for (var m = 0; m < row.Split.Places.Length && price > 0; m++)
            {
                var i = row.Split.Places[m];
                if (row.Split.Of == Measure.Open)
                {
                    openCost[i] += row.Sign * price;
                    continue;
                }

                var end = group.OptionStart[(2 * i) + (row.Split.Of == Measure.Fast ? 1 : 2)];
                for (var o = row.Split.FirstBeyond[m]; o < end; o++)
                {
                    worth[o] -= row.Sign * price;
                }
            }
        }

        return sum;
    }

    private void Choose(int i, PlaceRange range)
    {
        var least = range.MayClose ? 0 : double.PositiveInfinity;
        var best = -1;
        if (range.MayOpen && range.FastFrom <= range.FastTo && range.SlowFrom <= range.SlowTo)
        {
            var dearest = double.NegativeInfinity;
            for (var s = range.SlowFrom; s <= range.SlowTo; s++)
            {
                dearest = Math.Max(dearest, worth[s]);
            }

            for (var f = range.FastFrom; f <= range.FastTo; f++)
            {
                var rest = openCost[i] - worth[f];
                if (leastCost[f] + rest - dearest >= least)
                {
                    continue;
                }

                var from = group.FirstWithFast[f];
                var cost = group.ConfigCost.AsSpan(from, group.FirstWithFast[f + 1] - from);
                var slow = group.ConfigSlow.AsSpan(from, cost.Length);
                for (var k = 0; k < cost.Length; k++)
                {
                    var s = slow[k];
                    var reduced = cost[k] + rest - worth[s];
                    if (reduced < least && s >= range.SlowFrom && s <= range.SlowTo)
                    {
                        least = reduced;
                        best = from + k;
                    }
                }
            }
        }

        Pick[i] = best;
        Least[i] = least;
    }

    private void Serve(int i)
    {
        var k = Pick[i];
        if (k < 0)
        {
            return;
        }

        for (var p = 0; p < group.PoolCount; p++)
        {
            var left = group.OptionCapacity[group.PoolClass[p] == 0 ? group.ConfigFast[k] : group.ConfigSlow[k]];
            for (var n = group.ArcStart[(i * group.PoolCount) + p]; n < group.ArcStart[(i * group.PoolCount) + p + 1] && left > 0; n++)
            {
                var a = order[n];
                if (profit[a] <= 0)
                {
                    break;
                }

                var served = Math.Min(left, arcDemand[a]);
                Gradient[group.ArcRow[a]] -= served;
                left -= served;
            }
        }
    }
}
