using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Plan.Siting.Verify;

/// <summary>
/// The lower bound from the multipliers alone: Σ λq + Σ min(0, w − λ)·r̂ + Σ over sites of the least reduced cost over every mix that fits − shared terms
/// + cuts. Valid whatever the multipliers are, as long as none is negative and the cuts are what they say.
/// </summary>
internal sealed class BoundCheck(CheckedFacts facts, Claims check)
{
    private readonly Dictionary<(string Community, string Window), double> price = [];
    private readonly Dictionary<(string Community, string Window), double> offUnserved = [];
    private readonly Dictionary<string, List<(CutPrice Cut, double Demand, double Part)>> cutsAt = [];

    // Rows around the place just looked at, dearest first; kept only while its mixes are priced.
    private readonly Dictionary<(string Place, string Window), (double Value, double Demand)[]> ranked = [];

    public double Run(PlanDocument plan, CancellationToken ct)
    {
        var certificate = plan.Certificate;
        foreach (var row in certificate.Rows)
        {
            check.True(facts.Rows.ContainsKey((row.Community, row.Window)), $"the certificate prices the unknown row '{row.Community}' / '{row.Window}'.");
            check.True(double.IsFinite(row.Price) && row.Price >= 0, $"the multiplier of '{row.Community}' / '{row.Window}' is {row.Price}; multipliers are not negative.");
            price[(row.Community, row.Window)] = row.Price;
        }

        check.True(certificate.Budget >= 0 && double.IsFinite(certificate.Budget), $"the budget's multiplier is {certificate.Budget}.");
        check.True(certificate.Budget == 0 || facts.Problem.Rules.Budget is not null, "the certificate prices a budget the problem does not have.");
        var sum = Cuts(certificate.Cuts) + SharedTerms(certificate);
        foreach (var (key, row) in facts.Rows)
        {
            if (row.Demand > 0)
            {
                var own = price.GetValueOrDefault(key);
                var floor = certificate.Floors.GetValueOrDefault(facts.Communities[key.Community].District);
                sum += (own * row.Demand) + (Math.Min(0, row.Penalty + floor - offUnserved.GetValueOrDefault(key) - own) * row.UnservedLimit);
            }
        }

        foreach (var station in facts.Problem.Stations)
        {
            sum += LeastReducedCost(station.Id, certificate);
        }

        var closed = ClosedSites(plan);
        foreach (var site in facts.Problem.Candidates)
        {
            ct.ThrowIfCancellationRequested();
            if (site.Lock != SiteLock.Out && !closed.Contains(site.Id))
            {
                sum += LeastReducedCost(site.Id, certificate);
            }
        }

        return sum;
    }

    private double SharedTerms(BoundCertificate certificate)
    {
        var rules = facts.Problem.Rules;
        var sum = rules.Budget is { } budget ? -certificate.Budget * budget : 0;
        foreach (var (id, multiplier) in certificate.Feeders)
        {
            var feeder = facts.Problem.Feeders.FirstOrDefault(f => f.Id == id);
            check.True(feeder is not null && multiplier >= 0, $"the multiplier of feeder '{id}' is {multiplier}, or there is no such feeder.");
            sum -= multiplier * feeder!.LimitKva / rules.Power.FeederSimultaneity;
        }

        foreach (var (district, multiplier) in certificate.Floors)
        {
            check.True(multiplier >= 0 && rules.Floors.Of(district) > 0, $"the multiplier of the floor of '{district}' is {multiplier}, or there is no such floor.");
            var total = facts.Rows.Where(r => facts.Communities[r.Key.Community].District == district).Sum(r => r.Value.Demand);
            sum -= multiplier * (1 - rules.Floors.Of(district)) * total;
        }

        return sum;
    }

    /// <summary>Right-hand sides of the cuts; their coefficients are recomputed where they are used.</summary>
    private double Cuts(IReadOnlyList<CutPrice> cuts)
    {
        Dictionary<string, List<string>> placesOf = [];
        foreach (var (place, reached) in facts.Reach)
        {
            foreach (var (community, _) in reached)
            {
                (placesOf.TryGetValue(community, out var list) ? list : placesOf[community] = []).Add(place);
            }
        }

        var sum = 0.0;
        foreach (var cut in cuts)
        {
            check.True(cut.Price >= 0 && double.IsFinite(cut.Price), $"a cut has the multiplier {cut.Price}.");
            check.True(cut.Divisor > 0 && double.IsFinite(cut.Divisor), $"a cut has the divisor {cut.Divisor}.");
            check.True(cut.Communities.Count > 0 && cut.Communities.Distinct().Count() == cut.Communities.Count, "a cut names no community, or one twice.");
            var demand = 0.0;
            Dictionary<string, double> parts = [];
            foreach (var community in cut.Communities)
            {
                check.True(facts.Rows.ContainsKey((community, cut.Window)), $"a cut names the unknown row '{community}' / '{cut.Window}'.");
                var q = facts.Rows[(community, cut.Window)].Demand;
                demand += q;
                offUnserved[(community, cut.Window)] = offUnserved.GetValueOrDefault((community, cut.Window)) + cut.Price;
                foreach (var place in placesOf.GetValueOrDefault(community) ?? [])
                {
                    parts[place] = parts.GetValueOrDefault(place) + q;
                }
            }

            foreach (var (place, part) in parts)
            {
                (cutsAt.TryGetValue(place, out var list) ? list : cutsAt[place] = []).Add((cut, demand, part));
            }

            var (fraction, up) = Fraction(demand, cut.Divisor);
            sum += cut.Price * cut.Divisor * fraction * up;
        }

        return sum;
    }

    /// <summary>D/δ = (up − 1) + fraction with 0 &lt; fraction ≤ 1.</summary>
    private static (double Fraction, double Up) Fraction(double demand, double divisor)
    {
        var ratio = demand / divisor;
        var up = Math.Ceiling(ratio - 1e-9);
        return (Math.Max(1e-9, ratio - (up - 1)), up);
    }

    private double LeastReducedCost(string place, BoundCertificate certificate)
    {
        if (facts.Stations.TryGetValue(place, out var station))
        {
            return -Enum.GetValues<PileClass>().Sum(of => facts.Pool(station.Piles, of) is var (n, minutes) ? Worth(place, of, facts.Capacity(n, minutes)) : 0);
        }

        var site = facts.Candidates[place];
        var rules = facts.Problem.Rules;
        var surcharge = site.Inside && rules.Inside.Form == OutsideFirst.Surcharge ? rules.Inside.Surcharge : 0;
        var kvaPrice = site.Feeder is { } f ? certificate.Feeders.GetValueOrDefault(f) : 0;
        var fast = Mixes(site, PileClass.Fast);
        var slow = Mixes(site, PileClass.Slow);
        var least = site.Lock == SiteLock.In ? double.PositiveInfinity : 0;
        for (var a = 0; a < fast.Count; a++)
        {
            for (var b = a == 0 ? 1 : 0; b < slow.Count; b++)
            {
                var kva = facts.Kva(fast[a].Kilowatts + slow[b].Kilowatts);
                if (fast[a].Bays + slow[b].Bays > site.Offer.Bays || kva > (site.Offer.FreeKva + site.Offer.ExtraKva) * (1 + 1e-12))
                {
                    continue;
                }

                var cost = site.Offer.FixedCost + fast[a].Cost + slow[b].Cost + (Math.Max(0, kva - site.Offer.FreeKva) * site.Offer.CostPerExtraKva);
                var reduced = (rules.Aim == Aim.LeastCost ? cost + surcharge : 0) + (certificate.Budget * cost) + (kvaPrice * kva) - fast[a].Worth - slow[b].Worth;
                least = Math.Min(least, reduced);
            }
        }

        return least;
    }

    /// <summary>Every count of every type of a class that fits the site, "none" first.</summary>
    private List<(double Worth, double Cost, int Bays, double Kilowatts)> Mixes(Candidate site, PileClass of)
    {
        var inReach = facts.Windows.Values.Where(w => w.Class == of).Select(w => facts.Reach[site.Id].Sum(r => facts.Rows[(r.Community, w.Id)].Demand)).DefaultIfEmpty(0).Max();
        List<(double, double, int, double)> mixes = [(0, 0, 0, 0)];
        foreach (var type in facts.Problem.Rules.PileTypes.Where(t => t.Class == of))
        {
            var cost = site.Offer.PileCosts.TryGetValue(type.Id, out var own) ? own : type.Cost;
            var enough = false;
            for (var n = 1; !enough && n * type.Bays <= site.Offer.Bays && facts.Kva(n * type.Kilowatts) <= (site.Offer.FreeKva + site.Offer.ExtraKva) * (1 + 1e-12); n++)
            {
                var capacity = facts.Capacity(n, type.OccupiedMinutes);
                mixes.Add((Worth(site.Id, of, capacity), n * cost, n * type.Bays, n * type.Kilowatts));

                // More piles than all in reach can use only cost more.
                enough = capacity >= inReach;
            }
        }

        return mixes;
    }

    /// <summary>The most a pool of this capacity can earn at the multipliers: dearest rows first, and what the cuts pay.</summary>
    private double Worth(string place, PileClass of, double capacity)
    {
        var perMetre = facts.Problem.Rules.Aim == Aim.LeastCost ? facts.Problem.Rules.Missing.PerArrivalKilometre / 1000 : 0;
        var sum = 0.0;
        foreach (var window in facts.Problem.Rules.Windows.Where(w => w.Class == of))
        {
            var left = capacity;
            foreach (var (value, demand) in Ranked(place, window.Id, perMetre))
            {
                var x = Math.Min(left, demand);
                sum += x * value;
                left -= x;
            }
        }

        foreach (var (cut, demand, part) in cutsAt.GetValueOrDefault(place) ?? [])
        {
            if (facts.Windows[cut.Window].Class == of)
            {
                var (fraction, _) = Fraction(demand, cut.Divisor);
                var ratio = Math.Min(capacity, part) / cut.Divisor;
                var whole = Math.Floor(ratio + 1e-12);
                sum += cut.Price * cut.Divisor * fraction * (whole + Math.Min(1, (Math.Max(0, ratio - whole) / fraction) + 1e-12));
            }
        }

        return sum;
    }

    private (double Value, double Demand)[] Ranked(string place, string window, double perMetre)
    {
        if (!ranked.TryGetValue((place, window), out var known))
        {
            known = [.. facts.Reach[place].Select(r => (Value: price.GetValueOrDefault((r.Community, window)) - (r.Metres * perMetre), facts.Rows[(r.Community, window)].Demand))
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
