using System.CommandLine;
using System.Globalization;
using Doorstep.Plan.Siting.Verify;

namespace Doorstep.Host.Commands.Siting;

/// <summary>`doorstep siting verify`: recomputes everything a plan claims.</summary>
internal static class VerifyCommand
{
    public static Command Make()
    {
        var folder = new ProblemFolder();
        var command = new Command(
            "verify",
            """
            Recomputes a plan without the solver: walking distances, bays, kVA, budget, loads, P(wait), coverage, objective, and the bound from its multipliers.
            Names the first claim that does not recompute and ends with exit code 1.
            Examples:
              doorstep siting verify town
              doorstep siting verify town --plan elsewhere/plan.json
            """);
        folder.AddTo(command, withPlan: true);
        command.Answer(async (parsed, ct) =>
        {
            if (folder.ReadWithPlan(parsed, ct) is not ({ } problem, { } plan))
            {
                return Exits.BadInput;
            }

            var verdict = await SearchScreen.Run("verifying", _ => VerifyPlan.Run(problem, plan, ct));
            if (!verdict.Holds)
            {
                Console.WriteLine(Told.IsChinese ? Sentences.Of(verdict) : $"refused    {verdict.FirstFalseClaim}");
                return Exits.No;
            }

            var f = verdict.Recomputed!;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"holds      {verdict.FactsChecked:N0} facts recomputed"));
            Console.WriteLine($"status     {PlanCommand.Status(plan with { Figures = f })}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"objective  {f.Objective:N0}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bound      {f.Bound:N0}"));
            Console.WriteLine($"distances  {(problem.DistancesAreEstimates ? "estimates" : "walked on the network")}");
            return Exits.Done;
        });
        return command;
    }
}
