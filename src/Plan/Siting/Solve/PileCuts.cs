using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>
/// One cut on pile counts: for rows S of one pool and a divisor δ, mixed-integer rounding of Σ min(A, D(S)) u + r(S) ≥ D(S), scaled so that an
/// unserved arrival/h counts 1. Whole piles cannot be bought in the fractions the plain bound is free to use; this takes some of that back.
/// </summary>
internal sealed record PileCut(int[] Rows, int Pool, double Divisor)
{
    /// <summary>Right-hand side for a total demand D.</summary>
    public static double Required(double demand, double divisor) => Rounding(demand, divisor) is var (f, up) ? divisor * f * up : 0;

    /// <summary>Coefficient of a configuration that can serve <paramref name="part"/> arrivals/h of S.</summary>
    public static double Coefficient(double part, double demand, double divisor)
    {
        var (f, _) = Rounding(demand, divisor);
        var whole = Math.Floor((part / divisor) + 1e-12);
        var rest = Math.Max(0, (part / divisor) - whole);

        // Rounded up by a hair: a coefficient too great only weakens the cut, too small would make it false.
        return divisor * f * (whole + Math.Min(1, (rest / f) + 1e-12));
    }

    private static (double Fraction, double Up) Rounding(double demand, double divisor)
    {
        var ratio = demand / divisor;
        var up = Math.Ceiling(ratio - 1e-9);
        return (Math.Max(1e-9, ratio - (up - 1)), up);
    }
}

/// <summary>The cuts in use, laid out by place so that pricing adds them up option by option.</summary>
internal sealed class PileCuts
{
    private readonly SitingModel model;
    private readonly List<(int Cut, double[] ByOption)>[] byPlace;
    private readonly List<int>[] byRow;

    public PileCuts(SitingModel model)
    {
        this.model = model;
        byPlace = [.. Enumerable.Range(0, model.PlaceCount).Select(_ => new List<(int, double[])>(0))];
        byRow = [.. Enumerable.Range(0, model.RowCount).Select(_ => new List<int>(0))];
    }

    public List<PileCut> All { get; } = [];

    public List<double> Required { get; } = [];

    public bool Touches(int place) => byPlace[place].Count > 0;

    public void Add(PileCut cut)
    {
        var demand = cut.Rows.Sum(r => model.Rows.Demand[r]);
        var number = All.Count;
        All.Add(cut);
        Required.Add(PileCut.Required(demand, cut.Divisor));
        foreach (var (place, part) in Parts(model, cut.Rows))
        {
            byPlace[place].Add((number, [.. Options(place, cut.Pool).ToArray().Select(c => PileCut.Coefficient(Math.Min(c, part), demand, cut.Divisor))]));
        }

        foreach (var r in cut.Rows)
        {
            byRow[r].Add(number);
        }
    }

    /// <summary>For each place that reaches S, the demand of S it reaches.</summary>
    public static IEnumerable<(int Place, double Demand)> Parts(SitingModel model, int[] rows)
    {
        SortedDictionary<int, double> parts = [];
        foreach (var r in rows)
        {
            for (var i = model.Arcs.RowStart[r]; i < model.Arcs.RowStart[r + 1]; i++)
            {
                var j = model.Arcs.Place[model.Arcs.RowArc[i]];
                parts[j] = parts.GetValueOrDefault(j) + model.Rows.Demand[r];
            }
        }

        return parts.Select(p => (p.Key, p.Value));
    }

    /// <summary>The cuts that touch a place, with their coefficient for each of its options of their class.</summary>
    public IReadOnlyList<(int Cut, double[] ByOption)> At(int place) => byPlace[place];

    /// <summary>The cuts that count a row.</summary>
    public IReadOnlyList<int> Around(int row) => byRow[row];

    /// <summary>Adds what the cuts pay for each option of a place.</summary>
    public void AddWorth(int place, double[] prices, Span<double> fast, Span<double> slow)
    {
        foreach (var (cut, byOption) in byPlace[place])
        {
            var price = prices[cut];
            if (price > 0)
            {
                var worth = model.Rows.PoolClass[All[cut].Pool] == 0 ? fast : slow;
                for (var o = 0; o < byOption.Length; o++)
                {
                    worth[o] += price * byOption[o];
                }
            }
        }
    }

    /// <summary>What the cuts take off the price of leaving a row unserved.</summary>
    public double OffUnserved(int row, double[] prices)
    {
        var sum = 0.0;
        foreach (var cut in byRow[row])
        {
            sum += prices[cut];
        }

        return sum;
    }

    /// <summary>Subtracts from the gradient of each cut what the picks of the Lagrangian bring.</summary>
    public void Gradient(int[] picks, double[] unserved, double[] gradient)
    {
        for (var c = 0; c < All.Count; c++)
        {
            gradient[c] = Required[c];
        }

        for (var j = 0; j < picks.Length; j++)
        {
            if (picks[j] >= 0)
            {
                foreach (var (cut, byOption) in byPlace[j])
                {
                    gradient[cut] -= byOption[model.Rows.PoolClass[All[cut].Pool] == 0 ? model.Offers.ConfigFast[picks[j]] : model.Offers.ConfigSlow[picks[j]]];
                }
            }
        }

        for (var r = 0; r < unserved.Length; r++)
        {
            if (unserved[r] > 0)
            {
                foreach (var cut in byRow[r])
                {
                    gradient[cut] -= unserved[r];
                }
            }
        }
    }

    private Span<double> Options(int place, int pool)
    {
        var from = model.Offers.OptionStart[(2 * place) + model.Rows.PoolClass[pool]];
        return model.Offers.OptionCapacity.AsSpan(from, model.Offers.OptionStart[(2 * place) + model.Rows.PoolClass[pool] + 1] - from);
    }
}
