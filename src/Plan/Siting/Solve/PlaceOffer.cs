using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>
/// Finds the best configuration of one place when everyone else stays as he is: it may serve its own people and whoever is left over. What
/// serving counts is <see cref="Value"/>, which a search may bend.
/// </summary>
internal sealed class PlaceOffer
{
    private readonly SitingModel model;
    private readonly Assignment plan;
    private readonly int[] sorted;
    private readonly double[] key;
    private readonly double[] worth;
    private readonly int longest = 1;

    public PlaceOffer(Assignment plan)
    {
        this.plan = plan;
        model = plan.Model;
        var offers = model.Offers;
        var widest = 1;
        for (var j = 0; j < model.PlaceCount; j++)
        {
            longest = Math.Max(longest, Math.Max(offers.OptionStart[(2 * j) + 1] - offers.OptionStart[2 * j], offers.OptionStart[(2 * j) + 2] - offers.OptionStart[(2 * j) + 1]));
            for (var p = 0; p < model.PoolCount; p++)
            {
                widest = Math.Max(widest, model.Arcs.Start[(j * model.PoolCount) + p + 1] - model.Arcs.Start[(j * model.PoolCount) + p]);
            }
        }

        sorted = new int[widest];
        key = new double[widest];
        worth = new double[2 * longest];
        Value = [.. plan.Steering.RowValue];
    }

    /// <summary>What serving one arrival/h of a row counts.</summary>
    public double[] Value { get; }

    /// <summary>
    /// The best configuration (−1: none), the change it brings to the objective at <see cref="Value"/>, and the value it would serve.
    /// The present configuration is among those compared.
    /// </summary>
    public (int Config, double Change, double Worth) Look(int place)
    {
        var offers = model.Offers;
        int from = offers.ConfigStart[place], to = offers.ConfigStart[place + 1];
        if (from == to || (plan.Config[place] < 0 && IsTooClose(place)))
        {
            return (plan.Config[place], 0, 0);
        }

        int f0 = offers.OptionStart[2 * place], s0 = offers.OptionStart[(2 * place) + 1], end = offers.OptionStart[(2 * place) + 2];
        var fast = worth.AsSpan(0, s0 - f0);
        var slow = worth.AsSpan(longest, end - s0);
        fast.Clear();
        slow.Clear();
        for (var p = 0; p < model.PoolCount; p++)
        {
            if (model.Rows.PoolClass[p] == 0)
            {
                Fill(place, p, offers.OptionCapacity.AsSpan(f0, fast.Length), fast);
            }
            else
            {
                Fill(place, p, offers.OptionCapacity.AsSpan(s0, slow.Length), slow);
            }
        }

        var best = -1;
        var least = offers.Required[place] ? double.PositiveInfinity : 0;
        var bestWorth = 0.0;
        var limited = double.IsFinite(model.Limits.Budget) || model.Limits.Feeder[place] >= 0;
        var price = plan.Steering.BudgetPrice;
        for (var k = from; k < to; k++)
        {
            var gain = fast[offers.ConfigFast[k]] + slow[offers.ConfigSlow[k]];
            var net = offers.ConfigObjective[k] + (price * offers.ConfigCost[k]) - gain;
            if (net < least && (!limited || Fits(place, k)))
            {
                least = net;
                best = k;
                bestWorth = gain;
            }
        }

        return best < 0 && offers.Required[place] ? (plan.Config[place], 0, 0) : (best, least - Present(place), bestWorth);
    }

    /// <summary>Rebuilds the place: the configuration, serving the most valuable of its own and of what is left.</summary>
    public void Set(int place, int config)
    {
        plan.Close(place);
        if (config < 0)
        {
            return;
        }

        plan.Choose(place, config);
        for (var p = 0; p < model.PoolCount; p++)
        {
            var n = Sort(place, p);
            for (var i = 0; i < n && key[i] > 0; i++)
            {
                var x = Math.Min(plan.Room(place, p), plan.Unserved[model.Arcs.Row[sorted[i]]]);
                if (x > 0)
                {
                    plan.Serve(sorted[i], x);
                }
            }
        }
    }

    public bool Fits(int place, int config)
    {
        var now = plan.Config[place];
        var cost = plan.Cost + model.Offers.ConfigCost[config] - (now >= 0 ? model.Offers.ConfigCost[now] : 0);
        if (cost > model.Limits.Budget && (now < 0 || model.Offers.ConfigCost[config] > model.Offers.ConfigCost[now]))
        {
            return false;
        }

        return model.Limits.Feeder[place] is not (>= 0 and var f)
            || plan.FeederKva[f] + model.Offers.ConfigKva[config] - (now >= 0 ? model.Offers.ConfigKva[now] : 0) <= model.Limits.FeederLimit[f];
    }

    private double Present(int place)
    {
        var sum = 0.0;
        for (var a = model.Arcs.Start[place * model.PoolCount]; a < model.Arcs.Start[(place + 1) * model.PoolCount]; a++)
        {
            sum -= (Value[model.Arcs.Row[a]] - model.Arcs.WalkCost[a]) * plan.Served[a];
        }

        var c = plan.Config[place];
        return c < 0 ? sum : sum + model.Offers.ConfigObjective[c] + (plan.Steering.BudgetPrice * model.Offers.ConfigCost[c]);
    }

    public bool IsTooClose(int place) =>
        model.Limits.TooClose.Length > 0 && Array.Exists(model.Limits.TooClose[place], n => plan.Config[n] >= 0);

    private int Sort(int place, int pool)
    {
        int from = model.Arcs.Start[(place * model.PoolCount) + pool], to = model.Arcs.Start[(place * model.PoolCount) + pool + 1];
        for (var a = from; a < to; a++)
        {
            var v = Value[model.Arcs.Row[a]] - model.Arcs.WalkCost[a];
            var h = a - from - 1;
            while (h >= 0 && key[h] < v)
            {
                key[h + 1] = key[h];
                sorted[h + 1] = sorted[h];
                h--;
            }

            key[h + 1] = v;
            sorted[h + 1] = a;
        }

        return to - from;
    }

    private void Fill(int place, int pool, ReadOnlySpan<double> capacity, Span<double> gains)
    {
        var n = Sort(place, pool);
        double filled = 0, gain = 0;
        var next = 0;
        for (var o = 0; o < capacity.Length; o++)
        {
            while (next < n && key[next] > 0)
            {
                var open = plan.Unserved[model.Arcs.Row[sorted[next]]] + plan.Served[sorted[next]];
                if (filled + open > capacity[o])
                {
                    break;
                }

                filled += open;
                gain += open * key[next];
                next++;
            }

            gains[o] += gain + (next < n && key[next] > 0 ? key[next] * (capacity[o] - filled) : 0);
        }
    }
}
