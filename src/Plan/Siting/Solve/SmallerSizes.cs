using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>For a configuration: the next cheaper ones with one class a step smaller and the other as it is, with both smaller, and nothing at all.</summary>
internal sealed class SmallerSizes(SitingModel model)
{
    private readonly int[]?[] known = new int[]?[model.Offers.ConfigCost.Length];

    public int[] Below(int place, int config) => known[config] ??= Find(place, config);

    private int[] Find(int place, int config)
    {
        var offers = model.Offers;
        int bestFast = -1, bestSlow = -1, bestBoth = -1;
        int f = offers.ConfigFast[config], s = offers.ConfigSlow[config];
        for (var k = offers.ConfigStart[place]; k < offers.ConfigStart[place + 1]; k++)
        {
            int kf = offers.ConfigFast[k], ks = offers.ConfigSlow[k];
            if (offers.ConfigCost[k] >= offers.ConfigCost[config] || kf > f || ks > s)
            {
                continue;
            }

            if (ks == s && Larger(k, bestFast))
            {
                bestFast = k;
            }
            else if (kf == f && Larger(k, bestSlow))
            {
                bestSlow = k;
            }
            else if (kf < f && ks < s && Larger(k, bestBoth))
            {
                bestBoth = k;
            }
        }

        List<int> result = [bestFast, bestSlow, bestBoth];
        result.RemoveAll(k => k < 0);
        if (!offers.Required[place])
        {
            result.Add(-1);
        }

        return [.. result];

        bool Larger(int k, int than) => than < 0 || offers.ConfigCost[k] > offers.ConfigCost[than];
    }
}
