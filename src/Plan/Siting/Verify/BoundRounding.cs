using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Plan.Siting.Verify;

/// <summary>
/// How far rounding can have lifted the recomputed bound. Every figure of it is a sum of products, so its error is at most (roundings on the longest way) × 2⁻⁵² × (sum of the
/// terms' sizes). Sensible multipliers lose less than a millionth of a per cent; absurd ones, whose terms should cancel to the last digit, lose what they claim.
/// </summary>
internal sealed class BoundRounding(CheckedFacts facts, CityPrices prices, SiteMixes mixes, IReadOnlyDictionary<string, List<string>> placesOf)
{
    private static readonly double Unit = Math.Pow(2, -52);

    public double Most(BoundCertificate certificate)
    {
        var ways = facts.Rows.Count + facts.Reach.Count + certificate.Cuts.Count + certificate.Groups.Select(g => g.Rows.Count + g.Places.Count + g.Splits.Count).DefaultIfEmpty(0).Max();
        var size = Shared(certificate) + facts.Rows.Sum(r => Row(r.Key, r.Value, certificate)) + prices.Cuts.Sum(c => c.Cut.Price * Cut(c)) + facts.Candidates.Values.Sum(Dearest) + certificate.Groups.Sum(Group);
        return Unit * ((4.0 * ways) + 64) * size;
    }

    private double Shared(BoundCertificate certificate)
    {
        var rules = facts.Problem.Rules;
        return (certificate.Budget * (rules.Budget ?? 0)) + facts.Problem.Feeders.Sum(f => certificate.Feeders.GetValueOrDefault(f.Id) * f.LimitKva / rules.Power.FeederSimultaneity);
    }

    /// <summary>Priced and let off in the city's sum, and earned again at every place in reach.</summary>
    private double Row((string Community, string Window) key, CheckedRow row, BoundCertificate certificate) =>
        ((2 * prices.Of(key)) + row.Penalty + certificate.Floors.GetValueOrDefault(facts.Communities[key.Community].District)) * row.Demand * (1 + (placesOf.GetValueOrDefault(key.Community)?.Count ?? 0));

    /// <summary>A cut's right-hand side, what it pays at its places and takes off its rows; with many multiples of the divisor the fraction it rests on loses digits too.</summary>
    private static double Cut(CheckedCut cut) => (cut.Demand + cut.Cut.Divisor) * (1 + (cut.Demand / cut.Cut.Divisor)) * (1 + cut.Parts.Count + cut.Cut.Communities.Count);

    private double Dearest(Candidate site)
    {
        var piles = mixes.Pool(site, PileClass.Fast).Max(c => c.Cost) + mixes.Pool(site, PileClass.Slow).Max(c => c.Cost);
        return prices.Charge(site, site.Offer.FixedCost + piles + (site.Offer.ExtraKva * site.Offer.CostPerExtraKva), site.Offer.FreeKva + site.Offer.ExtraKva);
    }

    /// <summary>The leaf with the greatest terms; what it has from the city's multipliers was counted there.</summary>
    private double Group(BranchedGroup group)
    {
        double[] rows = [.. group.Rows.Select(r => facts.Rows[(r.Community, r.Window)].Demand * (2 + group.Places.Count))];
        double[] cuts = [.. group.Cuts.Select(c => Cut(prices.Cuts[c]))];
        var split = group.Splits.Select(s => Math.Abs((double)s.Count)).DefaultIfEmpty(0).Max() + 1 + group.Places.Count;
        return group.Prices.Select(at => at.Select((price, i) => price * (i < rows.Length ? rows[i] : i < rows.Length + cuts.Length ? cuts[i - rows.Length] : split)).Sum()).DefaultIfEmpty(0).Max();
    }
}
