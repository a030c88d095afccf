using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve.Branching;

/// <summary>
/// Lifts the bound beyond what multipliers alone can prove: groups of places are branched one beside the other, each with its share of the work by its share of
/// the gap, and what they prove adds up. The trees are kept, so that a better plan or more time carries on where they stood.
/// </summary>
internal sealed class BranchCity
{
    private readonly SitingModel model;
    private readonly BranchGroup[] groups;

    public BranchCity(SitingModel model, PileCuts cuts, Prices prices, List<int[]> groups)
    {
        this.model = model;
        this.groups = new BranchGroup[groups.Count];
        Parallel.For(0, groups.Count, g => this.groups[g] = new(PlaceGroup.Cut(model, cuts, prices, groups[g]), double.PositiveInfinity, 0.005));
    }

    /// <summary>What branching adds to the city's bound.</summary>
    public double Lift => groups.Sum(g => g.Bound - g.CityBound);

    /// <summary>Carries on by about so many splits in all, held against a plan.</summary>
    public void Run(Assignment plan, int splits, Func<bool> stop)
    {
        Parallel.ForEach(groups, g => g.Lower(g.Group.ValueOf(model, plan)));
        var whole = groups.Sum(g => g.Gap);
        Parallel.ForEach(groups.OrderByDescending(g => g.Gap), g =>
        {
            if (g.Gap > 1e-6 * Math.Abs(g.Bound) && !stop())
            {
                g.Run(Math.Max(4, (int)(splits * g.Gap / whole)), stop);
            }
        });
    }

    /// <summary>What groups picked since this was last asked: their places, and the city's configuration for each (−1: none).</summary>
    public IEnumerable<(int[] Places, int[] Configs)> TakePicks() =>
        groups.SelectMany(g => g.TakePicks().Select(p => (g.Group.Places, p.Select(k => k < 0 ? -1 : g.Group.Config[k]).ToArray())));

    /// <summary>The proofs that are worth their place in the certificate.</summary>
    public List<GroupProof> Seal() => [.. groups.Where(g => g.Bound > g.CityBound).Select(g => g.Seal())];
}
