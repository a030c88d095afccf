using Doorstep.App.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.Pricing;

/// <summary>Fills the price book and the city's settings before the first listener opens, and takes in what other nodes changed, every two seconds.</summary>
public sealed class FollowPrices(IDbContextFactory<DoorstepDb> contexts, PriceBook book, CitySettings settings, TimeProvider clock, ILogger<FollowPrices> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    /// <summary>Clocks of nodes may differ, and a change becomes visible some time after it was stamped; looking further back only repeats.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim looking = new(1, 1);
    private DateTimeOffset looked = DateTimeOffset.UnixEpoch;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Follow(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Takes in everything that changed since the last look.</summary>
    public async Task Follow(CancellationToken ct)
    {
        await looking.WaitAsync(ct);
        try
        {
            await Look(ct);
        }
        finally
        {
            looking.Release();
        }
    }

    public override void Dispose()
    {
        looking.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Follow(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The database is away for a while; what changed meanwhile is seen at the next look.
                log.LogWarning(failure, "Prices changed elsewhere could not be read");
            }
        }
    }

    private async Task Look(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var since = looked - LookBack;
        (await db.Tariffs.AsNoTracking().Where(r => r.ChangedAt >= since).OrderBy(r => r.Id).ToListAsync(ct)).ForEach(book.Put);
        (await db.StationTariffs.AsNoTracking().Where(r => r.ChangedAt >= since).OrderBy(r => r.Id).ToListAsync(ct)).ForEach(book.Put);
        (await db.CeilingExceptions.AsNoTracking().Where(r => r.ChangedAt >= since).OrderBy(r => r.Id).ToListAsync(ct)).ForEach(book.Put);
        (await db.CitySettings.AsNoTracking().Where(r => r.CreatedAt >= since).OrderBy(r => r.Id).ToListAsync(ct)).ForEach(settings.Put);
        looked = now;
    }
}
