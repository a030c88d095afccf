using Doorstep.Plan.Siting;
using Doorstep.Plan.Siting.Folder;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Plan.Siting.Solve;
using Doorstep.Plan.Siting.Verify;
using Doorstep.Plan.Twin;
using Doorstep.Rules;

namespace Doorstep.App.Siting;

/// <summary>The work on one problem folder: plan, check, foresee, and write all of it beside the inputs. Needs no store and no server.</summary>
public static class WorkOnPlan
{
    /// <summary>Two weeks, five times: seconds of work for a city, waits to about a percent.</summary>
    private static readonly TwinSettings Foresight = new(Days: 14, WarmUpDays: 2, Replications: 5);

    /// <param name="stop">Ends the search; the best plan so far is checked, foreseen and written.</param>
    /// <param name="ct">Gives the work up before anything is written.</param>
    public static RunOutcome Run(WorkOrder order, IProgress<RunPoint> progress, CancellationToken stop, CancellationToken ct)
    {
        var reading = ReadProblem.Run(order.Folder);
        if (reading.Problem is not { } problem)
        {
            return Failed(new("siting.inputs-unreadable", ("reason", reading.Faults.FirstOrDefault()?.ToString() ?? "")));
        }

        var limits = (WorkLimits.Named(order.Work) ?? WorkLimits.Standard) with { Seed = order.Seed, Seconds = order.Seconds };
        var last = new RunPoint("", 0, null, 0);
        var planned = PlanSites.Run(problem, limits, new Straight<PlanProgress>(p => progress.Report(last = new(p.Stage, p.Seconds, p.Best, p.Bound) { Sites = p.ChosenSites })), stop);
        ct.ThrowIfCancellationRequested();
        if (!planned.Granted)
        {
            return Failed(Named(planned.Refusal));
        }

        var plan = planned.Value;
        PlanFiles.Write(plan, Path.Combine(order.Folder, RunFolder.Plan));
        PlanFiles.WriteGeoJson(problem, plan, Path.Combine(order.Folder, RunFolder.Map));
        WriteReport.Run(problem, plan, chinese: true, Path.Combine(order.Folder, RunFolder.Report));
        WriteReport.Run(problem, plan, chinese: false, Path.Combine(order.Folder, RunFolder.EnglishReport));
        progress.Report(last with { Stage = "verify", Best = plan.Figures.Objective, Bound = plan.Figures.Bound });
        var verdict = VerifyPlan.Run(problem, plan, ct);
        progress.Report(last with { Stage = "forecast", Best = plan.Figures.Objective, Bound = plan.Figures.Bound });
        var forecast = Foresee(problem, plan, ct);
        File.WriteAllText(Path.Combine(order.Folder, RunFolder.Forecast), SitingJson.Write(forecast));
        return new()
        {
            Figures = RunFigures.Of(plan) with { InTime = forecast.InTime },
            Check = new(verdict.Holds, verdict.FirstFalseClaim, verdict.FactsChecked),
            PlanHash = RunFolder.HashOf(Path.Combine(order.Folder, RunFolder.Plan)),
            ForecastHash = RunFolder.HashOf(Path.Combine(order.Folder, RunFolder.Forecast)),
            Stopped = plan.Origin.Stopped,
            Seconds = plan.Origin.Seconds,
        };
    }

    private static PlanForecast Foresee(SitingProblem problem, PlanDocument plan, CancellationToken ct)
    {
        var city = PlannedCity.Of(problem, plan);
        var settings = Foresight with { PromiseMinutes = problem.Rules.Service.WaitMinutes };
        return city.Streams.Count == 0
            ? new(settings.PromiseMinutes, problem.Rules.Service.Level, new(1, 0), [])
            : PlanForecast.Of(problem, city, ForecastPlan.Run(city, settings, new PatientDrivers(), null, ct));
    }

    /// <summary>Each hard rule has a sentence of its own, because each has facts of its own.</summary>
    private static Refusal Named(Refusal refusal)
    {
        if (refusal.Code != "siting.infeasible")
        {
            return refusal;
        }

        return refusal.Facts[0].Value switch
        {
            "budget" => new Refusal("siting.infeasible-budget", refusal.Facts),
            "priority.servedShare" => new Refusal("siting.infeasible-first-batch", refusal.Facts),
            "floors" => new Refusal("siting.infeasible-floor", refusal.Facts),
            "feeder" => new Refusal("siting.infeasible-feeder", refusal.Facts),
            "lock" => new Refusal("siting.infeasible-lock", refusal.Facts),
            _ => refusal,
        };
    }

    private static RunOutcome Failed(Refusal why) => new() { Failure = RefusalRecord.Of(why) };

    /// <summary>Reports in order on the thread that reports; <see cref="Progress{T}"/> would scatter them over the pool.</summary>
    private sealed class Straight<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
