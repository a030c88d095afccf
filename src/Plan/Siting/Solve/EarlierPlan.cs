using Doorstep.Plan.Siting.Model;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>
/// An earlier plan in the terms of this model, as far as it still fits: its multipliers and cuts (any multipliers prove a bound, so old ones can only be weak, never wrong),
/// its sites with their mixes, and who went where. What the new problem does not know is left out; what it has beyond is left to the search.
/// </summary>
internal sealed class EarlierPlan
{
    private readonly SitingModel model;
    private readonly List<(int Place, int Config)> choices = [];
    private readonly List<(int Arc, double Amount)> flows = [];

    /// <param name="outside">The pass without inside sites, where the earlier plan has one; else the plan itself.</param>
    public EarlierPlan(SitingProblem problem, SitingModel model, PlanDocument earlier, bool outside)
    {
        this.model = model;
        var (sites, sent) = outside && earlier.OutsidePass is { } pass ? (pass.Sites, pass.Flows) : (earlier.Sites, earlier.Flows);
        var places = problem.Stations.Select(s => s.Id).Concat(problem.Candidates.Select(c => c.Id)).Select((id, j) => (id, j)).ToDictionary(p => p.id, p => p.j, StringComparer.Ordinal);
        var communities = problem.Communities.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id, c => c.i, StringComparer.Ordinal);
        var windows = problem.Rules.Windows.Select((w, p) => (w.Id, p)).ToDictionary(w => w.Id, w => w.p, StringComparer.Ordinal);
        var rows = Enumerable.Range(0, model.RowCount).ToDictionary(r => (model.Rows.Community[r], model.Rows.Pool[r]));
        foreach (var site in sites)
        {
            if (places.TryGetValue(site.Id, out var place) && ConfigOf(problem, place, site.Piles) is { } config)
            {
                choices.Add((place, config));
            }
        }

        foreach (var flow in sent)
        {
            if (RowOf(flow.Community, flow.Window) is { } row && places.TryGetValue(flow.Site, out var place) && ArcOf(place, row) is { } arc)
            {
                flows.Add((arc, flow.Arrivals));
            }
        }

        var proof = earlier.Certificate;
        List<double> paid = [];
        foreach (var cut in proof.Cuts)
        {
            int[] counted = [.. cut.Communities.Select(c => RowOf(c, cut.Window)).OfType<int>().Order()];
            if (counted.Length == cut.Communities.Count && counted.Length > 0 && double.IsFinite(cut.Divisor) && cut.Divisor > 0)
            {
                Cuts.Add(new(counted, windows[cut.Window], cut.Divisor));
                paid.Add(Sound(cut.Price));
            }
        }

        Prices = StartPrices.Of(model);
        foreach (var row in proof.Rows)
        {
            if (RowOf(row.Community, row.Window) is { } r)
            {
                Prices.Row[r] = Sound(row.Price);
            }
        }

        Prices.Budget = double.IsFinite(model.Limits.Budget) ? Sound(proof.Budget) : 0;
        foreach (var (feeder, f) in problem.Feeders.Select((x, f) => (x, f)))
        {
            Prices.Feeder[f] = Sound(proof.Feeders.GetValueOrDefault(feeder.Id));
        }

        foreach (var (district, d) in BuildModel.FloorDistricts(problem))
        {
            Prices.Floor[d] = Sound(proof.Floors.GetValueOrDefault(district));
        }

        Prices.Grow(Cuts.Count);
        paid.CopyTo(Prices.Cut);

        int? RowOf(string community, string window) =>
            communities.TryGetValue(community, out var i) && windows.TryGetValue(window, out var p) && rows.TryGetValue((i, p), out var r) ? r : null;
    }

    public Prices Prices { get; }

    /// <summary>In the order of the prices of <see cref="Prices"/>.</summary>
    public List<PileCut> Cuts { get; } = [];

    /// <summary>Builds the earlier plan up again on an empty one, as far as places, rules and room allow.</summary>
    public void Resume(Assignment plan)
    {
        var offer = new PlaceOffer(plan);
        for (var j = 0; j < model.PlaceCount; j++)
        {
            // A station that stands has one mix.
            if (model.Offers.Required[j] && model.Offers.ConfigStart[j + 1] - model.Offers.ConfigStart[j] == 1)
            {
                plan.Choose(j, model.Offers.ConfigStart[j]);
            }
        }

        // Sites that must be there now come first: what stands in their way gives way.
        foreach (var (place, config) in choices.OrderByDescending(c => model.Offers.Required[c.Place]))
        {
            if (plan.Config[place] < 0 && (model.Offers.Required[place] || !YieldsTo(place)) && !offer.IsTooClose(place) && offer.Fits(place, config))
            {
                plan.Choose(place, config);
            }
        }

        foreach (var (arc, amount) in flows)
        {
            var row = model.Arcs.Row[arc];
            var fits = Math.Min(amount, Math.Min(plan.Unserved[row], plan.Room(model.Arcs.Place[arc], model.Rows.Pool[row])));
            if (fits > Assignment.Trifle)
            {
                plan.Serve(arc, plan.Served[arc] + fits);
            }
        }
    }

    private bool YieldsTo(int place) => model.Limits.TooClose.Length > 0 && Array.Exists(model.Limits.TooClose[place], n => model.Offers.Required[n]);

    private int? ArcOf(int place, int row)
    {
        var pool = (place * model.PoolCount) + model.Rows.Pool[row];
        for (var a = model.Arcs.Start[pool]; a < model.Arcs.Start[pool + 1]; a++)
        {
            if (model.Arcs.Row[a] == row)
            {
                return a;
            }
        }

        return null;
    }

    /// <summary>The configuration with exactly these piles, or null when the place no longer offers it.</summary>
    private int? ConfigOf(SitingProblem problem, int place, IReadOnlyDictionary<string, int> piles)
    {
        var offers = model.Offers;
        for (var k = offers.ConfigStart[place]; k < offers.ConfigStart[place + 1]; k++)
        {
            int[] options = [offers.OptionStart[2 * place] + offers.ConfigFast[k], offers.OptionStart[(2 * place) + 1] + offers.ConfigSlow[k]];
            var built = options.Where(o => offers.OptionType[o] >= 0 && offers.OptionPiles[o] > 0).ToList();
            if (built.Count == piles.Count && built.TrueForAll(o => piles.GetValueOrDefault(problem.Rules.PileTypes[offers.OptionType[o]].Id) == offers.OptionPiles[o]))
            {
                return k;
            }
        }

        return null;
    }

    private static double Sound(double price) => double.IsFinite(price) ? Math.Max(0, price) : 0;
}
