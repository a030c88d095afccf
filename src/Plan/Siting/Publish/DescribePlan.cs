using Doorstep.Plan.Siting.Model;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Queue;
using Doorstep.Plan.Siting.Solve;

namespace Doorstep.Plan.Siting.Publish;

/// <summary>Turns what the solver holds into the plan document, in ids and plain numbers.</summary>
internal sealed class DescribePlan(SitingProblem problem, SitingModel model)
{
    private const double Trifle = 1e-9;

    public PlanDocument Run(Assignment plan, CityProof proof, PlanOrigin origin, OutsidePass? outside)
    {
        var objective = plan.Objective();
        var coverage = Coverage(plan);
        var served = coverage.Sum(c => c.VehiclesServed);
        var sites = Sites(plan);
        List<PlannedStation> stations = [.. problem.Stations.Select((s, j) => new PlannedStation(s.Id, Pools(plan, j)))];
        var promise = problem.Rules.Service;
        return new()
        {
            Problem = problem.Name,
            ProblemDigest = ProblemDigest.Of(problem),
            Figures = new(objective, proof.Bound, Gap(objective, proof.Bound), plan.Cost)
            {
                Vehicles = coverage.Sum(c => c.Vehicles),
                VehiclesServed = served,
                CostPerVehicle = served > 0 ? plan.Cost / served : 0,
                Arrivals = model.Rows.Demand.Sum(),
                ArrivalsServed = plan.Served.Sum(),
                PriorityCommunities = coverage.Count(c => c.Priority),
                PrioritySatisfied = coverage.Count(c => c.Priority && c.ServedShare > 0.999),
            },
            Promise = new(
                promise.WaitMinutes, promise.Level, promise.PlannedLevel,
                sites.SelectMany(s => s.Pools).Concat(stations.SelectMany(s => s.Pools)).Where(p => p.Arrivals > 0).Select(p => p.WithinWait).DefaultIfEmpty(1).Min()),
            Origin = origin,
            DistancesAreEstimates = problem.DistancesAreEstimates,
            Sites = sites,
            Stations = stations,
            Communities = coverage,
            Flows = Flows(plan),
            Certificate = new DescribeProof(problem, model).Run(proof),
            OutsidePass = outside,
        };
    }

    public OutsidePass FirstPass(Assignment plan) => new(Sites(plan), Flows(plan));

    public static double Gap(double objective, double bound) => objective <= bound ? 0 : (objective - bound) / Math.Max(1e-9, Math.Abs(objective));

    private List<PlannedSite> Sites(Assignment plan)
    {
        List<PlannedSite> sites = [];
        for (var c = 0; c < problem.Candidates.Count; c++)
        {
            var j = problem.Stations.Count + c;
            if (plan.Config[j] is >= 0 and var k)
            {
                sites.Add(new(problem.Candidates[c].Id, Piles(j, k), model.Offers.ConfigCost[k], model.Offers.ConfigKva[k], Pools(plan, j)));
            }
        }

        return sites;
    }

    private Dictionary<string, int> Piles(int place, int config)
    {
        var offers = model.Offers;
        Dictionary<string, int> piles = [];
        foreach (var option in (ReadOnlySpan<int>)[offers.OptionStart[2 * place] + offers.ConfigFast[config], offers.OptionStart[(2 * place) + 1] + offers.ConfigSlow[config]])
        {
            if (offers.OptionType[option] >= 0 && offers.OptionPiles[option] > 0)
            {
                piles[problem.Rules.PileTypes[offers.OptionType[option]].Id] = offers.OptionPiles[option];
            }
        }

        return piles;
    }

    private List<PoolLoad> Pools(Assignment plan, int place)
    {
        List<PoolLoad> pools = [];
        var config = plan.Config[place];
        for (var p = 0; p < model.PoolCount; p++)
        {
            var (piles, minutes) = PoolOf(place, config, model.Rows.PoolClass[p]);
            if (piles == 0)
            {
                continue;
            }

            var load = 0.0;
            for (var a = model.Arcs.Start[(place * model.PoolCount) + p]; a < model.Arcs.Start[(place * model.PoolCount) + p + 1]; a++)
            {
                load += plan.Served[a];
            }

            var promise = problem.Rules.Service;
            pools.Add(new(problem.Rules.Windows[p].Id, load, 60 * ErlangC.LargestLoad(piles, minutes, promise.WaitMinutes, promise.PlannedLevel) / minutes,
                ErlangC.WithinWait(piles, load * minutes / 60, minutes, promise.WaitMinutes)));
        }

        return pools;
    }

    private (int Piles, double Minutes) PoolOf(int place, int config, int of)
    {
        if (place < problem.Stations.Count)
        {
            var (piles, minutes, _) = StationCapacity.Of(problem, problem.Stations[place], (PileClass)of, new(problem.Rules.Service));
            return (piles, minutes);
        }

        var option = model.Offers.OptionStart[(2 * place) + of] + (of == 0 ? model.Offers.ConfigFast[config] : model.Offers.ConfigSlow[config]);
        var type = model.Offers.OptionType[option];
        return type < 0 ? (0, 0) : (model.Offers.OptionPiles[option], problem.Rules.PileTypes[type].OccupiedMinutes);
    }

    private List<PlannedFlow> Flows(Assignment plan)
    {
        List<PlannedFlow> flows = [];
        for (var a = 0; a < plan.Served.Length; a++)
        {
            if (plan.Served[a] > Trifle)
            {
                var row = model.Arcs.Row[a];
                flows.Add(new(problem.Communities[model.Rows.Community[row]].Id, PlaceId(model.Arcs.Place[a]), problem.Rules.Windows[model.Rows.Pool[row]].Id, plan.Served[a]));
            }
        }

        return flows;
    }

    private string PlaceId(int place) => place < problem.Stations.Count ? problem.Stations[place].Id : problem.Candidates[place - problem.Stations.Count].Id;

    private List<CommunityCoverage> Coverage(Assignment plan)
    {
        var demand = new double[problem.Communities.Count];
        var served = new double[problem.Communities.Count];
        var vehicles = new double[problem.Communities.Count];
        var walked = new double[problem.Communities.Count];
        var priority = new bool[problem.Communities.Count];
        for (var r = 0; r < model.RowCount; r++)
        {
            var i = model.Rows.Community[r];
            var got = 0.0;
            for (var n = model.Arcs.RowStart[r]; n < model.Arcs.RowStart[r + 1]; n++)
            {
                var a = model.Arcs.RowArc[n];
                got += plan.Served[a];
                walked[i] += plan.Served[a] * model.Arcs.Metres[a];
            }

            demand[i] += model.Rows.Demand[r];
            served[i] += got;
            vehicles[i] += model.Rows.Vehicles[r] * Math.Min(1, got / model.Rows.Demand[r]);
            priority[i] |= model.Rows.Priority[r];
        }

        return [.. problem.Communities.Select((c, i) => new CommunityCoverage(c.Id, priority[i], c.VehiclesWithoutPile, vehicles[i],
            demand[i] > 0 ? Math.Min(1, served[i] / demand[i]) : 1, served[i] > 0 ? walked[i] / served[i] : 0))];
    }
}
