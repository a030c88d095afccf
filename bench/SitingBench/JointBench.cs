using System.Diagnostics;
using System.Globalization;
using Doorstep.Plan.Siting;
using Doorstep.Plan.Siting.Make;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Plan.Siting.Solve;
using Doorstep.Plan.Siting.Verify;

namespace Doorstep.SitingBench;

/// <summary>Plans a generated city and prints objective, bound, gap, seconds and memory; the figures of docs/performance.md come from here.</summary>
internal static class JointBench
{
    public static int Run(string[] args)
    {
        string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;
        int Whole(string name, int otherwise) => Option(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        int communities = Whole("--communities", 1000), sites = Whole("--sites", 3000), seed = Whole("--seed", 1);
        var shape = args.Contains("--dense") ? InstanceShape.Dense(communities, sites, seed) : InstanceShape.Sparse(communities, sites, seed);
        var limits = (WorkLimits.Named(Option("--work") ?? "standard") ?? WorkLimits.Standard) with { Seconds = Whole("--seconds", 0), Seed = seed };
        limits = limits with
        {
            MipRounds = Whole("--mip", limits.MipRounds),
            BranchRounds = Whole("--regions", limits.BranchRounds),
            SearchRounds = Whole("--search", limits.SearchRounds),
            AscentSteps = Whole("--ascent", limits.AscentSteps),
            CutRounds = Whole("--cuts", limits.CutRounds),
            StepsPerCutRound = Whole("--cut-steps", limits.StepsPerCutRound),
            RuinsPerSite = Whole("--ruins", limits.RuinsPerSite),
            SplitsPerPlace = Whole("--splits", limits.SplitsPerPlace),
            Groups = new(Whole("--whole", limits.Groups.WholeParts), Whole("--used", limits.Groups.UsedPlaces), Whole("--places", limits.Groups.Places)),
        };

        // Without a planning margin, so that figures stay comparable with those of the formulation and with earlier ones.
        var made = MakeInstance.Run(shape);
        var problem = made with { Rules = made.Rules with { Service = made.Rules.Service with { Margin = 0 } } };
        var clock = Stopwatch.StartNew();
        var result = PlanSites.Run(problem, limits, new Printer(clock), CancellationToken.None);
        if (result.Refusal is { } refusal)
        {
            Console.WriteLine(refusal);
            return 1;
        }

        var f = result.Value.Figures;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{communities} x {sites} {(args.Contains("--dense") ? "dense" : "sparse")} seed {seed} {limits.Name}: objective {f.Objective:F0} bound {f.Bound:F0} gap {f.Gap:P2} "
            + $"seconds {clock.Elapsed.TotalSeconds:F1} memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576} MB sites {result.Value.Sites.Count} "
            + $"served {f.ArrivalsServed / f.Arrivals:P1} stopped by {result.Value.Origin.Stopped}"));
        return args.Contains("--verify") ? Verify(problem, result.Value) : 0;
    }

    private static int Verify(SitingProblem problem, PlanDocument plan)
    {
        var clock = Stopwatch.StartNew();
        var verdict = VerifyPlan.Run(problem, plan, CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"verifier: {(verdict.Holds ? $"every claim holds, {verdict.FactsChecked} facts, bound {verdict.Recomputed!.Bound:F0}" : verdict.FirstFalseClaim)} in {clock.Elapsed.TotalSeconds:F1} s; "
            + $"certificate: {plan.Certificate.Groups.Count} groups, {plan.Certificate.Groups.Sum(g => g.Leaves.Count)} leaves; plan file {PlanFiles.ToJson(plan).Length / 1048576.0:F1} MB"));
        return verdict.Holds ? 0 : 1;
    }

    private sealed class Printer(Stopwatch clock) : IProgress<PlanProgress>
    {
        public void Report(PlanProgress value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{clock.Elapsed.TotalSeconds,7:F1} s  cpu {Environment.CpuUsage.TotalTime.TotalSeconds,7:F1} s  {value.Stage,-14} best {value.Best:F0}  bound {value.Bound:F0}  gap {value.Gap:P2}"));
    }
}
