using Doorstep.App.Live;
using Microsoft.Extensions.Hosting;

namespace Doorstep.App.Devices;

/// <summary>Looks over all links every few seconds: silent ones are closed, unanswered commands given up. One timer, however many piles.</summary>
public sealed class LinkSweep(NodeDoor door, TimeProvider clock) : BackgroundService
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
                    await silent.Judge(now);
                }
            }
        }
    }
}
