using System.Globalization;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Plan.Siting.Verify;

/// <summary>What a check found: whether every claim recomputes, the first that does not, and the figures as recomputed.</summary>
public sealed record PlanVerdict(bool Holds, string? FirstFalseClaim, PlanFigures? Recomputed)
{
    /// <summary>Which part of the plan the false claim is in: `heading`, `sites`, `flows`, `promise`, `rules`, `figures` or `proof`; null where the plan holds.</summary>
    public string? FalsePart { get; init; }

    /// <summary>How many single facts were recomputed and compared.</summary>
    public int FactsChecked { get; init; }
}

/// <summary>
/// Holds a plan against its problem. Shares no code with the solver: distances, demand, priorities, queues, loads, costs, objective and the bound from
/// the multipliers are computed anew from the formulas of docs/siting.md, and the first claim that differs is named.
/// </summary>
public static class VerifyPlan
{
    public static PlanVerdict Run(SitingProblem problem, PlanDocument plan, CancellationToken ct)
    {
        var check = new Claims();
        try
        {
            check.Same("format", PlanDocument.CurrentFormat, plan.Format);
            check.Same("problemDigest", ProblemDigest.Of(problem), plan.ProblemDigest);
            check.Same("problem", problem.Name, plan.Problem);
            check.True(plan.DistancesAreEstimates == problem.DistancesAreEstimates, $"distances are claimed to be {(plan.DistancesAreEstimates ? "estimates" : "walked")}, which they are not.");
            check.True(plan.OutsidePass is null || problem.Rules.Inside.Form == OutsideFirst.Strict, "the plan has an outside pass, which this problem does not ask for.");
            var facts = new CheckedFacts(problem);
            check.Part = "sites";
            var sites = new SiteCheck(facts, check).Run(plan.Sites);
            check.Part = "flows";
            var flows = new FlowCheck(facts, check);
            var served = flows.Run(plan.Flows, plan.Sites, plan.Stations);
            check.Part = "promise";
            CheckPromise(facts, check, plan.Promise, flows.Least);
            check.Part = "rules";
            new RuleCheck(facts, check).Run(plan, served);
            check.Part = "figures";
            var figures = new FigureCheck(facts, check).Run(plan, sites, served);
            ct.ThrowIfCancellationRequested();
            check.Part = "proof";
            var bound = new BoundCheck(facts, check).Run(plan, ct);
            check.Part = "figures";
            check.AtMost("figures.bound", plan.Figures.Bound, bound);
            check.Near("figures.gap", plan.Figures.Objective <= plan.Figures.Bound ? 0 : (plan.Figures.Objective - plan.Figures.Bound) / Math.Max(1e-9, Math.Abs(plan.Figures.Objective)), plan.Figures.Gap);
            return new(true, null, figures with { Bound = bound, Gap = figures.Objective <= bound ? 0 : (figures.Objective - bound) / Math.Max(1e-9, Math.Abs(figures.Objective)) }) { FactsChecked = check.Count };
        }
        catch (FalseClaimException e)
        {
            return new(false, e.Message, null) { FalsePart = check.Part, FactsChecked = check.Count };
        }
    }

    /// <summary>Every queue was held against both levels one by one; here the plan's own words about them.</summary>
    private static void CheckPromise(CheckedFacts facts, Claims check, PromiseClaim claim, double least)
    {
        check.Near("promise.waitMinutes", facts.Problem.Rules.Service.WaitMinutes, claim.WaitMinutes);
        check.Near("promise.level", facts.Problem.Rules.Service.Level, claim.Level);
        check.Near("promise.plannedLevel", facts.PlannedLevel, claim.PlannedLevel);
        check.Near("promise.least", least, claim.Least);
    }
}

/// <summary>Raised inside the verifier to leave at the first false claim; never leaves it.</summary>
internal sealed class FalseClaimException : Exception
{
    public FalseClaimException()
    {
    }

    public FalseClaimException(string message)
        : base(message)
    {
    }

    public FalseClaimException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>Compares claims with facts and counts them; tolerance 1e-6 of the greater, at least 1e-6.</summary>
internal sealed class Claims
{
    public int Count { get; private set; }

    /// <summary>The part of the plan that is being checked.</summary>
    public string Part { get; set; } = "heading";

    public void True(bool holds, string sentence)
    {
        Count++;
        if (!holds)
        {
            throw new FalseClaimException(sentence);
        }
    }

    public void Same(string what, string fact, string claim) => True(fact == claim, $"{what} is claimed as '{claim}' but is '{fact}'.");

    public void Near(string what, double fact, double claim) =>
        True(double.IsFinite(claim) && Math.Abs(fact - claim) <= 1e-6 * Math.Max(1, Math.Max(Math.Abs(fact), Math.Abs(claim))), $"{what} is claimed as {Text(claim)} but recomputes to {Text(fact)}.");

    public void AtMost(string what, double value, double limit) =>
        True(double.IsFinite(value) && value <= limit + (1e-6 * Math.Max(1, Math.Abs(limit))), $"{what} is {Text(value)}, above the {Text(limit)} that holds.");

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
