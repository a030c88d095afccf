using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.Stations;

/// <summary>
/// Fills the directories before the first listener opens, and afterwards takes in what other nodes changed, every two seconds.
/// What this node changes itself is put in by the use case at once.
/// </summary>
public sealed class FollowStations(IDbContextFactory<DoorstepDb> contexts, StationDirectory stations, PileDirectory piles, TimeProvider clock, ILogger<FollowStations> log)
    : BackgroundService
{
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

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
                log.LogWarning(failure, "Stations changed elsewhere could not be read");
            }
        }
    }

    private async Task Look(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var (stationMark, pileMark) = (stations.Mark(), piles.Mark());
        var since = looked - LookBack;
        await foreach (var row in db.Stations.AsNoTracking().Where(r => r.ChangedAt >= since).AsAsyncEnumerable().WithCancellation(ct))
        {
            stations.PutRead(StationEntry.Of(row), stationMark);
        }

        var changed = await db.Piles.AsNoTracking().Where(r => r.ChangedAt >= since).ToListAsync(ct);
        var connectors = (await db.Connectors.AsNoTracking()
            .Where(c => db.Piles.Any(p => p.Id == c.Pile && p.ChangedAt >= since))
            .ToListAsync(ct)).ToLookup(c => c.Pile);
        foreach (var row in changed)
        {
            if (row.RemovedAt is null)
            {
                piles.PutRead(PileEntry.Of(row, connectors[row.Id]), pileMark);
            }
            else
            {
                piles.RemoveRead(row.Id, pileMark);
            }
        }

        looked = now;
    }
}
