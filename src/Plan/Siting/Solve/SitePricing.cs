using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>
/// Answers, for one place at given prices, which configuration is worth most and whom it serves: per pool a greedy fill of the dearest
/// rows, then one look at every configuration. Keeps the last sort order of each pool, which the next call finds nearly right.
/// </summary>
internal sealed class SitePricing
{
    private readonly SitingModel model;
    private readonly int[] order;

    private readonly PileCuts cuts;

    public SitePricing(SitingModel model, PileCuts cuts)
    {
        this.model = model;
        this.cuts = cuts;
        order = new int[model.Arcs.Row.Length];
        for (var a = 0; a < order.Length; a++)
        {
            order[a] = a;
        }

        var offers = model.Offers;
        LongestOptions = Enumerable.Range(0, model.PlaceCount * 2).Select(i => offers.OptionStart[i + 1] - offers.OptionStart[i]).DefaultIfEmpty(1).Max();
    }

    public int LongestOptions { get; }

    /// <summary>
    /// The best configuration (index into the offers, −1 for none) and its reduced cost (≤ 0 unless the place is required).
    /// <paramref name="profit"/> holds, per arc, what serving one arrival/h is worth; <paramref name="worth"/> is scratch of 2·LongestOptions.
    /// </summary>
    public (int Config, double ReducedCost) Best(int place, Prices prices, double[] profit, Span<double> worth)
    {
        var offers = model.Offers;
        int from = offers.ConfigStart[place], to = offers.ConfigStart[place + 1];
        if (from == to)
        {
            return (-1, 0);
        }

        int fastStart = offers.OptionStart[2 * place], slowStart = offers.OptionStart[(2 * place) + 1], end = offers.OptionStart[(2 * place) + 2];
        var fast = worth[..(slowStart - fastStart)];
        var slow = worth.Slice(LongestOptions, end - slowStart);
        fast.Clear();
        slow.Clear();
        var any = false;
        for (var p = 0; p < model.PoolCount; p++)
        {
            any |= model.Rows.PoolClass[p] == 0
                ? Fill(place, p, profit, offers.OptionCapacity.AsSpan(fastStart, fast.Length), fast)
                : Fill(place, p, profit, offers.OptionCapacity.AsSpan(slowStart, slow.Length), slow);
        }

        if (cuts.Touches(place))
        {
            cuts.AddWorth(place, prices.Cut, fast, slow);
            any = true;
        }

        var required = offers.Required[place];
        if (!any && !required)
        {
            return (-1, 0);
        }

        var feeder = model.Limits.Feeder[place];
        var kvaPrice = feeder >= 0 ? prices.Feeder[feeder] : 0;
        var best = -1;
        var least = required ? double.PositiveInfinity : 0;
        if (kvaPrice == 0 && prices.Budget == 0)
        {
            var cost = offers.ConfigObjective.AsSpan(from, to - from);
            var f = offers.ConfigFast.AsSpan(from, to - from);
            var s = offers.ConfigSlow.AsSpan(from, to - from);
            for (var k = 0; k < cost.Length; k++)
            {
                var reduced = cost[k] - fast[f[k]] - slow[s[k]];
                if (reduced < least)
                {
                    least = reduced;
                    best = from + k;
                }
            }
        }
        else
        {
            for (var k = from; k < to; k++)
            {
                var reduced = offers.ConfigObjective[k] + (prices.Budget * offers.ConfigCost[k]) + (kvaPrice * offers.ConfigKva[k])
                    - fast[offers.ConfigFast[k]] - slow[offers.ConfigSlow[k]];
                if (reduced < least)
                {
                    least = reduced;
                    best = k;
                }
            }
        }

        return (best, least);
    }

    /// <summary>Writes into <paramref name="served"/> (by arc) whom a configuration serves at these profits; zero for every other arc of the place.</summary>
    public void Serve(int place, int config, double[] profit, double[] served)
    {
        for (var p = 0; p < model.PoolCount; p++)
        {
            int from = model.Arcs.Start[(place * model.PoolCount) + p], to = model.Arcs.Start[(place * model.PoolCount) + p + 1];
            var left = config < 0 ? 0 : model.CapacityOf(place, config, p);
            for (var i = from; i < to; i++)
            {
                var a = order[i];
                var x = profit[a] > 0 ? Math.Min(left, model.Rows.Demand[model.Arcs.Row[a]]) : 0;
                served[a] = x;
                left -= x;
            }
        }
    }

    private bool Fill(int place, int pool, double[] profit, ReadOnlySpan<double> capacity, Span<double> worth)
    {
        int from = model.Arcs.Start[(place * model.PoolCount) + pool], to = model.Arcs.Start[(place * model.PoolCount) + pool + 1];
        for (var i = from + 1; i < to; i++)
        {
            var a = order[i];
            var v = profit[a];
            var h = i - 1;
            while (h >= from && profit[order[h]] < v)
            {
                order[h + 1] = order[h];
                h--;
            }

            order[h + 1] = a;
        }

        if (from == to || profit[order[from]] <= 0)
        {
            return false;
        }

        double filled = 0, value = 0;
        var next = from;
        for (var o = 0; o < capacity.Length; o++)
        {
            while (next < to && profit[order[next]] > 0 && filled + model.Rows.Demand[model.Arcs.Row[order[next]]] <= capacity[o])
            {
                var q = model.Rows.Demand[model.Arcs.Row[order[next]]];
                filled += q;
                value += q * profit[order[next]];
                next++;
            }

            worth[o] += value + (next < to && profit[order[next]] > 0 ? profit[order[next]] * (capacity[o] - filled) : 0);
        }

        return true;
    }
}
