using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Plan.Siting.Verify;

/// <summary>A cut on pile counts as the verifier computes it: Σ d F (⌊part/d⌋ + min(1, frac(part/d)/F)) u + Σ unserved ≥ d F ⌈D/d⌉.</summary>
internal sealed class CheckedCut
{
    private readonly double fraction;

    public CheckedCut(CutPrice cut, CheckedFacts facts, IReadOnlyDictionary<string, List<string>> placesOf)
    {
        Cut = cut;
        foreach (var community in cut.Communities)
        {
            var q = facts.Rows[(community, cut.Window)].Demand;
            Demand += q;
            foreach (var place in placesOf.GetValueOrDefault(community) ?? [])
            {
                Parts[place] = Parts.GetValueOrDefault(place) + q;
            }
        }

        // D/d = (up − 1) + fraction with 0 < fraction ≤ 1. What lies above a whole number by rounding only counts as that number: less demand, a weaker cut.
        var ratio = Demand / cut.Divisor;
        var up = Math.Ceiling(ratio - 1e-9);
        fraction = Math.Clamp(ratio - (up - 1), 1e-9, 1);
        Required = cut.Divisor * fraction * up;
    }

    public CutPrice Cut { get; }

    public double Demand { get; }

    /// <summary>Demand of the cut's rows in reach of each place.</summary>
    public Dictionary<string, double> Parts { get; } = [];

    public double Required { get; }

    /// <summary>Coefficient of a pool of this capacity at a place in reach.</summary>
    public double Coefficient(string place, double capacity)
    {
        var ratio = Math.Min(capacity, Parts[place]) / Cut.Divisor;
        var whole = Math.Floor(ratio + 1e-12);
        return Cut.Divisor * fraction * (whole + Math.Min(1, (Math.Max(0, ratio - whole) / fraction) + 1e-12));
    }
}
