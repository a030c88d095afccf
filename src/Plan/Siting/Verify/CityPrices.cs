using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Plan.Siting.Verify;

/// <summary>The certificate's multipliers by row, and what its cuts pay and take off; the coefficients of cuts are recomputed, never read.</summary>
internal sealed class CityPrices
{
    private readonly CheckedFacts facts;
    private readonly BoundCertificate certificate;
    private readonly Dictionary<(string Community, string Window), double> price = [];
    private readonly Dictionary<(string Community, string Window), double> offUnserved = [];
    private readonly Dictionary<string, List<CheckedCut>> cutsAt = [];

    /// <param name="facts">What the problem says.</param>
    /// <param name="check">Where false claims are raised.</param>
    /// <param name="certificate">The multipliers.</param>
    /// <param name="placesOf">Places that reach each community.</param>
    public CityPrices(CheckedFacts facts, Claims check, BoundCertificate certificate, IReadOnlyDictionary<string, List<string>> placesOf)
    {
        this.facts = facts;
        this.certificate = certificate;
        foreach (var row in certificate.Rows)
        {
            check.True(facts.Rows.ContainsKey((row.Community, row.Window)), $"the certificate prices the unknown row '{row.Community}' / '{row.Window}'.");
            check.True(double.IsFinite(row.Price) && row.Price >= 0, $"the multiplier of '{row.Community}' / '{row.Window}' is {row.Price}; multipliers are not negative.");
            price[(row.Community, row.Window)] = row.Price;
        }

        check.True(certificate.Budget >= 0 && double.IsFinite(certificate.Budget), $"the budget's multiplier is {certificate.Budget}.");
        check.True(certificate.Budget == 0 || facts.Problem.Rules.Budget is not null, "the certificate prices a budget the problem does not have.");
        var own = certificate.Groups.SelectMany(g => g.Cuts).ToHashSet();
        foreach (var cut in certificate.Cuts)
        {
            CheckCut(cut, check);
            Cuts.Add(new(cut, facts, placesOf));
            if (!own.Contains(Cuts.Count - 1))
            {
                Count(Cuts[^1]);
            }
        }
    }

    public List<CheckedCut> Cuts { get; } = [];

    /// <summary>Right-hand sides of the cuts that no group has for its own, at their multipliers.</summary>
    public double CutsRequire { get; private set; }

    public double Of((string Community, string Window) row) => price.GetValueOrDefault(row);

    /// <summary>What an unserved arrival/h of the row costs, with floors, less what the city's cuts take off.</summary>
    public double Unserved((string Community, string Window) row) =>
        facts.Rows[row].Penalty + certificate.Floors.GetValueOrDefault(facts.Communities[row.Community].District) - offUnserved.GetValueOrDefault(row);

    /// <summary>What a mix is charged at the shared multipliers: objective, budget and feeder.</summary>
    public double Charge(Candidate site, double cost, double kva)
    {
        var rules = facts.Problem.Rules;
        var surcharge = site.Inside && rules.Inside.Form == OutsideFirst.Surcharge ? rules.Inside.Surcharge : 0;
        var kvaPrice = site.Feeder is { } f ? certificate.Feeders.GetValueOrDefault(f) : 0;
        return (rules.Aim == Aim.LeastCost ? cost + surcharge : 0) + (certificate.Budget * cost) + (kvaPrice * kva);
    }

    /// <summary>What the cuts pay a pool of this capacity at a place.</summary>
    public double FromCuts(string place, PileClass of, double capacity)
    {
        var sum = 0.0;
        foreach (var cut in cutsAt.GetValueOrDefault(place) ?? [])
        {
            if (facts.Windows[cut.Cut.Window].Class == of)
            {
                sum += cut.Cut.Price * cut.Coefficient(place, capacity);
            }
        }

        return sum;
    }

    private void CheckCut(CutPrice cut, Claims check)
    {
        check.True(cut.Price >= 0 && double.IsFinite(cut.Price), $"a cut has the multiplier {cut.Price}.");
        check.True(cut.Divisor > 0 && double.IsFinite(cut.Divisor), $"a cut has the divisor {cut.Divisor}.");
        check.True(cut.Communities.Count > 0 && cut.Communities.Distinct().Count() == cut.Communities.Count, "a cut names no community, or one twice.");
        foreach (var community in cut.Communities)
        {
            check.True(facts.Rows.ContainsKey((community, cut.Window)), $"a cut names the unknown row '{community}' / '{cut.Window}'.");
        }
    }

    private void Count(CheckedCut cut)
    {
        CutsRequire += cut.Cut.Price * cut.Required;
        foreach (var community in cut.Cut.Communities)
        {
            offUnserved[(community, cut.Cut.Window)] = offUnserved.GetValueOrDefault((community, cut.Cut.Window)) + cut.Cut.Price;
        }

        foreach (var place in cut.Parts.Keys)
        {
            (cutsAt.TryGetValue(place, out var list) ? list : cutsAt[place] = []).Add(cut);
        }
    }
}
