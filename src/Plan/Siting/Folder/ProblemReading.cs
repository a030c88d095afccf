using Doorstep.Plan.Siting.Problem;

namespace Doorstep.Plan.Siting.Folder;

/// <summary>One thing wrong in a siting problem folder: the file, the row in it (0 when the whole file or a rule is meant), and what to change.</summary>
public sealed record ProblemFault(string File, int Row, string Sentence)
{
    public override string ToString() => Row > 0 ? $"{File}, row {Row}: {Sentence}" : $"{File}: {Sentence}";
}

/// <summary>
/// What reading a folder gave: the problem, or every fault found; never a part of a problem. Warnings do not stop a run but are shown with the plan.
/// </summary>
public sealed record ProblemReading(SitingProblem? Problem, IReadOnlyList<ProblemFault> Faults, IReadOnlyList<ProblemFault> Warnings);
