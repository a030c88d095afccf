using Doorstep.App.Charging;

namespace Doorstep.App.Live;

/// <summary>
/// Between the death of a node and the moment the others agree on it, calls to its stations fail. They are asked again until the station has its new
/// owner; that is harmless, because whatever a station hears or is asked twice counts once. Only where a city has several nodes.
/// </summary>
/// <remarks>Shorter than a pile's patience with an answer (30 s), so that what still fails can be said in time.</remarks>
public sealed class AskAgain(TimeProvider clock) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.Grain is not IStationGrain)
        {
            await context.Invoke();
            return;
        }

        long began = clock.GetTimestamp();
        while (!await Answered(context, clock.GetElapsedTime(began) > Patience))
        {
            await Task.Delay(Pause, clock);
        }
    }

    /// <summary>False when the owner could not be reached. A call that ran into its own time limit is not asked again: it has waited long enough.</summary>
    private static async Task<bool> Answered(IOutgoingGrainCallContext context, bool last)
    {
        try
        {
            await context.Invoke();
            return true;
        }
        catch (OrleansException) when (!last)
        {
            return false;
        }
    }
}
