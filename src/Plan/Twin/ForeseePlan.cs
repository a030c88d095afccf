using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Plan.Twin;

/// <summary>
/// Lives a siting plan beforehand: first every queue at its planned peak load, to see whether the promise holds, then ordinary days for waits, energy and load.
/// The same problem, plan and assumptions give the same forecast; plans of one problem meet the same drivers (common random numbers).
/// </summary>
public static class ForeseePlan
{
    /// <param name="plan">A plan that <see cref="Siting.Verify.VerifyPlan"/> holds true for this problem.</param>
    /// <param name="progress">Finished share of the work, 0–1.</param>
    public static PlanForecast Run(SitingProblem problem, PlanDocument plan, ForecastAssumptions assumptions, IProgress<double>? progress, CancellationToken ct)
    {
        var promise = problem.Rules.Service;
        var settings = new TwinSettings(assumptions.Days, assumptions.WarmUpDays, assumptions.Replications, promise.WaitMinutes, assumptions.Spread, assumptions.Seed);
        var places = new PlannedPlaces(problem, plan, assumptions);
        var trial = new PromiseTrial(problem, places, assumptions);
        var kept = trial.Run(Half(0), ct);
        var day = ForecastPlan.Run(PlannedCity.Of(problem, plan, places), settings, new CappedWalkIns(assumptions.PatienceMinutes), Half(0.5), ct);
        return new()
        {
            ProblemDigest = plan.ProblemDigest,
            PlanDigest = PlanFiles.Digest(plan),
            Assumptions = assumptions,
            PromiseMinutes = promise.WaitMinutes,
            Level = promise.Level,
            Promise = kept,
            AtPeak = Of(trial.AtPeak, 1),
            Places = [.. places.All.Select((place, p) => Place(place, day.Stations[p]))],
            InTime = Of(day.InTime, 1),
            TurnedAway = Of(day.TurnedAway, 1),
        };

        Share? Half(double from) => progress is null ? null : new(progress, from);
    }

    private static PlaceForecast Place(PlannedPlace place, StationForecast seen) => new(
        place.Id,
        place.Standing,
        [.. seen.Classes.Select(c => new QueueForecast(
            (PileClass)c.Class, Of(c.ArrivalsPerDay), Of(c.InTime, 1), Of(c.MeanWaitMinutes), c.WaitP50, c.WaitP95, c.WaitP99, Of(c.TurnedAway, 1)))],
        Of(seen.EnergyKwhPerDay),
        Of(seen.PeakKilowatts))
    {
        GridKilowatts = place.GridKilowatts,
        QuarterKilowatts = [.. seen.QuarterKilowatts.Select(q => Math.Round(q, 3))],
    };

    private static Interval Of(Estimate estimate, double most = double.MaxValue) =>
        new(estimate.Mean, Math.Max(0, estimate.Low), Math.Min(most, estimate.High));

    private sealed class Share(IProgress<double> whole, double from) : IProgress<(int Done, int Of)>, IProgress<double>
    {
        public void Report(double value) => whole.Report(from + (0.5 * value));

        public void Report((int Done, int Of) value) => whole.Report(from + (0.5 * value.Done / Math.Max(1, value.Of)));
    }
}
