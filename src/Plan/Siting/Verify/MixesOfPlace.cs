using Doorstep.Plan.Siting.Problem;

namespace Doorstep.Plan.Siting.Verify;

/// <summary>A mix with what it is charged at the city's multipliers (the city's cuts' pay taken off), and its pools by their number in the place's capacities.</summary>
internal readonly record struct PricedMix(double Charge, int Fast, int Slow);

/// <summary>What may stand at a place: capacities by class, and the mixes worth building; whether it may stay empty.</summary>
internal sealed record PlaceMixes(double[] Fast, double[] Slow, PricedMix[] Mixes, bool MayStayEmpty)
{
    public bool CanServe => Mixes.Length > 0;
}

/// <summary>
/// Mixes worth building at a place: a mix that another beats or equals in cost, kVA (on a feeder) and both capacities is left out, because some best plan does
/// without it. Leaving it out before a split is what keeps "at most so much" from letting a poor mix in.
/// </summary>
internal sealed class MixesOfPlace(CheckedFacts facts, CityPrices prices, HashSet<string> closed)
{
    private readonly Dictionary<string, PlaceMixes> known = [];
    private readonly SiteMixes mixes = new(facts);

    public bool IsClosed(string place) => closed.Contains(place);

    public PlaceMixes Of(string place)
    {
        if (!known.TryGetValue(place, out var found))
        {
            known[place] = found = facts.Stations.TryGetValue(place, out var station) ? Standing(station)
                : closed.Contains(place) ? new([], [], [], true) : Worthwhile(facts.Candidates[place]);
        }

        return found;
    }

    private PlaceMixes Standing(ExistingStation station)
    {
        var (fast, slow) = (Capacity(PileClass.Fast), Capacity(PileClass.Slow));
        var paid = prices.FromCuts(station.Id, PileClass.Fast, fast) + prices.FromCuts(station.Id, PileClass.Slow, slow);
        return new([fast], [slow], [new(-paid, 0, 0)], false);

        double Capacity(PileClass of) => facts.Pool(station.Piles, of) is var (n, minutes) ? facts.Capacity(n, minutes) : 0;
    }

    private PlaceMixes Worthwhile(Candidate site)
    {
        var (fast, slow) = (mixes.Pool(site, PileClass.Fast), mixes.Pool(site, PileClass.Slow));
        var mayStayEmpty = site.Lock != SiteLock.In;
        List<(int Fast, int Slow, double Cost, double Kva)> all = [];
        for (var a = 0; a < fast.Count; a++)
        {
            for (var b = 0; b < slow.Count; b++)
            {
                if (mixes.Together(site, fast[a], slow[b]) is var (cost, kva))
                {
                    all.Add((a, b, cost, kva));
                }
            }
        }

        // Cheapest first, of equal cost the greater: whoever beats a mix stands before it.
        List<(int Fast, int Slow, double Cost, double Kva)> kept = [];
        foreach (var m in all.OrderBy(m => m.Cost).ThenByDescending(m => fast[m.Fast].Capacity + slow[m.Slow].Capacity).ThenBy(m => m.Kva))
        {
            var useless = mayStayEmpty && fast[m.Fast].Capacity + slow[m.Slow].Capacity <= 0;
            if (!useless && !kept.Exists(k => AtLeast(fast[k.Fast].Capacity, fast[m.Fast].Capacity) && AtLeast(slow[k.Slow].Capacity, slow[m.Slow].Capacity)
                && (site.Feeder is null || k.Kva <= m.Kva)))
            {
                kept.Add(m);
            }
        }

        double[] paidFast = [.. fast.Select(c => prices.FromCuts(site.Id, PileClass.Fast, c.Capacity))], paidSlow = [.. slow.Select(c => prices.FromCuts(site.Id, PileClass.Slow, c.Capacity))];
        return new([.. fast.Select(c => c.Capacity)], [.. slow.Select(c => c.Capacity)],
            [.. kept.Select(m => new PricedMix(prices.Charge(site, m.Cost, m.Kva) - paidFast[m.Fast] - paidSlow[m.Slow], m.Fast, m.Slow))], mayStayEmpty);
    }

    // Demand in reach is summed in other orders elsewhere, so the last digits of two full capacities may differ.
    private static bool AtLeast(double a, double b) => a >= b - (1e-9 * (1 + b));
}
