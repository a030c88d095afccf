using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve.Branching;

/// <summary>
/// Lifts the bound beyond what multipliers alone can prove: groups of places are branched one beside the other, each with its share of the work by its share of
/// the gap, and what they prove adds up.
/// </summary>
internal sealed class BranchCity(SitingModel model, PileCuts cuts, Prices prices)
{
    /// <summary>Proofs of the groups, and on the way a better plan where their picks make one.</summary>
    public List<GroupProof> Run(Assignment plan, List<int[]> groups, int splits, Func<bool> stop)
    {
        var parts = new (PlaceGroup Group, double Upper, double Gap)[groups.Count];
        Parallel.For(0, groups.Count, g =>
        {
            var group = PlaceGroup.Cut(model, cuts, prices, groups[g]);
            var upper = group.ValueOf(model, plan);
            parts[g] = (group, upper, upper - new GroupPricing(group).At(group.CityPrices, Corner.Whole(group)));
        });
        var whole = parts.Sum(p => Math.Max(0, p.Gap));
        int[] order = [.. Enumerable.Range(0, parts.Length).OrderByDescending(g => parts[g].Gap).ThenBy(g => g)];
        var proofs = new GroupProof?[parts.Length];
        Parallel.ForEach(order, g =>
        {
            var (group, upper, gap) = parts[g];
            if (gap > 1e-6 * Math.Abs(upper) && !stop())
            {
                proofs[g] = new BranchGroup(group, upper, 0.01).Run(Math.Max(4, (int)(splits * gap / whole)), stop);
            }
        });
        if (Environment.GetEnvironmentVariable("DIAG") is not null)
        {
            foreach (var b in parts.Select((p, g) => (p, g)).GroupBy(x => x.p.Group.Own.Count(o => o) switch { 0 => 0, <= 2 => 2, <= 4 => 4, <= 8 => 8, <= 16 => 16, <= 32 => 32, _ => 99 }).OrderBy(x => x.Key))
            {
                Console.Error.WriteLine($"own<={b.Key}: groups {b.Count()} places {b.Average(x => x.p.Group.PlaceCount):F1} rows {b.Average(x => x.p.Group.Rows.Length):F1} gap {b.Sum(x => Math.Max(0, x.p.Gap)) / 1e3:F0}k left {b.Sum(x => proofs[x.g] is { } q ? x.p.Upper - q.Bound : x.p.Gap) / 1e3:F0}k nodes {b.Sum(x => proofs[x.g]?.Nodes.Count ?? 0)} vectors {b.Sum(x => proofs[x.g]?.Prices.Count ?? 0)} closed {b.Count(x => proofs[x.g] is { } q && x.p.Upper - q.Bound < 0.011 * x.p.Gap)}");
            }
        }

        return [.. proofs.OfType<GroupProof>()];
    }
}
