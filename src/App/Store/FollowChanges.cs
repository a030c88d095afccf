using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.Store;

/// <summary>
/// Keeps what is in memory abreast of the store: all of it before the first listener opens, afterwards what other nodes changed, every two seconds.
/// What this node changes itself is put in by the use case at once.
/// </summary>
public abstract class FollowChanges(IDbContextFactory<DoorstepDb> contexts, TimeProvider clock, ILogger log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    /// <summary>Clocks of nodes may differ, and a change becomes visible some time after it was stamped, on a busy machine a long time; looking further back only repeats.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim looking = new(1, 1);
    private DateTimeOffset looked = DateTimeOffset.UnixEpoch;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await FollowAll(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Takes in everything that changed since the last look.</summary>
    public Task Follow(CancellationToken ct) => Follow(() => looked - LookBack, ct);

    /// <summary>Takes in all there is: at the start, and after a change so large that its stamps may be older than a look reaches back.</summary>
    public Task FollowAll(CancellationToken ct) => Follow(() => DateTimeOffset.UnixEpoch, ct);

    public override void Dispose()
    {
        looking.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads what changed since an instant and puts it into memory.</summary>
    protected abstract Task Look(DoorstepDb db, DateTimeOffset since, CancellationToken ct);

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
                log.LogWarning(failure, "What other nodes changed could not be read");
            }
        }
    }

    private async Task Follow(Func<DateTimeOffset> since, CancellationToken ct)
    {
        await looking.WaitAsync(ct);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var now = clock.GetUtcNow();
            await Look(db, since(), ct);
            looked = now;
        }
        finally
        {
            looking.Release();
        }
    }
}
