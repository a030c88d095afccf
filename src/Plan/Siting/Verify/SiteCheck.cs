using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Plan.Siting.Verify;

/// <summary>Sites on their own: known, once, not locked out, one pile type per class, bays, power, cost.</summary>
internal sealed class SiteCheck(CheckedFacts facts, Claims check)
{
    /// <summary>More than any place has bays for (`FieldRow.Count`), so that sums of counts stay whole numbers.</summary>
    private const int MostPiles = 10_000_000;

    /// <summary>Cost of all sites.</summary>
    public double Run(IReadOnlyList<PlannedSite> sites)
    {
        var total = 0.0;
        HashSet<string> seen = [];
        foreach (var site in sites)
        {
            check.True(facts.Candidates.ContainsKey(site.Id), $"site '{site.Id}' is not a candidate of this problem.");
            check.True(seen.Add(site.Id), $"site '{site.Id}' is in the plan twice.");
            var offer = facts.Candidates[site.Id].Offer;
            check.True(facts.Candidates[site.Id].Lock != SiteLock.Out, $"site '{site.Id}' is locked out but in the plan.");
            foreach (var (type, count) in site.Piles)
            {
                check.True(facts.Types.ContainsKey(type), $"site '{site.Id}' has piles of the unknown type '{type}'.");
                check.True(count is > 0 and <= MostPiles, $"site '{site.Id}' has {count} piles of {type}.");
            }

            foreach (var of in Enum.GetValues<PileClass>())
            {
                check.True(site.Piles.Keys.Count(t => facts.Types[t].Class == of) <= 1, $"site '{site.Id}' mixes pile types in one {of} pool, for which the queue rule does not hold.");
            }

            check.True(site.Piles.Count > 0, $"site '{site.Id}' has no piles.");
            check.AtMost($"bays used at site '{site.Id}'", site.Piles.Sum(p => p.Value * facts.Types[p.Key].Bays), offer.Bays);
            var kva = facts.Kva(site.Piles.Sum(p => p.Value * facts.Types[p.Key].Kilowatts));
            check.AtMost($"power in kVA at site '{site.Id}'", kva, offer.FreeKva + offer.ExtraKva);
            check.Near($"kVA of site '{site.Id}'", kva, site.Kva);
            var cost = offer.FixedCost + (Math.Max(0, kva - offer.FreeKva) * offer.CostPerExtraKva)
                + site.Piles.Sum(p => p.Value * (offer.PileCosts.TryGetValue(p.Key, out var own) ? own : facts.Types[p.Key].Cost));
            check.Near($"cost of site '{site.Id}'", cost, site.Cost);
            total += cost;
        }

        foreach (var must in facts.Problem.Candidates.Where(c => c.Lock == SiteLock.In))
        {
            check.True(seen.Contains(must.Id), $"site '{must.Id}' is locked in but not in the plan.");
        }

        return total;
    }
}
