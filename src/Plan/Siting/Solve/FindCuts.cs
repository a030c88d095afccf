using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>Looks for cuts on pile counts that the averaged Lagrangian solution breaks: over single rows, neighbouring pairs, and all rows around a place.</summary>
internal sealed class FindCuts(SitingModel model, IReadOnlyList<PileCut> inUse)
{
    private readonly HashSet<string> known = [.. inUse.Select(NameOf)];

    /// <summary>Up to <paramref name="most"/> cuts, most broken first.</summary>
    public List<PileCut> Run(ConfigUsage usage, double[] unserved, int most)
    {
        var used = new List<(int Config, double Weight)>[model.PlaceCount];
        for (var j = 0; j < used.Length; j++)
        {
            used[j] = usage.Weights(j, 0.005);
        }

        var sets = Sets();
        var found = new (double Broken, PileCut? Cut)[sets.Count];
        Parallel.For(0, (sets.Count + 127) / 128, b =>
        {
            for (var s = b * 128; s < Math.Min(sets.Count, (b + 1) * 128); s++)
            {
                found[s] = Best(sets[s], used, unserved);
            }
        });

        List<PileCut> result = [];
        foreach (var (_, cut) in found.Select((f, i) => (f, i)).Where(x => x.f.Cut is not null).OrderByDescending(x => x.f.Broken).ThenBy(x => x.i).Select(x => x.f))
        {
            if (result.Count >= most)
            {
                break;
            }

            if (known.Add(NameOf(cut!)))
            {
                result.Add(cut!);
            }
        }

        return result;
    }

    private static string NameOf(PileCut cut) => $"{string.Join(',', cut.Rows)}/{cut.Divisor:R}";

    private List<int[]> Sets()
    {
        HashSet<string> seen = [];
        List<int[]> sets = [];
        void Offer(IEnumerable<int> rows)
        {
            int[] set = [.. rows.Order()];
            if (seen.Add(string.Join(',', set)))
            {
                sets.Add(set);
            }
        }

        for (var r = 0; r < model.RowCount; r++)
        {
            Offer([r]);
            HashSet<int> near = [];
            for (var i = model.Arcs.RowStart[r]; i < model.Arcs.RowStart[r + 1]; i++)
            {
                var slot = (model.Arcs.Place[model.Arcs.RowArc[i]] * model.PoolCount) + model.Rows.Pool[r];
                for (var a = model.Arcs.Start[slot]; a < model.Arcs.Start[slot + 1]; a++)
                {
                    near.Add(model.Arcs.Row[a]);
                }
            }

            foreach (var n in near.Where(n => n > r).Order().Take(12))
            {
                Offer([r, n]);
            }

            if (near.Count is > 2 and < 25)
            {
                Offer(near);
            }
        }

        for (var slot = 0; slot < model.PlaceCount * model.PoolCount; slot++)
        {
            var count = model.Arcs.Start[slot + 1] - model.Arcs.Start[slot];
            if (count > 2)
            {
                Offer(model.Arcs.Row.AsSpan(model.Arcs.Start[slot], count).ToArray());
            }
        }

        return sets;
    }

    private (double, PileCut?) Best(int[] rows, List<(int Config, double Weight)>[] used, double[] unserved)
    {
        var pool = model.Rows.Pool[rows[0]];
        var demand = rows.Sum(r => model.Rows.Demand[r]);
        var left = rows.Sum(r => unserved[r]);
        if (left > 0.5 * demand)
        {
            return default;
        }

        List<(double Part, double Weight)> parts = [];
        foreach (var (place, reach) in PileCuts.Parts(model, rows))
        {
            foreach (var (config, weight) in used[place])
            {
                var part = Math.Min(model.CapacityOf(place, config, pool), reach);
                if (part > 0)
                {
                    parts.Add((part, weight));
                }
            }
        }

        (double Broken, PileCut? Cut) best = (0.01, null);
        foreach (var divisor in Divisors(parts, demand))
        {
            var have = left;
            foreach (var (part, weight) in parts)
            {
                have += weight * PileCut.Coefficient(part, demand, divisor);
            }

            var broken = (PileCut.Required(demand, divisor) - have) / demand;
            if (broken > best.Broken)
            {
                best = (broken, new(rows, pool, divisor));
            }
        }

        return best;
    }

    /// <summary>Rounding bites when a divisor is a little less than something that divides nearly evenly: capacities in use, and the demand in few parts.</summary>
    private static IEnumerable<double> Divisors(List<(double Part, double Weight)> parts, double demand)
    {
        foreach (var part in parts.Select(p => p.Part).Where(p => p < demand * 0.999).Distinct().OrderDescending().Take(24))
        {
            yield return part;
            yield return part / 2;
        }
    }
}
