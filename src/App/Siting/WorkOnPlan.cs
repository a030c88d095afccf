using Doorstep.Plan.Siting;
using Doorstep.Plan.Siting.Folder;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Plan.Siting.Solve;
using Doorstep.Plan.Siting.Verify;
using Doorstep.Plan.Twin;
using Doorstep.Rules;

namespace Doorstep.App.Siting;

/// <summary>The work on one problem folder: plan, check, foresee, and write all of it beside the inputs. Needs no store and no server.</summary>
public static class WorkOnPlan
{
    /// <param name="stop">Ends the search; the best plan so far is checked, foreseen and written.</param>
    /// <param name="ct">Gives the work up before anything is written.</param>
    public static RunOutcome Run(WorkOrder order, IProgress<RunPoint> progress, CancellationToken stop, CancellationToken ct)
    {
        var reading = ReadProblem.Run(order.Folder, ct);
        if (reading.Problem is not { } problem)
        {
            return Failed(reading.WhyNot());
        }

        PlanDocument? earlier = null;
        var start = Path.Combine(order.Folder, RunFolder.Earlier);
        if (File.Exists(start))
        {
            var known = PlanFiles.Read(start);
            if (!known.Granted)
            {
                return Failed(RunFolder.Said(known.Refusal));
            }

            earlier = known.Value;
        }

        var limits = (WorkLimits.Named(order.Work) ?? WorkLimits.Standard) with { Seed = order.Seed, Seconds = order.Seconds };
        var last = new RunPoint("", 0, null, 0);
        var planned = PlanSites.Run(problem, limits, earlier, new Straight<PlanProgress>(p => progress.Report(last = new(p.Stage, p.Seconds, p.Best, p.Bound) { Sites = p.ChosenSites })), stop);
        ct.ThrowIfCancellationRequested();
        if (!planned.Granted)
        {
            return Failed(Named(planned.Refusal));
        }

        var plan = planned.Value;
        PlanFiles.Write(plan, Path.Combine(order.Folder, RunFolder.Plan));
        PlanFiles.WriteGeoJson(problem, plan, Path.Combine(order.Folder, RunFolder.Map));
        progress.Report(last with { Stage = "verify", Best = plan.Figures.Objective, Bound = plan.Figures.Bound });
        var verdict = VerifyPlan.Run(problem, plan, ct);
        progress.Report(last with { Stage = "forecast", Best = plan.Figures.Objective, Bound = plan.Figures.Bound });
        var forecast = ForeseePlan.Run(problem, plan, new(), null, ct);
        PlanFiles.Write(forecast, Path.Combine(order.Folder, RunFolder.Forecast));
        WriteReport.Run(problem, plan, chinese: true, Path.Combine(order.Folder, RunFolder.Report), forecast);
        WriteReport.Run(problem, plan, chinese: false, Path.Combine(order.Folder, RunFolder.EnglishReport), forecast);
        var view = ForecastView.Of(problem, forecast);
        return new()
        {
            Figures = RunFigures.Of(plan) with { InTime = view.InTime, Confirmed = view.Stations.Count(s => s.Built && s.Confirmed), Breaking = view.Stations.Count(s => s.Built && s.Breaks) },
            Check = new(verdict.Holds, verdict.FirstFalseClaim, verdict.FactsChecked) { FalsePart = verdict.FalsePart },
            PlanHash = HashOf(RunFolder.Plan),
            ForecastHash = HashOf(RunFolder.Forecast),
            MapHash = HashOf(RunFolder.Map),
            ReportHash = HashOf(RunFolder.Report),
            EnglishReportHash = HashOf(RunFolder.EnglishReport),
            Stopped = plan.Origin.Stopped,
            Seconds = plan.Origin.Seconds,
        };

        string HashOf(string file) => RunFolder.HashOf(Path.Combine(order.Folder, file));
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
