namespace Doorstep.Plan.Siting.Classic;

/// <summary>What a solver can say of its plan; `Optimal` is said only with a proof.</summary>
public enum PlanStatus
{
    /// <summary>The bound meets the objective: no plan is better.</summary>
    Optimal,

    /// <summary>The plan keeps every rule; the gap says how far from the best it can be at most.</summary>
    Feasible,

    /// <summary>It is proven that no plan keeps every rule.</summary>
    Infeasible,

    /// <summary>The limits ran out before any plan was found, and none was proven impossible.</summary>
    NoPlanFound,
}

/// <summary>A part of a point's demand served by a site.</summary>
/// <param name="Point">Zero-based point.</param>
/// <param name="Site">Zero-based site.</param>
/// <param name="Part">Share of the point's demand, 0 &lt; part ≤ 1.</param>
public readonly record struct Share(int Point, int Site, double Part);

/// <summary>A plan for a classic model with its certificate: objective, proven bound and gap.</summary>
public sealed record LocationPlan
{
    /// <summary>The model solved.</summary>
    public required LocationModel Model { get; init; }

    /// <summary>What is proven.</summary>
    public required PlanStatus Status { get; init; }

    /// <summary>Value recomputed from the chosen sites and shares alone; NaN without a plan.</summary>
    public required double Objective { get; init; }

    /// <summary>No plan can be better than this: a lower bound, for MCLP an upper bound; NaN when nothing is proven.</summary>
    public required double Bound { get; init; }

    /// <summary>Chosen sites, ascending, zero-based.</summary>
    public required IReadOnlyList<int> Sites { get; init; }

    /// <summary>Who serves whom; a point that MCLP leaves uncovered has no share.</summary>
    public required IReadOnlyList<Share> Shares { get; init; }

    /// <summary>Wall-clock seconds of the search.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seed of the search.</summary>
    public required int Seed { get; init; }

    /// <summary>Why the plan is infeasible or absent, in a sentence; empty otherwise.</summary>
    public string Reason { get; init; } = "";

    /// <summary>|objective − bound| / |objective|; 0 when proven optimal, +∞ when either is missing.</summary>
    public double Gap => Status == PlanStatus.Optimal ? 0
        : double.IsFinite(Objective) && double.IsFinite(Bound) ? Math.Abs(Objective - Bound) / Math.Max(1e-9, Math.Abs(Objective))
        : double.PositiveInfinity;
}
