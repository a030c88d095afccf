namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>When a bound leaves no room for a better plan.</summary>
internal static class Cutoff
{
    /// <summary>Relative difference below which two costs count as equal: costs of the published files carry no more digits than this resolves.</summary>
    public const double Same = 1e-9;

    public static bool Passed(AllocationProblem problem, double bound, double best) =>
        bound > (problem.Whole ? best - 1 + 1e-6 : best - (Same * Math.Abs(best)));
}
