using Doorstep.Plan.Siting.Problem;

namespace Doorstep.Plan.Siting.Verify;

/// <summary>Piles of one class at a site: what they take (arrivals/h, at most the demand in reach), cost, bays and rated power.</summary>
internal readonly record struct PoolChoice(double Capacity, double Cost, int Bays, double Kilowatts);

/// <summary>What may be built at a site: every count of every type of a class, "none" first, and every pair of those that fits.</summary>
internal sealed class SiteMixes(CheckedFacts facts)
{
    public List<PoolChoice> Pool(Candidate site, PileClass of)
    {
        var inReach = facts.Windows.Values.Where(w => w.Class == of).Select(w => facts.Reach[site.Id].Sum(r => facts.Rows[(r.Community, w.Id)].Demand)).DefaultIfEmpty(0).Max();
        List<PoolChoice> choices = [new(0, 0, 0, 0)];
        foreach (var type in facts.Problem.Rules.PileTypes.Where(t => t.Class == of))
        {
            var cost = site.Offer.PileCosts.TryGetValue(type.Id, out var own) ? own : type.Cost;
            var enough = false;
            for (var n = 1; !enough && n * type.Bays <= site.Offer.Bays && facts.Kva(n * type.Kilowatts) <= MostKva(site); n++)
            {
                var capacity = facts.Capacity(n, type.OccupiedMinutes);
                choices.Add(new(Math.Min(capacity, inReach), n * cost, n * type.Bays, n * type.Kilowatts));

                // More piles than all in reach can use only cost more.
                enough = capacity >= inReach;
            }
        }

        return choices;
    }

    /// <summary>Cost (CNY, surcharge not included) and kVA of a pair of choices, or null when it does not fit or builds nothing.</summary>
    public (double Cost, double Kva)? Together(Candidate site, PoolChoice fast, PoolChoice slow)
    {
        var kva = facts.Kva(fast.Kilowatts + slow.Kilowatts);
        return fast.Bays + slow.Bays == 0 || fast.Bays + slow.Bays > site.Offer.Bays || kva > MostKva(site) ? null
            : (site.Offer.FixedCost + fast.Cost + slow.Cost + (Math.Max(0, kva - site.Offer.FreeKva) * site.Offer.CostPerExtraKva), kva);
    }

    private static double MostKva(Candidate site) => (site.Offer.FreeKva + site.Offer.ExtraKva) * (1 + 1e-12);
}
