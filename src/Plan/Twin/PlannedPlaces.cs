using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Plan.Twin;

/// <summary>The places of a plan as the twin sees them: sites to build first, then the stations that stand.</summary>
internal sealed class PlannedPlaces
{
    private readonly SitingProblem problem;

    private readonly ForecastAssumptions assumptions;

    public PlannedPlaces(SitingProblem problem, PlanDocument plan, ForecastAssumptions assumptions)
    {
        (this.problem, this.assumptions) = (problem, assumptions);
        var candidates = problem.Candidates.ToDictionary(c => c.Id);
        var standing = problem.Stations.ToDictionary(s => s.Id);
        All =
        [
            .. plan.Sites.Select(s => new PlannedPlace(s.Id, false, s.Piles, s.Pools, Math.Max(candidates[s.Id].Offer.FreeKva, s.Kva) * problem.Rules.Power.PowerFactor)),
            .. plan.Stations.Select(s => new PlannedPlace(s.Id, true, standing[s.Id].Piles, s.Pools, null)),
        ];
        Number = All.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i);
    }

    public IReadOnlyList<PlannedPlace> All { get; }

    public IReadOnlyDictionary<string, int> Number { get; }

    public List<TwinPile> Piles(PlannedPlace place, PileClass of) =>
        [.. problem.Rules.PileTypes.Where(t => t.Class == of).SelectMany(t => Enumerable.Repeat(Pile(t), place.Piles.GetValueOrDefault(t.Id)))];

    private TwinPile Pile(PileType type)
    {
        var charging = type.OccupiedMinutes * (1 - assumptions.OverstayShare);
        return new(Math.Min(type.Kilowatts, assumptions.SessionKilowattHours * 60 / charging), charging, type.OccupiedMinutes * assumptions.OverstayShare);
    }
}

/// <summary>A site to build or a station that stands: piles by type, the plan's loads, grid connection in kW where known.</summary>
internal sealed record PlannedPlace(string Id, bool Standing, IReadOnlyDictionary<string, int> Piles, IReadOnlyList<PoolLoad> Pools, double? GridKilowatts);
