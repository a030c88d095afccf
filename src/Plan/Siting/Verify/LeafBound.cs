using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Plan.Siting.Verify;

/// <summary>
/// A leaf's part of the bound: own rows and own cuts at the leaf's multipliers μ, −max(0, λ − μ)q for rows shared with the rest of the city at λ, the limits of splits
/// over several places at theirs, and for each place the least reduced cost among the mixes the answers allow.
/// </summary>
internal sealed class LeafBound
{
    private readonly List<(bool Own, double Demand, double CityPrice, double Unserved, double UnservedLimit)> rows;
    private readonly PlaceMixes[] places;
    private readonly (CheckedCut Cut, int[] Rows)[] cuts;

    /// <summary>Coefficients of own cuts by place and capacity: (cut, fast or not, one for each capacity of that class).</summary>
    private readonly (int Cut, bool IsFast, double[] ByCapacity)[][] paid;

    /// <summary>Rows in reach of each place, by window of each class.</summary>
    private readonly (int Row, double Walk)[][][][] reach;

    public LeafBound(CheckedFacts facts, CityPrices prices, MixesOfPlace mixes, BranchedGroup group)
    {
        rows = [.. group.Rows.Select(r => ((r.Community, r.Window), r.Own)).Select(r => (r.Own, facts.Rows[r.Item1].Demand, prices.Of(r.Item1), prices.Unserved(r.Item1), facts.Rows[r.Item1].UnservedLimit))];
        places = [.. group.Places.Select(mixes.Of)];
        var perMetre = facts.Problem.Rules.Aim == Aim.LeastCost ? facts.Problem.Rules.Missing.PerArrivalKilometre / 1000 : 0;
        var number = group.Rows.Select((r, i) => ((r.Community, r.Window), i)).ToDictionary(x => x.Item1, x => x.i);
        cuts = [.. group.Cuts.Select(c => (prices.Cuts[c], prices.Cuts[c].Cut.Communities.Select(i => number[(i, prices.Cuts[c].Cut.Window)]).ToArray()))];
        paid = [.. group.Places.Select((p, i) => cuts.Select((c, n) => (Number: n, c.Cut)).Where(c => c.Cut.Parts.ContainsKey(p)).Select(c =>
        {
            var isFast = facts.Windows[c.Cut.Cut.Window].Class == PileClass.Fast;
            return (c.Number, isFast, (isFast ? places[i].Fast : places[i].Slow).Select(capacity => c.Cut.Coefficient(p, capacity)).ToArray());
        }).ToArray())];
        reach = [.. group.Places.Select(p => new[] { PileClass.Fast, PileClass.Slow }.Select(of => facts.Problem.Rules.Windows.Where(w => w.Class == of)
            .Select(w => facts.Reach[p].Where(r => number.ContainsKey((r.Community, w.Id))).Select(r => (number[(r.Community, w.Id)], r.Metres * perMetre)).ToArray()).ToArray()).ToArray())];
    }

    public double At(IReadOnlyList<double> at, List<Answer> alone, List<Answer> shared)
    {
        var sum = 0.0;
        double[] off = new double[rows.Count];
        for (var c = 0; c < cuts.Length; c++)
        {
            var price = at[rows.Count + c];
            sum += price * cuts[c].Cut.Required;
            foreach (var r in cuts[c].Rows)
            {
                off[r] += price;
            }
        }

        for (var r = 0; r < rows.Count; r++)
        {
            var (own, demand, cityPrice, unserved, unservedLimit) = rows[r];
            sum += own ? (at[r] * demand) + (Math.Min(0, unserved - off[r] - at[r]) * unservedLimit) : -Math.Max(0, cityPrice - at[r]) * demand;
        }

        for (var s = 0; s < shared.Count; s++)
        {
            sum += at[rows.Count + cuts.Length + s] * (shared[s].More ? shared[s].Split.Count + 1.0 : -(double)shared[s].Split.Count);
        }

        for (var p = 0; p < places.Length; p++)
        {
            sum += Least(p, at, alone, shared);
        }

        return sum;
    }

    private double Least(int place, IReadOnlyList<double> at, List<Answer> alone, List<Answer> shared)
    {
        var here = places[place];
        var own = alone.Where(a => a.Split.Places[0] == place).ToArray();
        var extra = shared.Select((a, s) => (Answer: a, Price: at[rows.Count + cuts.Length + s])).Where(x => x.Price > 0 && x.Answer.Split.Places.Contains(place)).ToArray();
        var fast = Worth(here.Fast, reach[place][0], at);
        var slow = Worth(here.Slow, reach[place][1], at);
        foreach (var (cut, isFast, byCapacity) in paid[place])
        {
            var (worth, price) = (isFast ? fast : slow, at[rows.Count + cut]);
            for (var c = 0; c < byCapacity.Length; c++)
            {
                worth[c] += price * byCapacity[c];
            }
        }

        var least = double.PositiveInfinity;
        if (here.MayStayEmpty && Allowed(0, 0, 0))
        {
            least = Extra(0, 0, 0);
        }

        foreach (var mix in here.Mixes)
        {
            double f = here.Fast[mix.Fast], s = here.Slow[mix.Slow];
            if (own.Length == 0 || Allowed(1, f, s))
            {
                least = Math.Min(least, mix.Charge - fast[mix.Fast] - slow[mix.Slow] + (extra.Length == 0 ? 0 : Extra(1, f, s)));
            }
        }

        return least;

        bool Allowed(double isOpen, double f, double s) => Array.TrueForAll(own, a => a.Allows(Measured(a.Split, isOpen, f, s)));

        double Extra(double isOpen, double f, double s)
        {
            var cost = 0.0;
            foreach (var (answer, price) in extra)
            {
                cost += Measured(answer.Split, isOpen, f, s) ? answer.More ? -price : price : 0;
            }

            return cost;
        }
    }

    private static bool Measured(BranchSplit split, double isOpen, double fast, double slow) => split.Of switch
    {
        "open" => isOpen,
        "fast" => fast,
        _ => slow,
    } > split.Level;

    private double[] Worth(double[] capacities, (int Row, double Walk)[][] windows, IReadOnlyList<double> at)
    {
        var worth = new double[capacities.Length];
        foreach (var window in windows)
        {
            var dearest = window.Select(r => (Value: at[r.Row] - r.Walk, rows[r.Row].Demand)).Where(x => x.Value > 0).OrderByDescending(x => x.Value).ToArray();
            for (var c = 0; c < capacities.Length; c++)
            {
                var left = capacities[c];
                foreach (var (value, demand) in dearest)
                {
                    var x = Math.Min(left, demand);
                    worth[c] += x * value;
                    left -= x;
                }
            }
        }

        return worth;
    }
}
