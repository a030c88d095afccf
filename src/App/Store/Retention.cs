using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.Store;

/// <summary>Four times a day <see cref="ForgetOldRecords"/>; on every node, since what is gone is gone only once.</summary>
public sealed class Retention(ForgetOldRecords forget, TimeProvider clock, ILogger<Retention> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Once(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task Once(CancellationToken ct)
    {
        try
        {
            var done = await forget.Run(ct);
            if (done.All > 0)
            {
                log.LogInformation("Old records removed: {Forgotten}", done);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "Old records could not be removed; trying again in {Pace}", Pace);
        }
    }
}

/// <summary>Registers the duty; the store and the settings come first.</summary>
public static class RetentionServices
{
    public static IServiceCollection AddRetention(this IServiceCollection services) =>
        services.AddSingleton<ForgetOldRecords>().AddHostedService<Retention>();
}
