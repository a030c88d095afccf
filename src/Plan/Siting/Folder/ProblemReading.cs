using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Folder;

/// <summary>One thing wrong in a siting problem folder: the file, the row in it (0 when the whole file or a rule is meant), and what to change.</summary>
public sealed record ProblemFault(string File, int Row, string Sentence)
{
    /// <summary>Set where rules contradict each other and where a network cannot be read: the sentence is found in any language under its code, and <see cref="Sentence"/> is code and facts only.</summary>
    public Refusal? Conflict { get; init; }

    /// <summary>The same for who reads Chinese; null where it is said in English only.</summary>
    public string? Chinese { get; init; }

    /// <summary>`candidates.csv:3` (the line; the row of a sheet), `communities.geojson, feature 3`, or the file alone.</summary>
    public string Place => Row <= 0 ? File
        : Path.GetExtension(File).ToLowerInvariant() is ".geojson" or ".shp" or ".json" && Path.GetFileName(File) != RulesFile.Name ? $"{File}, feature {Row}"
        : $"{File}:{Row}";

    public override string ToString() => $"{Place}: {Sentence}";
}

/// <summary>
/// What reading a folder gave: the problem, or every fault found; never a part of a problem. Warnings do not stop a run but are shown with the plan.
/// </summary>
public sealed record ProblemReading(SitingProblem? Problem, IReadOnlyList<ProblemFault> Faults, IReadOnlyList<ProblemFault> Warnings)
{
    /// <summary>What to tell where no problem came of it: what has words of its own, else `siting.inputs-unreadable` (place, count) with the place of the first fault.</summary>
    public Refusal WhyNot() => Faults.Select(f => f.Conflict).FirstOrDefault(c => c is not null) ?? new Refusal("siting.inputs-unreadable", ("place", Faults[0].Place), ("count", $"{Faults.Count}"));

    /// <summary>How the places fastened to the pedestrian network; null where none is given and distances are estimates or a table.</summary>
    public NetworkFit? Network { get; init; }
}

/// <summary>A pedestrian network and what lies on it: nodes, paths, connected pieces, the share of nodes in the largest (0–1), and the walks found.</summary>
public sealed record NetworkFit(string File, int Nodes, int Paths, int Pieces, double LargestPiece, int Walks)
{
    /// <summary>Gates and sites farther from every path than the snapping limit; they are not connected.</summary>
    public int GatesTooFar { get; init; }

    public int SitesTooFar { get; init; }

    /// <summary>Communities on a piece of the network that nothing joins to the rest, and communities that reach no place within the radius.</summary>
    public int CommunitiesCutOff { get; init; }

    public int CommunitiesAlone { get; init; }
}
