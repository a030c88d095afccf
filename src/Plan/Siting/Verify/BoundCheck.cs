using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Plan.Siting.Verify;

/// <summary>
/// The lower bound from the multipliers alone: Σ λq + Σ min(0, w − λ)·r̂ + Σ over sites of the least reduced cost over every mix that fits − shared terms
/// + cuts; groups of places that were branched count by their least leaf instead. Valid whatever the multipliers are, as long as none is negative and the
/// cuts and splits are what they say; less what rounding may have added (<see cref="BoundRounding"/>).
/// </summary>
internal sealed class BoundCheck(CheckedFacts facts, Claims check)
{
    // Rows around the place just looked at, dearest first; kept only while its mixes are priced.
    private readonly Dictionary<(string Place, string Window), (double Value, double Demand)[]> ranked = [];
    private readonly SiteMixes mixes = new(facts);

    public double Run(PlanDocument plan, CancellationToken ct)
    {
        var certificate = plan.Certificate;
        var placesOf = facts.Reach.SelectMany(p => p.Value.Select(r => (r.Community, Place: p.Key))).GroupBy(x => x.Community).ToDictionary(g => g.Key, g => g.Select(x => x.Place).ToList());
        var prices = new CityPrices(facts, check, certificate, placesOf);
        var closed = ClosedSites(plan);
        closed.UnionWith(facts.Problem.Candidates.Where(c => c.Lock == SiteLock.Out).Select(c => c.Id));
        var branched = new BranchCheck(facts, check, prices, new(facts, prices, closed), placesOf);
        var sum = prices.CutsRequire + SharedTerms(certificate) + branched.Run(certificate.Groups, ct);
        foreach (var (key, row) in facts.Rows)
        {
            if (row.Demand > 0 && !branched.Owned.Contains(key))
            {
                var own = prices.Of(key);
                sum += (own * row.Demand) + (Math.Min(0, prices.Unserved(key) - own) * row.UnservedLimit);
            }
        }

        foreach (var id in facts.Stations.Keys.Concat(facts.Candidates.Keys))
        {
            ct.ThrowIfCancellationRequested();
            if (!closed.Contains(id) && !branched.Places.Contains(id))
            {
                sum += LeastReducedCost(id, prices);
            }
        }

        var certain = sum - new BoundRounding(facts, prices, mixes, placesOf).Most(certificate);
        check.True(double.IsFinite(certain), "the multipliers are too great to compute with.");
        return certain;
    }

    private double SharedTerms(BoundCertificate certificate)
    {
        var rules = facts.Problem.Rules;
        var sum = rules.Budget is { } budget ? -certificate.Budget * budget : 0;
        foreach (var (id, multiplier) in certificate.Feeders)
        {
            var feeder = facts.Problem.Feeders.FirstOrDefault(f => f.Id == id);
            check.True(feeder is not null && multiplier >= 0 && double.IsFinite(multiplier), $"the multiplier of feeder '{id}' is {multiplier}, or there is no such feeder.");
            sum -= multiplier * feeder!.LimitKva / rules.Power.FeederSimultaneity;
        }

        foreach (var (district, multiplier) in certificate.Floors)
        {
            check.True(multiplier >= 0 && double.IsFinite(multiplier) && rules.Floors.Of(district) > 0, $"the multiplier of the floor of '{district}' is {multiplier}, or there is no such floor.");
            var total = facts.Rows.Where(r => facts.Communities[r.Key.Community].District == district).Sum(r => r.Value.Demand);
            sum -= multiplier * (1 - rules.Floors.Of(district)) * total;
        }

        return sum;
    }

    private double LeastReducedCost(string place, CityPrices prices)
    {
        if (facts.Stations.TryGetValue(place, out var station))
        {
            return -Enum.GetValues<PileClass>().Sum(of => facts.Pool(station.Piles, of) is var (n, minutes) ? Worth(place, of, facts.Capacity(n, minutes), prices) : 0);
        }

        var site = facts.Candidates[place];
        var fast = mixes.Pool(site, PileClass.Fast);
        var slow = mixes.Pool(site, PileClass.Slow);
        double[] fastWorth = [.. fast.Select(c => Worth(place, PileClass.Fast, c.Capacity, prices))];
        double[] slowWorth = [.. slow.Select(c => Worth(place, PileClass.Slow, c.Capacity, prices))];
        var least = site.Lock == SiteLock.In ? double.PositiveInfinity : 0;
        for (var a = 0; a < fast.Count; a++)
        {
            for (var b = 0; b < slow.Count; b++)
            {
                if (mixes.Together(site, fast[a], slow[b]) is var (cost, kva))
                {
                    least = Math.Min(least, prices.Charge(site, cost, kva) - fastWorth[a] - slowWorth[b]);
                }
            }
        }

        return least;
    }

    /// <summary>The most a pool of this capacity can earn at the multipliers: dearest rows first, and what the cuts pay.</summary>
    private double Worth(string place, PileClass of, double capacity, CityPrices prices)
    {
        var perMetre = facts.Problem.Rules.Aim == Aim.LeastCost ? facts.Problem.Rules.Missing.PerArrivalKilometre / 1000 : 0;
        var sum = prices.FromCuts(place, of, capacity);
        foreach (var window in facts.Problem.Rules.Windows.Where(w => w.Class == of))
        {
            var left = capacity;
            foreach (var (value, demand) in Ranked(place, window.Id, perMetre, prices))
            {
                var x = Math.Min(left, demand);
                sum += x * value;
                left -= x;
            }
        }

        return sum;
    }

    private (double Value, double Demand)[] Ranked(string place, string window, double perMetre, CityPrices prices)
    {
        if (!ranked.TryGetValue((place, window), out var known))
        {
            known = [.. facts.Reach[place].Select(r => (Value: prices.Of((r.Community, window)) - (r.Metres * perMetre), facts.Rows[(r.Community, window)].Demand))
                .Where(x => x.Value > 0 && x.Demand > 0).OrderByDescending(x => x.Value)];
            if (ranked.Count > 64)
            {
                ranked.Clear();
            }

            ranked[(place, window)] = known;
        }

        return known;
    }

    /// <summary>Strict outside-first closes the inside sites that reach nobody the outside pass left short.</summary>
    private HashSet<string> ClosedSites(PlanDocument plan)
    {
        if (facts.Problem.Rules.Inside.Form != OutsideFirst.Strict || plan.OutsidePass is null)
        {
            return [];
        }

        Dictionary<(string, string), double> served = [];
        foreach (var flow in plan.OutsidePass.Flows)
        {
            served[(flow.Community, flow.Window)] = served.GetValueOrDefault((flow.Community, flow.Window)) + flow.Arrivals;
        }

        return [.. facts.Problem.Candidates.Where(c => c.Inside && c.Lock != SiteLock.In && !facts.Reach[c.Id].Any(r => facts.Windows.Keys.Any(w =>
            facts.Rows[(r.Community, w)].Demand is > 0 and var q && q - served.GetValueOrDefault((r.Community, w)) > 1.1e-6 * q))).Select(c => c.Id)];
    }
}
