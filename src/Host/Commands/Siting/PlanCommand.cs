using System.CommandLine;
using System.Globalization;
using Doorstep.Plan.Siting;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Plan.Siting.Solve;
using Doorstep.Plan.Siting.Verify;

namespace Doorstep.Host.Commands.Siting;

/// <summary>`doorstep siting plan`: chooses sites and piles, with a certificate.</summary>
internal static class PlanCommand
{
    public static Command Make()
    {
        var folder = new ProblemFolder();
        var work = new Option<string>("--work") { Description = "how much work: quick, standard or thorough", DefaultValueFactory = _ => "standard" };
        var seconds = new Option<double>("--seconds") { Description = "ends after so long with the best plan so far; 0 for no limit (then the same problem, seed and work give the same plan)" };
        var seed = new Option<long>("--seed") { Description = "seed of every random choice", DefaultValueFactory = _ => 1 };
        var from = new Option<string>("--from") { Description = "an earlier plan.json to begin with, of this problem or of one like it (a site locked in or out, another parameter)" };
        var to = new Option<string>("--to") { Description = "the folder to write plan.json, plan.geojson and report.html to; by default the problem's" };
        var language = ReportCommand.Language();
        work.AcceptOnlyFromAmong("quick", "standard", "thorough");
        var command = new Command(
            "plan",
            """
            Chooses sites and pile mixes, and proves how far from the best possible plan that is at most. Every plan is verified before it is written.
            Ctrl-C stops the search and writes the best plan found so far (exit code 3).
            Examples:
              doorstep siting plan town --work quick
              doorstep siting plan town --work thorough --seconds 600 --to results
              doorstep siting plan town --from town/plan.json --to again
            """) { work, seconds, seed, from, to, language };
        folder.AddTo(command);
        command.Answer(async (parsed, ct) =>
        {
            if (folder.Read(parsed, ct) is not { } problem)
            {
                return Exits.BadInput;
            }

            if (parsed.GetValue(seconds) is not (>= 0 and < 1e7))
            {
                await Console.Error.WriteLineAsync("--seconds is a number of at least 0.");
                return Exits.BadInput;
            }

            PlanDocument? earlier = null;
            if (parsed.GetValue(from) is { } begun)
            {
                var known = PlanFiles.Read(begun);
                if (known.Refusal is { } unreadable)
                {
                    await Console.Error.WriteLineAsync(Sentences.Of(unreadable));
                    return Exits.BadInput;
                }

                earlier = known.Value;
            }

            var limits = WorkLimits.Named(parsed.GetValue(work)!)! with { Seed = parsed.GetValue(seed), Seconds = parsed.GetValue(seconds) };
            var found = await SearchScreen.Run("planning", say => PlanSites.Run(problem, limits, earlier, new Course(say), ct));
            if (found.Refusal is { } refusal)
            {
                await Console.Error.WriteLineAsync(Sentences.Of(refusal));
                return ct.IsCancellationRequested ? Exits.Stopped : Exits.No;
            }

            // A plan found before Ctrl-C is still checked: nothing unverified is written.
            var plan = found.Value;
            var verdict = await SearchScreen.Run("verifying", _ => VerifyPlan.Run(problem, plan, CancellationToken.None));
            if (!verdict.Holds)
            {
                throw new InvalidOperationException($"The solver brought a plan that does not recompute: {verdict.FirstFalseClaim}");
            }

            var target = Directory.CreateDirectory(parsed.GetValue(to) ?? folder.Path(parsed)).FullName;
            PlanFiles.Write(plan, Path.Combine(target, "plan.json"));
            PlanFiles.WriteGeoJson(problem, plan, Path.Combine(target, "plan.geojson"));
            WriteReport.Run(problem, plan, ReportCommand.Chinese(parsed, language), Path.Combine(target, "report.html"));
            Tell(plan, verdict, target);
            return plan.Origin.Stopped == "cancelled" ? Exits.Stopped : Exits.Done;
        });
        return command;
    }

    private static void Tell(PlanDocument plan, PlanVerdict verdict, string target)
    {
        var f = plan.Figures;
        var text = CultureInfo.InvariantCulture;
        Console.WriteLine(string.Create(text, $"status     {Status(plan)}"));
        Console.WriteLine(string.Create(text, $"objective  {f.Objective:N0}"));
        Console.WriteLine(string.Create(text, $"bound      {f.Bound:N0}"));
        Console.WriteLine(string.Create(text, $"cost       {f.Cost:N0} CNY, {f.CostPerVehicle:N0} per vehicle served"));
        Console.WriteLine(string.Create(text, $"sites      {plan.Sites.Count} ({string.Join(", ", plan.Sites.SelectMany(s => s.Piles).GroupBy(p => p.Key).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Sum(p => p.Value)}"))})"));
        Console.WriteLine(string.Create(text, $"served     {f.VehiclesServed:N0} of {f.Vehicles:N0} vehicles; first-batch scenarios fully served {f.PrioritySatisfied} of {f.PriorityCommunities}"));
        Console.WriteLine(string.Create(text, $"promise    P(wait <= {plan.Promise.WaitMinutes:0.#} min) >= {plan.Promise.Level:0.##%}, planned for {plan.Promise.PlannedLevel:0.##%}; the fullest queue keeps {plan.Promise.Least:0.##%}"));
        Console.WriteLine($"distances  {(plan.DistancesAreEstimates ? "estimates" : "walked on the network")}");
        Console.WriteLine(string.Create(text, $"verified   {verdict.FactsChecked:N0} facts recomputed"));
        Console.WriteLine(string.Create(text, $"seconds    {plan.Origin.Seconds:0.0}, seed {plan.Origin.Seed}, work {plan.Origin.Work}, ended by {plan.Origin.Stopped}{(plan.Origin.Earlier is { } begun ? $", begun with plan {begun}" : "")}"));
        Console.WriteLine($"written    {target}{Path.DirectorySeparatorChar}plan.json, plan.geojson, report.html");
    }

    /// <summary>`optimal` only where the bound meets the objective.</summary>
    public static string Status(PlanDocument plan) => plan.Figures.Gap <= 1e-9 ? "optimal, proven" : string.Create(CultureInfo.InvariantCulture, $"feasible, gap {plan.Figures.Gap:P2}");

    private sealed class Course(Action<string> say) : IProgress<PlanProgress>
    {
        public void Report(PlanProgress value) => say(string.Create(
            CultureInfo.InvariantCulture,
            $"{value.Seconds,7:0.0} s  {value.Stage,-13}  best {value.Best?.ToString("N0", CultureInfo.InvariantCulture) ?? "–"}  bound {value.Bound:N0}  gap {value.Gap?.ToString("P2", CultureInfo.InvariantCulture) ?? "–"}  sites {value.ChosenSites.Count}"));
    }
}
