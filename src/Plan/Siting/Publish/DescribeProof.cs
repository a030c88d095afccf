using Doorstep.Plan.Siting.Model;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Solve;
using Doorstep.Plan.Siting.Solve.Branching;

namespace Doorstep.Plan.Siting.Publish;

/// <summary>Turns the solver's proof of the bound into the certificate, in ids and plain numbers.</summary>
internal sealed class DescribeProof(SitingProblem problem, SitingModel model)
{
    public BoundCertificate Run(CityProof proof)
    {
        // Cuts nobody pays for stay behind, unless a group has a price of its own for them.
        var own = proof.Groups.SelectMany(g => g.Group.Cuts.Select(c => c.Number)).ToHashSet();
        int[] cuts = [.. Enumerable.Range(0, proof.Cuts.All.Count).Where(c => proof.Prices.Cut[c] > 0 || own.Contains(c))];
        var numbers = cuts.Select((c, i) => (c, i)).ToDictionary(x => x.c, x => x.i);
        return Certificate(proof, cuts) with { Groups = [.. proof.Groups.Select(g => Group(g, numbers))] };
    }

    private BoundCertificate Certificate(CityProof proof, int[] cuts) => new()
    {
        Rows = [.. Enumerable.Range(0, model.RowCount).Select(r => new RowPrice(Community(r), Window(r), proof.Prices.Row[r]))],
        Budget = proof.Prices.Budget,
        Feeders = problem.Feeders.Select((f, i) => (f.Id, Price: proof.Prices.Feeder[i])).Where(f => f.Price > 0).ToDictionary(f => f.Id, f => f.Price),
        Floors = BuildModel.FloorDistricts(problem).Where(d => proof.Prices.Floor[d.Value] > 0).ToDictionary(d => d.Key, d => proof.Prices.Floor[d.Value]),
        Cuts = [.. cuts.Select(c => (Cut: proof.Cuts.All[c], Price: proof.Prices.Cut[c])).Select(c =>
            new CutPrice(problem.Rules.Windows[c.Cut.Pool].Id, [.. c.Cut.Rows.Select(Community)], c.Cut.Divisor, c.Price))],
    };

    private string Community(int row) => problem.Communities[model.Rows.Community[row]].Id;

    private string Window(int row) => problem.Rules.Windows[model.Rows.Pool[row]].Id;

    private string Place(int place) => place < problem.Stations.Count ? problem.Stations[place].Id : problem.Candidates[place - problem.Stations.Count].Id;

    private BranchedGroup Group(GroupProof proof, Dictionary<int, int> cuts)
    {
        // Multipliers that no leaf names any more stay behind.
        Dictionary<int, int> kept = [];
        foreach (var leaf in proof.Leaves)
        {
            kept.TryAdd(leaf, kept.Count);
        }

        return new([.. proof.Group.Places.Select(Place)], [.. proof.Group.Rows.Select((r, i) => new BranchedRow(Community(r), Window(r), proof.Group.Own[i]))])
        {
            Cuts = [.. proof.Group.Cuts.Select(c => cuts[c.Number])],
            Splits = [.. proof.Nodes.Select(n => new BranchSplit(n.Split.Places, Word(n.Split.Of), n.Split.Level, n.Split.Count) { AtMost = n.AtMost, More = n.More })],
            Leaves = [.. proof.Leaves.Select(l => kept[l])],
            Prices = [.. kept.OrderBy(k => k.Value).Select(k => proof.Prices[k.Key])],
        };
    }

    private static string Word(Measure of) => of switch
    {
        Measure.Open => "open",
        Measure.Fast => "fast",
        _ => "slow",
    };
}
