using Doorstep.Plan.Siting.Make;

namespace Doorstep.Plan.Siting.Solve.Branching;

/// <summary>
/// Branch and bound as a search: the region alone is one group whose rows are all its own, what its leaves pick is tried on the region's plan, and every better plan
/// closes more leaves. A region whose bound meets its plan costs next to nothing.
/// </summary>
internal static class BranchRegion
{
    // Whoever is after a better plan need not prove the last bit of it.
    private const double GoodEnough = 0.0004;

    /// <summary>The region's plan, better where that was found within so much work.</summary>
    public static Assignment Run(Region region, double[] rowPrices, RegionWork work, Dice dice, Func<bool> stop)
    {
        var model = region.Part;
        var plan = region.CopyPlan();
        var start = new Prices([.. rowPrices], plan.Steering.BudgetPrice, new double[model.Limits.FeederLimit.Length], [], []);
        int[] places = [.. Enumerable.Range(0, model.PlaceCount).Where(j => model.Offers.ConfigStart[j + 1] > model.Offers.ConfigStart[j])];
        var branch = new BranchGroup(PlaceGroup.Cut(model, new PileCuts(model), start, places), double.PositiveInfinity, 0);
        var builder = new RuinAndRecreate(plan, rowPrices, new Neighbourhood(model), dice);
        for (var turn = 0; turn < work.Turns && !stop(); turn++)
        {
            var value = branch.Group.ValueOf(model, plan);
            branch.Lower(value - (GoodEnough * Math.Abs(value)));
            branch.Run(work.Splits, stop);
            foreach (var picks in branch.TakePicks())
            {
                builder.Adopt(places, [.. picks.Select(k => k < 0 ? -1 : branch.Group.Config[k])]);
            }

            if (branch.Gap <= 0)
            {
                break;
            }
        }

        return plan;
    }
}
