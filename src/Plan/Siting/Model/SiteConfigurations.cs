using Doorstep.Plan.Siting.Problem;

namespace Doorstep.Plan.Siting.Model;

/// <summary>One pile type and count of one class at one place.</summary>
internal readonly record struct PileOption(int Type, int Piles, double Capacity, double Cost, int Bays, double Kilowatts);

/// <summary>A pair of options, one per class, that fits the bays and the power of the place.</summary>
internal readonly record struct Configuration(ushort Fast, ushort Slow, double Cost, double Kva);

/// <summary>
/// All mixes worth considering at one candidate: within bays and kVA, capacity cut to the demand in reach, and none that another mix
/// beats at no more cost with no less capacity in both classes (nor, on a feeder, with no more kVA).
/// </summary>
internal sealed class SiteConfigurations
{
    public List<PileOption> Fast { get; }

    public List<PileOption> Slow { get; }

    public List<Configuration> Kept { get; }

    private SiteConfigurations(List<PileOption> fast, List<PileOption> slow, List<Configuration> kept) => (Fast, Slow, Kept) = (fast, slow, kept);

    public static SiteConfigurations For(Candidate site, PlanRules rules, Func<int, double, double> capacity, double fastInReach, double slowInReach)
    {
        var fast = Options(site, rules, capacity, PileClass.Fast, fastInReach);
        var slow = Options(site, rules, capacity, PileClass.Slow, slowInReach);
        var kvaPerKilowatt = rules.Power.SiteSimultaneity / rules.Power.PowerFactor;
        List<Configuration> all = [];
        for (var f = 0; f < fast.Count; f++)
        {
            for (var s = f == 0 ? 1 : 0; s < slow.Count; s++)
            {
                var kva = kvaPerKilowatt * (fast[f].Kilowatts + slow[s].Kilowatts);
                if (fast[f].Bays + slow[s].Bays <= site.Offer.Bays && kva <= MostKva(site))
                {
                    var extension = Math.Max(0, kva - site.Offer.FreeKva) * site.Offer.CostPerExtraKva;
                    all.Add(new((ushort)f, (ushort)s, site.Offer.FixedCost + fast[f].Cost + slow[s].Cost + extension, kva));
                }
            }
        }

        return new(fast, slow, site.Feeder is null ? Undominated(all, fast, slow) : UndominatedOnFeeder(all, fast, slow));
    }

    /// <summary>
    /// A mix that takes exactly what there is fits, whichever way the last digit was rounded: were it left out here, a split "at most so much" could be
    /// answered by a mix that the proof never weighed.
    /// </summary>
    private static double MostKva(Candidate site) => (site.Offer.FreeKva + site.Offer.ExtraKva) * (1 + 1e-12);

    private static List<PileOption> Options(Candidate site, PlanRules rules, Func<int, double, double> capacity, PileClass of, double inReach)
    {
        List<PileOption> options = [new(-1, 0, 0, 0, 0, 0)];
        if (inReach <= 0 && site.Lock != SiteLock.In)
        {
            return options;
        }

        var kvaPerKilowatt = rules.Power.SiteSimultaneity / rules.Power.PowerFactor;
        for (var t = 0; t < rules.PileTypes.Count; t++)
        {
            var type = rules.PileTypes[t];
            if (type.Class != of)
            {
                continue;
            }

            var cost = site.Offer.PileCosts.TryGetValue(type.Id, out var own) ? own : type.Cost;
            for (var n = 1; n * type.Bays <= site.Offer.Bays && kvaPerKilowatt * n * type.Kilowatts <= MostKva(site); n++)
            {
                var full = capacity(n, type.OccupiedMinutes);
                options.Add(new(t, n, Math.Min(full, inReach), n * cost, n * type.Bays, n * type.Kilowatts));
                if (full >= inReach)
                {
                    break;
                }
            }
        }

        var kept = options.Where((o, i) => !options.Where((p, k) => k != i && Beats(p, o) && (k < i || !Beats(o, p))).Any()).ToList();
        kept.Sort((a, b) => a.Capacity != b.Capacity ? a.Capacity.CompareTo(b.Capacity) : a.Piles.CompareTo(b.Piles));
        return kept;
    }

    private static bool Beats(PileOption a, PileOption b) =>
        a.Type >= 0 && b.Type >= 0 && a.Capacity >= b.Capacity && a.Cost <= b.Cost && a.Bays <= b.Bays && a.Kilowatts <= b.Kilowatts;

    private static List<Configuration> Undominated(List<Configuration> all, List<PileOption> fast, List<PileOption> slow)
    {
        var order = ByCost(all, fast, slow);
        var bestSlow = new double[fast.Count];
        Array.Fill(bestSlow, -1);
        List<Configuration> kept = [];
        foreach (var c in order)
        {
            var capacity = slow[c.Slow].Capacity;
            if (bestSlow[c.Fast] >= capacity)
            {
                continue;
            }

            kept.Add(c);
            for (var f = 0; f < fast.Count && (f <= c.Fast || fast[f].Capacity <= fast[c.Fast].Capacity); f++)
            {
                bestSlow[f] = Math.Max(bestSlow[f], capacity);
            }
        }

        return kept;
    }

    private static List<Configuration> UndominatedOnFeeder(List<Configuration> all, List<PileOption> fast, List<PileOption> slow)
    {
        List<Configuration> kept = [];
        foreach (var c in ByCost(all, fast, slow))
        {
            if (!kept.Exists(k => k.Kva <= c.Kva && fast[k.Fast].Capacity >= fast[c.Fast].Capacity && slow[k.Slow].Capacity >= slow[c.Slow].Capacity))
            {
                kept.Add(c);
            }
        }

        return kept;
    }

    private static List<Configuration> ByCost(List<Configuration> all, List<PileOption> fast, List<PileOption> slow)
    {
        var order = new List<Configuration>(all);
        order.Sort((a, b) => a.Cost != b.Cost ? a.Cost.CompareTo(b.Cost)
            : a.Fast != b.Fast && fast[a.Fast].Capacity != fast[b.Fast].Capacity ? fast[b.Fast].Capacity.CompareTo(fast[a.Fast].Capacity)
            : slow[a.Slow].Capacity != slow[b.Slow].Capacity ? slow[b.Slow].Capacity.CompareTo(slow[a.Slow].Capacity)
            : (a.Fast, a.Slow).CompareTo((b.Fast, b.Slow)));
        return order;
    }
}
