namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>When a bound leaves no room for a better plan.</summary>
internal static class Cutoff
{
    /// <summary>Relative difference below which two costs count as equal: costs of the published files carry no more digits than this resolves.</summary>
    public const double Same = 1e-9;

    /// <summary>Relative difference a library's branch and cut may leave between its bound and its own plan.</summary>
    public const double SolverSame = 1e-6;

    /// <summary>True when no plan at or above the bound costs less than `goal`. The goal need not be whole, so the bound is rounded up, never the goal down.</summary>
    public static bool Passed(AllocationProblem problem, double bound, double goal) =>
        double.IsPositiveInfinity(bound) || (problem.Whole ? Math.Ceiling(bound - 1e-6) >= goal - 1e-9 : bound > goal - (Same * Math.Abs(goal)));
}
