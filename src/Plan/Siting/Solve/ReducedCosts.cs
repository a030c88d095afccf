using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>Reduced cost of every configuration of a place at given row prices: what it costs less what it could earn.</summary>
internal sealed class ReducedCosts(SitingModel model, double[] rowPrices, double budgetPrice)
{
    public List<(int Config, double Cost)> Of(int place)
    {
        var offers = model.Offers;
        int f0 = offers.OptionStart[2 * place], s0 = offers.OptionStart[(2 * place) + 1], end = offers.OptionStart[(2 * place) + 2];
        var worth = new double[end - f0];
        for (var p = 0; p < model.PoolCount; p++)
        {
            var isFast = model.Rows.PoolClass[p] == 0;
            var options = isFast ? offers.OptionCapacity.AsSpan(f0..s0) : offers.OptionCapacity.AsSpan(s0..end);
            Fill(place, p, options, isFast ? worth.AsSpan(0, s0 - f0) : worth.AsSpan(s0 - f0));
        }

        List<(int, double)> result = [];
        for (var k = offers.ConfigStart[place]; k < offers.ConfigStart[place + 1]; k++)
        {
            result.Add((k, offers.ConfigObjective[k] + (budgetPrice * offers.ConfigCost[k]) - worth[offers.ConfigFast[k]] - worth[s0 - f0 + offers.ConfigSlow[k]]));
        }

        return result;
    }

    private void Fill(int place, int pool, ReadOnlySpan<double> capacity, Span<double> worth)
    {
        int from = model.Arcs.Start[(place * model.PoolCount) + pool], to = model.Arcs.Start[(place * model.PoolCount) + pool + 1];
        var rows = Enumerable.Range(from, to - from).Select(a => (Value: rowPrices[model.Arcs.Row[a]] - model.Arcs.WalkCost[a], Demand: model.Rows.Demand[model.Arcs.Row[a]]))
            .Where(x => x.Value > 0).OrderByDescending(x => x.Value).ToArray();
        for (var o = 0; o < capacity.Length; o++)
        {
            var left = capacity[o];
            foreach (var (value, demand) in rows)
            {
                var x = Math.Min(left, demand);
                worth[o] += x * value;
                left -= x;
            }
        }
    }
}
