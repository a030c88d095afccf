namespace Doorstep.Plan.Siting.Classic;

/// <summary>When a search has to stop, and where its chance comes from. The same input, seed and work give the same plan as long as the time did not run out first.</summary>
public sealed record SolveLimits
{
    /// <summary>Wall clock allowed; at least one millisecond.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Work allowed, in elementary steps (one arc looked at is one step; about 10⁸ a second).</summary>
    public long Work { get; init; } = long.MaxValue;

    /// <summary>Seed of every random choice.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>A moment of a search.</summary>
/// <param name="Best">Best objective so far; null before the first plan.</param>
/// <param name="Bound">Proven bound so far; null before the first.</param>
/// <param name="Seconds">Since the start.</param>
public readonly record struct SolveProgress(double? Best, double? Bound, double Seconds)
{
    /// <summary>|best − bound| / |best|; null when either is missing.</summary>
    public double? Gap => Best is { } best && Bound is { } bound ? Math.Abs(best - bound) / Math.Max(1e-9, Math.Abs(best)) : null;
}
