using Doorstep.Plan.Siting.Make;
using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>
/// Local search on one model: takes a few neighbouring sites away, builds the hole up again greedily at slightly shaken multipliers, and keeps
/// what is better. Add, drop, resize and swap are all cases of it.
/// </summary>
internal sealed class RuinAndRecreate
{
    private readonly SitingModel model;
    private readonly double[] price;
    private readonly Dice dice;
    private readonly int[][] neighbours;
    private readonly int[] free;
    private readonly int[] stamp;
    private readonly SmallerSizes sizes;
    private readonly Assignment plan;
    private readonly PlaceOffer offer;
    private readonly Rerouting rerouting;
    private readonly bool bound;
    private readonly int[] rowStamp;
    private int mark;
    private int rowMark;

    public RuinAndRecreate(Assignment plan, double[] rowPrices, Neighbourhood near, Dice dice)
    {
        this.plan = plan;
        this.dice = dice;
        model = plan.Model;
        price = rowPrices;
        neighbours = near.Of;
        free = [.. Enumerable.Range(0, model.PlaceCount).Where(j => !IsFixed(j) && model.Offers.ConfigStart[j + 1] > model.Offers.ConfigStart[j])];
        stamp = new int[model.PlaceCount];
        rowStamp = new int[model.RowCount];
        sizes = new(model);
        offer = new(plan);
        rerouting = new(plan);
        bound = HardRules.Any(model);
    }

    /// <summary>From nothing: places that must be there first, then the greedy.</summary>
    public void Build()
    {
        for (var j = 0; j < model.PlaceCount; j++)
        {
            if (model.Offers.Required[j] && plan.Config[j] < 0 && model.Offers.ConfigStart[j] < model.Offers.ConfigStart[j + 1])
            {
                offer.Set(j, offer.Look(j).Config is >= 0 and var c ? c : model.Offers.ConfigStart[j]);
            }
        }

        Recreate(free, 0);
        plan.Keep();
    }

    /// <summary>Improves the plan by <paramref name="rounds"/> ruins.</summary>
    public void Improve(int rounds, Func<bool> stop)
    {
        if (free.Length == 0)
        {
            return;
        }

        // The journal always reaches back to the best plan, so a warm walk away from it costs no copy.
        plan.Keep();
        var best = plan.Steered;
        var warmth = 0.03 * best / free.Length;
        for (var i = 0; i < rounds && !stop(); i++)
        {
            var before = plan.Steered;
            var start = plan.Mark;
            var heat = warmth * (1 - ((double)i / rounds)) * dice.Next() * dice.Next();
            Recreate(Ruin(), 0.12 * dice.Next());
            if (plan.Steered >= before + heat)
            {
                plan.UndoTo(start);
            }
            else if (plan.Steered < best - 1e-6)
            {
                best = plan.Steered;
                plan.Keep();
            }
        }

        plan.UndoTo(0);
    }

    /// <summary>Builds these places as proposed (−1: nothing), fills what is left as ever, and keeps it when the plan gets better and breaks no rule.</summary>
    public bool Adopt(int[] places, int[] configs)
    {
        var before = plan.Steered;
        var breach = bound ? HardRules.Breach(model, plan) : 0;
        plan.Keep();
        foreach (var j in places)
        {
            if (!IsFixed(j))
            {
                plan.Close(j);
            }
        }

        for (var i = 0; i < places.Length; i++)
        {
            if (!IsFixed(places[i]) && configs[i] >= 0 && !offer.IsTooClose(places[i]) && offer.Fits(places[i], configs[i]))
            {
                plan.Choose(places[i], configs[i]);
            }
        }

        Recreate(places, 0);
        if (plan.Steered < before - 1e-6 && (!bound || HardRules.Breach(model, plan) <= breach))
        {
            plan.Keep();
            return true;
        }

        plan.UndoTo(0);
        return false;
    }

    private bool IsFixed(int j) => model.Offers.Required[j] && model.Offers.ConfigStart[j + 1] - model.Offers.ConfigStart[j] == 1;

    private List<int> Ruin()
    {
        mark++;
        var seed = free[dice.Whole(0, free.Length - 1)];
        var size = dice.Whole(1, 6);
        List<int> hole = [seed];
        stamp[seed] = mark;
        var closed = 0;
        for (var i = 0; i < hole.Count && closed < size; i++)
        {
            var j = hole[i];
            if (plan.Config[j] >= 0 && !IsFixed(j))
            {
                plan.Close(j);
                closed++;
            }

            foreach (var n in neighbours[j])
            {
                if (stamp[n] != mark)
                {
                    stamp[n] = mark;
                    hole.Add(n);
                }
            }
        }

        hole.RemoveAll(IsFixed);
        return hole;
    }

    /// <summary>Adds the place that fits the multipliers best, again and again; then whatever still pays at the full value of being served.</summary>
    private void Recreate(IReadOnlyList<int> places, double noise)
    {
        foreach (var j in places)
        {
            if (model.Offers.Required[j] && plan.Config[j] < 0)
            {
                offer.Set(j, model.Offers.ConfigStart[j]);
            }
        }

        AbsorbAround(places);
        ValueRows(places, atPrices: true);
        Add(places, noise);
        ValueRows(places, atPrices: false);
        Add(places, noise);
        Settle(places);
    }

    private void ValueRows(IReadOnlyList<int> places, bool atPrices)
    {
        foreach (var j in places)
        {
            for (var a = model.Arcs.Start[j * model.PoolCount]; a < model.Arcs.Start[(j + 1) * model.PoolCount]; a++)
            {
                var r = model.Arcs.Row[a];
                offer.Value[r] = atPrices ? Math.Min(plan.Steering.RowValue[r], price[r] * 1.03) : plan.Steering.RowValue[r];
            }
        }
    }

    private void Add(IReadOnlyList<int> places, double noise)
    {
        PriorityQueue<int, double> queue = new();
        foreach (var j in places)
        {
            var (config, change, worth) = offer.Look(j);
            if (config >= 0 && change < -1e-6)
            {
                queue.Enqueue(j, Score(change, worth) + (noise * dice.Next()));
            }
        }

        while (queue.TryDequeue(out var j, out var score))
        {
            var (config, change, worth) = offer.Look(j);
            if (config < 0 || change >= -1e-6)
            {
                continue;
            }

            // The queue is lazy: a place whose offer got worse goes back to its new rank.
            var now = Score(change, worth);
            if (now > score + 1e-12 && queue.TryPeek(out _, out var next) && now > next + 1e-12)
            {
                queue.Enqueue(j, now + (noise * dice.Next()));
                continue;
            }

            offer.Set(j, config);
        }

        static double Score(double change, double worth) => change / Math.Max(1e-9, worth);
    }

    private void AbsorbAround(IReadOnlyList<int> places)
    {
        rowMark++;
        foreach (var j in places)
        {
            for (var a = model.Arcs.Start[j * model.PoolCount]; a < model.Arcs.Start[(j + 1) * model.PoolCount]; a++)
            {
                var r = model.Arcs.Row[a];
                if (rowStamp[r] != rowMark)
                {
                    rowStamp[r] = rowMark;
                    rerouting.Absorb(r);
                }
            }
        }
    }

    /// <summary>Every open place takes the cheapest mix for what it serves, and tries to do with less by passing people on.</summary>
    private void Settle(IReadOnlyList<int> places)
    {
        AbsorbAround(places);
        foreach (var j in places)
        {
            for (var tries = 0; plan.Config[j] >= 0 && tries < 40; tries++)
            {
                if (!Array.Exists(sizes.Below(j, plan.Config[j]), smaller => rerouting.TryShrink(j, smaller)))
                {
                    break;
                }
            }
        }

        for (var pass = 0; pass < 2; pass++)
        {
            var changed = false;
            foreach (var j in places)
            {
                var (config, change, _) = offer.Look(j);
                if (change < -1e-6)
                {
                    offer.Set(j, config);
                    changed = true;
                }
            }

            if (!changed)
            {
                return;
            }
        }
    }
}
