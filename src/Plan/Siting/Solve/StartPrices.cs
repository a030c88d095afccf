using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>
/// Multipliers to start from: each row at the least an arrival/h costs at any site in reach whose piles are all in use. At these no site can earn more than it costs, so
/// the very first bound is a real one.
/// </summary>
internal static class StartPrices
{
    public static Prices Of(SitingModel model)
    {
        var offers = model.Offers;
        double[] unit = [UnitCost(model, 0), UnitCost(model, 1)];
        var row = new double[model.RowCount];
        Array.Fill(row, double.PositiveInfinity);
        for (var j = 0; j < model.PlaceCount; j++)
        {
            if (offers.Required[j])
            {
                continue;
            }

            var ratio = double.PositiveInfinity;
            for (var k = offers.ConfigStart[j]; k < offers.ConfigStart[j + 1]; k++)
            {
                var worth = (unit[0] * Capacity(offers, j, k, 0)) + (unit[1] * Capacity(offers, j, k, 1));
                ratio = worth > 0 ? Math.Min(ratio, offers.ConfigObjective[k] / worth) : ratio;
            }

            for (var a = model.Arcs.Start[j * model.PoolCount]; a < model.Arcs.Start[(j + 1) * model.PoolCount]; a++)
            {
                var r = model.Arcs.Row[a];
                row[r] = Math.Min(row[r], ratio * unit[model.Rows.PoolClass[model.Rows.Pool[r]]]);
            }
        }

        for (var r = 0; r < row.Length; r++)
        {
            // Where sites cost nothing (coverage) or nothing is in reach there is no such price.
            row[r] = row[r] > 0 && double.IsFinite(row[r]) ? Math.Min(row[r], model.Rows.Penalty[r]) : model.Rows.Penalty[r] * (row[r] > 0 ? 1 : 0.2);
        }

        return new(row, 0, new double[model.Limits.FeederLimit.Length], new double[model.Limits.FloorLimit.Length], []);
    }

    /// <summary>Mean over the sites of the least cost of an arrival/h by piles of one class alone; 1 where there are none.</summary>
    private static double UnitCost(SitingModel model, int of)
    {
        var offers = model.Offers;
        var (sum, count) = (0.0, 0);
        for (var j = 0; j < model.PlaceCount; j++)
        {
            var least = double.PositiveInfinity;
            for (var k = offers.ConfigStart[j]; k < offers.ConfigStart[j + 1]; k++)
            {
                if (Capacity(offers, j, k, of) is > 0 and var capacity && Capacity(offers, j, k, 1 - of) <= 0)
                {
                    least = Math.Min(least, offers.ConfigObjective[k] / capacity);
                }
            }

            if (double.IsFinite(least) && least > 0)
            {
                sum += least;
                count++;
            }
        }

        return count == 0 ? 1 : sum / count;
    }

    private static double Capacity(Offers offers, int place, int config, int of) => of == 0
        ? offers.OptionCapacity[offers.OptionStart[2 * place] + offers.ConfigFast[config]]
        : offers.OptionCapacity[offers.OptionStart[(2 * place) + 1] + offers.ConfigSlow[config]];
}
