using System.Diagnostics;
using Doorstep.Plan.Siting.Model;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Plan.Siting.Solve;
using Doorstep.Rules;

namespace Doorstep.Plan.Siting;

/// <summary>
/// Plans where to build what. The plan comes with multipliers that prove a lower bound, so its gap is a fact and not a feeling. Same problem, seed
/// and work (and earlier plan): same plan, on any number of cores. Refuses (`siting.infeasible`) when no plan that keeps the hard rules is found.
/// </summary>
public static class PlanSites
{
    /// <summary>Runs until the work is done, the clock of the limits runs out, or the token is cancelled; the latter two return the best plan so far.</summary>
    public static Decision<PlanDocument> Run(SitingProblem problem, WorkLimits limits, IProgress<PlanProgress>? progress, CancellationToken ct) => Run(problem, limits, null, progress, ct);

    /// <summary>The same, beginning with an earlier plan of this problem or of one like it: whatever of its sites, flows, multipliers and cuts still fits.</summary>
    public static Decision<PlanDocument> Run(SitingProblem problem, WorkLimits limits, PlanDocument? earlier, IProgress<PlanProgress>? progress, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var begun = new PlanOrigin(limits.Seed, limits.Name, "", 0) { Earlier = earlier is null ? null : PlanFiles.Digest(earlier) };
        if (problem.Rules.Inside.Form != OutsideFirst.Strict)
        {
            var (run, model) = Solve(Task(null, outside: false), limits, progress, new(clock, 1), ct);
            return run.Finish(new DescribePlan(problem, model), begun, clock, null);
        }

        // Strict outside-first, two passes: a plan without inside sites shows who stays short; only around those may inside sites be used.
        HashSet<int> inside = [.. Enumerable.Range(0, problem.Candidates.Count).Where(c => problem.Candidates[c].Inside && problem.Candidates[c].Lock != SiteLock.In)];
        var (first, firstModel) = Solve(Task(inside, outside: true), limits, progress, new(clock, 0.4), ct);
        var stillClosed = inside.Where(c => !first.ReachesUnserved(ReachOf(problem, c))).ToHashSet();
        var pass = new DescribePlan(problem, firstModel).FirstPass(first.Best);
        var (second, secondModel) = Solve(Task(stillClosed, outside: false), limits, progress, new(clock, 1), ct);
        return second.Finish(new DescribePlan(problem, secondModel), begun, clock, pass);

        SolveTask Task(IReadOnlySet<int>? closed, bool outside)
        {
            var model = BuildModel.Run(problem, closed);
            return new(problem, model, earlier is null ? null : new EarlierPlan(problem, model, earlier, outside));
        }
    }

    private static (SolveRun Run, SitingModel Model) Solve(SolveTask task, WorkLimits limits, IProgress<PlanProgress>? progress, Stretch time, CancellationToken ct)
    {
        var run = new SolveRun(task, limits, (stage, r) => progress?.Report(r.Progress(stage, time.Clock.Elapsed.TotalSeconds)),
            () => ct.IsCancellationRequested ? "cancelled" : limits.Seconds > 0 && time.IsOver(limits.Seconds) ? "time" : null);
        run.Run();
        return (run, task.Model);
    }

    /// <summary>The clock, and the share of the seconds at which a pass must be through.</summary>
    private readonly record struct Stretch(Stopwatch Clock, double Share)
    {
        public bool IsOver(double seconds) => Clock.Elapsed.TotalSeconds > seconds * Share;
    }

    private static HashSet<int> ReachOf(SitingProblem problem, int candidate)
    {
        var place = problem.Stations.Count + candidate;
        return [.. WalkingReach.Find(problem).Where(p => p.Place == place).Select(p => p.Community)];
    }
}
