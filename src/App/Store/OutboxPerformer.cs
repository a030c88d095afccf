using Doorstep.App.Store.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.Store;

/// <summary>
/// Performs the outbox's effects after their commit, in order of their birth, many at a time. A failed one is tried again after a pause that doubles
/// up to ten minutes, for as long as it takes; one that was under way when the process died is tried again after the lease.
/// </summary>
public sealed class OutboxPerformer(IServiceProvider services, IDbContextFactory<DoorstepDb> contexts, GroupCommit writes, OutboxSignal signal, ILogger<OutboxPerformer> log)
    : BackgroundService
{
    private const int Batch = 64;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly TimeProvider clock = (TimeProvider)services.GetService(typeof(TimeProvider))!;

    private readonly Dictionary<string, EffectKind> kinds = ((IEnumerable<EffectKind>)services.GetService(typeof(IEnumerable<EffectKind>))!).ToDictionary(k => k.Name);

    /// <summary>Performs what is due now; answers how many were due.</summary>
    public async Task<int> PerformDue(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<long> due;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            due = await db.Outbox.Where(r => r.NextAt == null || r.NextAt <= now).OrderBy(r => r.Id).Take(Batch).Select(r => r.Id).ToListAsync(ct);
        }

        if (due.Count == 0)
        {
            return 0;
        }

        var taken = await writes.Run((db, token) => Take(db, due, now, token), ct);
        var outcomes = await Task.WhenAll(taken.Select(row => Perform(row, ct)));
        await writes.Run((db, token) => Finish(db, taken, outcomes, token), CancellationToken.None);
        return due.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await PerformDue(stoppingToken) < Batch)
                {
                    await Wait(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception bug)
            {
                // Another node took the same effects, or the database is away; the effects are still there.
                log.LogWarning(bug, "The outbox could not be worked off; trying again");
                await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static async Task<List<OutboxRow>> Take(DoorstepDb db, List<long> due, DateTimeOffset now, CancellationToken ct)
    {
        var taken = new List<OutboxRow>();
        foreach (var id in due)
        {
            if (await db.Outbox.FindAsync([id], ct) is { } row && (row.NextAt is null || row.NextAt <= now))
            {
                row.Attempts++;
                row.NextAt = now + Lease;
                taken.Add(row);
            }
        }

        return taken;
    }

    private async Task<bool> Perform(OutboxRow row, CancellationToken ct)
    {
        try
        {
            if (!kinds.TryGetValue(row.Kind, out var kind))
            {
                log.LogError("Effect {Id} is of kind {Kind}, which this version does not know", row.Id, row.Kind);
                return false;
            }

            await kind.Perform(services, row, ct);
            return true;
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "Effect {Id} ({Kind}) failed at attempt {Attempt}", row.Id, row.Kind, row.Attempts);
            return false;
        }
    }

    private async Task Finish(DoorstepDb db, List<OutboxRow> taken, bool[] outcomes, CancellationToken ct)
    {
        foreach (var (done, performed) in taken.Zip(outcomes))
        {
            if (await db.Outbox.FindAsync([done.Id], ct) is not { } row)
            {
                continue;
            }

            if (performed)
            {
                db.Outbox.Remove(row);
            }
            else
            {
                row.NextAt = clock.GetUtcNow() + Pause(row.Attempts);
            }
        }
    }

    private static TimeSpan Pause(int attempts)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(attempts, 16) - 1));
        return pause < LongestPause ? pause : LongestPause;
    }

    private async Task Wait(CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var poll = Task.Delay(Poll, clock, enough.Token);
        await Task.WhenAny(poll, signal.Woken.WaitToReadAsync(enough.Token).AsTask());
        signal.Woken.TryRead(out _);
        await enough.CancelAsync();
    }
}
