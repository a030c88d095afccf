namespace Doorstep.App.Siting;

/// <summary>Plans in this process, on a thread of its own: for tests and for tools without a server beside them.</summary>
public sealed class PlannerHere : IPlanner
{
    public async Task<RunOutcome> Run(WorkOrder order, IProgress<RunPoint> progress, CancellationToken stop, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, ct);
        return await Task.Factory.StartNew(() => WorkOnPlan.Run(order, progress, either.Token, ct), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }
}
