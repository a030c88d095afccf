using Doorstep.Plan.Siting.Folder;
using Doorstep.Plan.Siting.Verify;
using Doorstep.Rules;

namespace Doorstep.Host.Commands.Siting;

/// <summary>The engine's refusals as sentences for a terminal.</summary>
internal static class Sentences
{
    public static string Of(Refusal refusal)
    {
        if (Told.IsChinese)
        {
            return Told.Of(InTheStudio(refusal));
        }

        string Fact(string name) => refusal.Facts.FirstOrDefault(f => f.Name == name).Value ?? "";
        return refusal.Code switch
        {
            "siting.file-missing" => $"{Fact("file")}: there is no such file.",
            "siting.file-too-large" => $"{Fact("file")}: it is larger than {Fact("megabytes")} MB, which no plan is; name the right file.",
            "siting.file-shut" => $"{Fact("file")}: it cannot be opened; check its rights.",
            "siting.file-broken" => $"{Fact("file")}:{Fact("line")}: it breaks off or cannot be understood at {Fact("place")}; put back a copy or make it anew.",
            "siting.file-incomplete" => $"{Fact("file")}: parts of it are missing; put back a copy or make it anew.",
            "siting.forecast-of-another-plan" => $"{Fact("file")}: it was made for another plan; run `doorstep siting simulate` again.",
            "siting.infeasible" => Fact("rule") switch
            {
                "budget" => $"No plan within the budget was found: it needs {Fact("needed")} and has {Fact("limit")}. Raise the budget, unlock sites, or lower what must be served.",
                "priority.servedShare" => $"No plan serves the first-batch community '{Fact("community")}' as priority.servedShare asks: in window {Fact("window")} {Fact("unserved")} arrivals/h stay unserved, {Fact("allowed")} are allowed. Add candidates or power near it, or lower the share.",
                "floors" => $"No plan reaches the floor of district '{Fact("district")}': {Fact("unserved")} arrivals/h stay unserved, {Fact("allowed")} are allowed. Add candidates there, or lower the floor.",
                "feeder" => $"No plan keeps feeder '{Fact("feeder")}' within its limit: {Fact("needed")} kVA are needed, {Fact("limit")} kVA is the limit. Raise the limit or unlock sites on it.",
                "lock" => $"Site '{Fact("site")}' is locked in, but no plan with it keeps the other rules. Unlock it or relax the rule it collides with.",
                _ => Told.Of(refusal),
            },
            _ => Told.Of(refusal),
        };
    }

    /// <summary>Why a plan is not believed: the part of it, and the claim itself with its figures.</summary>
    public static string Of(PlanVerdict verdict) => Told.IsChinese
        ? $"{Told.Of(new Refusal("siting.claim-false", ("part", verdict.FalsePart ?? "")))}（{verdict.FirstFalseClaim}）"
        : $"The plan is refused: {verdict.FirstFalseClaim}";

    /// <summary>One thing wrong in a folder, with its place.</summary>
    public static string Of(ProblemFault fault) => $"{fault.Place}: {(fault.Conflict is { } conflict ? Of(conflict) : Told.IsChinese ? fault.Chinese ?? fault.Sentence : fault.Sentence)}";

    /// <summary>The code under which the studio has words for it.</summary>
    private static Refusal InTheStudio(Refusal refusal) => refusal.Code != "siting.infeasible" ? refusal
        : refusal.Facts.FirstOrDefault(f => f.Name == "rule").Value switch
        {
            "budget" => new Refusal("siting.infeasible-budget", refusal.Facts),
            "priority.servedShare" => new Refusal("siting.infeasible-first-batch", refusal.Facts),
            "floors" => new Refusal("siting.infeasible-floor", refusal.Facts),
            "feeder" => new Refusal("siting.infeasible-feeder", refusal.Facts),
            "lock" => new Refusal("siting.infeasible-lock", refusal.Facts),
            _ => refusal,
        };
}
