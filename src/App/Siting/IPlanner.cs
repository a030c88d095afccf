namespace Doorstep.App.Siting;

/// <summary>One piece of work for the planner: a problem folder that holds everything, and how much work may be spent on it.</summary>
public sealed record WorkOrder(string Folder, string Work, long Seed, int Seconds);

/// <summary>Where a run stands: best objective and proven bound so far, and the sites of the best plan.</summary>
public sealed record RunPoint(string Stage, double Seconds, double? Best, double Bound)
{
    public IReadOnlyList<string> Sites { get; init; } = [];

    public double? Gap => Best is { } best ? best <= Bound ? 0 : (best - Bound) / Math.Max(1e-9, Math.Abs(best)) : null;
}

/// <summary>Whoever does the planning: this process, or one beside it with less priority.</summary>
public interface IPlanner
{
    /// <param name="stop">Ends the search early; the best plan so far is the outcome.</param>
    /// <param name="ct">Gives the work up; nothing is written any more.</param>
    Task<RunOutcome> Run(WorkOrder order, IProgress<RunPoint> progress, CancellationToken stop, CancellationToken ct);
}
