using Doorstep.Plan.Siting.Make;
using Doorstep.Plan.Siting.Model;
using Doorstep.Plan.Siting.Solve.Branching;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>
/// Improves a whole plan region by region, side by side on the cores there are. Regions of one round share nothing, their results are put back
/// in a fixed order and each has its own seed, so the number of cores does not change the plan.
/// </summary>
internal sealed class CitySearch(SitingModel model, Neighbourhood near, long seed)
{
    private long round;

    /// <summary>One round of ruin and recreate over regions that cover the city.</summary>
    public void RuinRound(Assignment plan, Prices prices, int ruinsPerSite, Func<bool> stop)
    {
        round++;
        var dice = new Dice((seed * 1_000_003) + round);
        var size = Math.Clamp(model.PlaceCount / 4, 60, 900);
        var tiles = new Tiling(plan, near).Cut(Shuffled(dice), size, int.MaxValue);
        Improve(plan, tiles, stop, (region, t) =>
        {
            var copy = region.CopyPlan();
            double[] rowPrices = [.. region.Rows.Select(r => prices.Row[r])];
            new RuinAndRecreate(copy, rowPrices, new Neighbourhood(region.Part), new Dice((seed * 7_919) + (round * 100_003) + t))
                .Improve(ruinsPerSite * region.FreeCount, stop);
            return copy;
        });
    }

    /// <summary>One round of branching as a search, over regions that cover the city.</summary>
    public void BranchRound(Assignment plan, Prices prices, RegionWork work, Func<bool> stop)
    {
        round++;
        var dice = new Dice((seed * 1_000_003) + round);
        var tiles = new Tiling(plan, near).Cut(Shuffled(dice), work.Places, int.MaxValue);
        Improve(plan, tiles, stop, (region, t) => BranchRegion.Run(region, [.. region.Rows.Select(r => prices.Row[r])], work, new((seed * 7_919) + (round * 100_003) + t), stop));
    }

    /// <summary>One round of exact models on the regions where plan and bound are farthest apart.</summary>
    public void MipRound(Assignment plan, Prices prices, LagrangianBound bound, WorkLimits limits, Func<bool> stop)
    {
        round++;
        var dice = new Dice((seed * 1_000_003) + round);
        var slack = LocalGap(plan, prices, bound);
        var seeds = Enumerable.Range(0, model.PlaceCount).Select(j => (Place: j, Key: slack[j] * (0.5 + dice.Next())))
            .OrderByDescending(x => x.Key).ThenBy(x => x.Place).Select(x => x.Place);
        var tiles = new Tiling(plan, near).Cut(seeds, 24, limits.MipRegions);
        var mip = new MipLimits(limits.MipNodes, 10, 0.0005);
        Improve(plan, tiles, stop, (region, _) => RegionMip.Solve(region, [.. region.Rows.Select(r => prices.Row[r])], mip));
    }

    private static void Improve(Assignment plan, List<(int[] Free, int[] Border)> tiles, Func<bool> stop, Func<Region, int, Assignment?> search)
    {
        var found = new (Region Region, Assignment Plan)?[tiles.Count];
        Parallel.For(0, tiles.Count, t =>
        {
            if (stop())
            {
                return;
            }

            var region = Region.Cut(plan, tiles[t].Free, tiles[t].Border, 1.0 / tiles.Count);
            if (search(region, t) is { } better && better.Steered < region.Plan.Steered - 1e-6)
            {
                found[t] = (region, better);
            }
        });
        foreach (var f in found)
        {
            if (f is var (region, better))
            {
                region.PutInto(plan, better);
            }
        }
    }

    private int[] Shuffled(Dice dice)
    {
        int[] order = [.. Enumerable.Range(0, model.PlaceCount)];
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = dice.Whole(0, i);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    /// <summary>
    /// What each place contributes to the gap: the whole gap is a sum of such terms, all of them ≥ 0, so it can be attacked where it is.
    /// </summary>
    public double[] LocalGap(Assignment plan, Prices prices, LagrangianBound bound)
    {
        bound.At(prices);
        var gap = new double[model.PlaceCount];
        for (var j = 0; j < gap.Length; j++)
        {
            var c = plan.Config[j];
            gap[j] = (c < 0 ? 0 : model.Offers.ConfigObjective[c] + (prices.Budget * model.Offers.ConfigCost[c])) - bound.Reduced[j];
            for (var a = model.Arcs.Start[j * model.PoolCount]; a < model.Arcs.Start[(j + 1) * model.PoolCount]; a++)
            {
                gap[j] -= plan.Served[a] * (prices.Row[model.Arcs.Row[a]] - model.Arcs.WalkCost[a]);
            }
        }

        return gap;
    }
}
