using Doorstep.App.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.Devices;

/// <summary>Looks over all links every few seconds: silent ones are closed, unanswered commands given up. One timer, however many piles.</summary>
public sealed class LinkSweep(NodeDoor door, TimeProvider clock, ILogger<LinkSweep> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            long now = clock.GetTimestamp();
            foreach (var link in door.Connections)
            {
                if (link is ISilentLink silent)
                {
                    await Judge(silent, now);
                }
            }
        }
    }

    /// <summary>One link's trouble is not another's.</summary>
    private async Task Judge(ISilentLink link, long now)
    {
        try
        {
            await link.Judge(now);
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "A link could not be judged; it is judged again in {Pace}", Pace);
        }
    }
}
