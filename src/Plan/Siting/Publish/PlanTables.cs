using Doorstep.Plan.Siting.Problem;

namespace Doorstep.Plan.Siting.Publish;

/// <summary>A plan as tables for a spreadsheet: figures, sites to build, standing stations, communities, who goes where, parameters with their sources.</summary>
public static class PlanTables
{
    public static IReadOnlyList<PlainTable> Of(SitingProblem problem, PlanDocument plan)
    {
        var candidates = problem.Candidates.ToDictionary(c => c.Id);
        var communities = problem.Communities.ToDictionary(c => c.Id);
        string[] types = [.. problem.Rules.PileTypes.Select(t => t.Id)];
        string[] windows = [.. problem.Rules.Windows.Select(w => w.Id)];
        return [Figures(plan), Sites(), Stations(), Communities(), Flows(), Parameters()];

        PlainTable Sites() => new(
            "sites",
            ["id", "name", "kind", "owner", "district", "inside", "lon", "lat", .. types.Select(t => $"piles:{t}"), "cost_cny", "kva", .. PoolHeads()],
            [.. plan.Sites.Select(s =>
            {
                var c = candidates[s.Id];
                return (IReadOnlyList<object?>)
                [
                    s.Id, c.Name, c.Kind, c.Owner, c.District, c.Inside ? "true" : "false", Math.Round(c.Place.Longitude, 6), Math.Round(c.Place.Latitude, 6), .. types.Select(t => (object?)s.Piles.GetValueOrDefault(t)),
                    s.Cost, Math.Round(s.Kva, 2), .. Pools(s.Pools),
                ];
            })]);

        PlainTable Stations() => new(
            "stations", ["id", .. PoolHeads()], [.. plan.Stations.Select(s => (IReadOnlyList<object?>)[s.Id, .. Pools(s.Pools)])]);

        PlainTable Communities() => new(
            "communities",
            ["id", "name", "district", "first_batch", "vehicles_without_pile", "vehicles_served", "served_share", "mean_walk_m", "walk"],
            [.. plan.Communities.Select(c => (IReadOnlyList<object?>)
            [
                c.Id, communities[c.Id].Name, communities[c.Id].District, c.Priority ? "true" : "false", c.Vehicles, Math.Round(c.VehiclesServed, 2), Math.Round(c.ServedShare, 4), Math.Round(c.MeanWalk, 1),
                plan.DistancesAreEstimates ? "estimate" : "network",
            ])]);

        PlainTable Flows() => new(
            "flows", ["community", "site", "window", "arrivals_per_hour"], [.. plan.Flows.Select(f => (IReadOnlyList<object?>)[f.Community, f.Site, f.Window, Math.Round(f.Arrivals, 6)])]);

        PlainTable Parameters() => new(
            "parameters", ["parameter", "source", "date"],
            [.. problem.Rules.Sources.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (IReadOnlyList<object?>)[s.Key, s.Value.Source, s.Value.Date])]);

        IEnumerable<string> PoolHeads() => windows.SelectMany(w => (string[])[$"arrivals_per_hour:{w}", $"capacity_per_hour:{w}", $"within_wait:{w}"]);

        IEnumerable<object?> Pools(IReadOnlyList<PoolLoad> pools) => windows.SelectMany(w => pools.FirstOrDefault(p => p.Window == w) is { } pool
            ? (object?[])[Math.Round(pool.Arrivals, 4), Math.Round(pool.Capacity, 4), Math.Round(pool.WithinWait, 6)]
            : [null, null, null]);
    }

    private static PlainTable Figures(PlanDocument plan)
    {
        var f = plan.Figures;
        return new("figures", ["figure", "value"],
        [
            ["problem", plan.Problem], ["problem_digest", plan.ProblemDigest], ["objective", f.Objective], ["bound", f.Bound], ["gap", f.Gap], ["cost_cny", f.Cost], ["vehicles", f.Vehicles],
            ["vehicles_served", f.VehiclesServed], ["cost_per_vehicle_cny", f.CostPerVehicle], ["arrivals_per_hour", f.Arrivals], ["arrivals_served", f.ArrivalsServed],
            ["first_batch_communities", f.PriorityCommunities], ["first_batch_fully_served", f.PrioritySatisfied], ["distances", plan.DistancesAreEstimates ? "estimate" : "network"],
            ["seed", plan.Origin.Seed], ["work", plan.Origin.Work], ["stopped_by", plan.Origin.Stopped], ["seconds", plan.Origin.Seconds],
        ]);
    }
}
