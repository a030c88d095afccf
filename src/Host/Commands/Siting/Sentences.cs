using Doorstep.Rules;

namespace Doorstep.Host.Commands.Siting;

/// <summary>The engine's refusals as sentences for a terminal.</summary>
internal static class Sentences
{
    public static string Of(Refusal refusal)
    {
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
}
