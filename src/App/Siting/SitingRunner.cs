using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.Siting;

/// <summary>
/// Works the siting runs off, one at a time on each node, what people asked for before what the demonstration furnishes. A run that was cut short because the program ended is begun anew from its frozen inputs, by this
/// node at its next start or by another one once the first has been silent for a while. A bug fails the run and is logged, never more.
/// </summary>
public sealed class SitingRunner(IDbContextFactory<DoorstepDb> contexts, GroupCommit writes, RunDesk desk, AuditStamp stamp, ILogger<SitingRunner> log) : BackgroundService
{
    /// <summary>How often the course is saved and a wish to stop from another node is looked for.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim woken = new(0, 1);

    /// <summary>There may be something to do.</summary>
    public void Wake()
    {
        try
        {
            woken.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody woke it already.
        }
    }

    public override void Dispose()
    {
        woken.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whatever this node left running when it ended is nobody's now.
        var first = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await Claim(first, stoppingToken) is { } run)
                {
                    await Work(run, stoppingToken);
                }

                first = false;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "Siting runs could not be looked after; tried again shortly");
            }

            await Sleep(stoppingToken);
        }
    }

    private async Task Sleep(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Pace, stamp.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var wake = woken.WaitAsync(either.Token);
        await Task.WhenAny(wake, timer.WaitForNextTickAsync(either.Token).AsTask());
        await either.CancelAsync();
        try
        {
            await wake;
        }
        catch (OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The oldest run that waits for hands, the demonstration's own last, now in ours; null when there is none.</summary>
    private async Task<SitingRunRow?> Claim(bool first, CancellationToken ct)
    {
        var node = desk.Node;
        long[] waiting;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            var open = await db.SitingRuns.AsNoTracking().Where(r => r.State == RunState.Queued || r.State == RunState.Running)
                .OrderBy(r => r.Demonstration).ThenBy(r => r.Id).Select(r => new { r.Id, r.State, r.Node, r.BeatAt }).ToListAsync(ct);
            waiting = [.. open.Where(r => RunLife.WaitsForHands(r.State, r.Node == node && first ? null : r.BeatAt, stamp.Now, Patience)).Select(r => r.Id)];
        }

        foreach (var id in waiting)
        {
            if (await writes.Run((db, token) => Take(db, id, first, token), ct) is { } taken)
            {
                return taken;
            }
        }

        return null;
    }

    private async Task<SitingRunRow?> Take(DoorstepDb db, long id, bool first, CancellationToken ct)
    {
        var row = await db.SitingRuns.FindAsync([id], ct);
        if (row is null || !RunLife.WaitsForHands(row.State, row.Node == desk.Node && first ? null : row.BeatAt, stamp.Now, Patience))
        {
            return null;
        }

        if (row.State == RunState.Running)
        {
            row.Resumed++;
            stamp.Note(db, Actor.Clockwork, "siting-run.resume", $"siting-run:{id}", null, new { row.Resumed, row.ProblemDigest });
        }

        row.State = RunState.Running;
        row.StartedAt ??= stamp.Now;
        row.Node = desk.Node;
        row.BeatAt = stamp.Now;
        row.Course = "[]";
        row.Version++;
        return row;
    }

    private async Task Work(SitingRunRow run, CancellationToken ct)
    {
        var live = desk.Live.Begin(run.Id);
        try
        {
            if (run.StopAsked)
            {
                await live.Brake();
            }

            using var done = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var beating = BeatWhile(run.Id, live, done.Token);
            RunOutcome outcome;
            try
            {
                outcome = await desk.Plan(run, live, ct);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                log.LogError(failure, "Siting run {Run} broke", run.Id);
                outcome = new() { Failure = RefusalRecord.Of(new Refusal("siting.run-broke", ("kind", failure.GetType().Name))) };
            }
            finally
            {
                await done.CancelAsync();
                await beating;
            }

            // The program is ending: the run stays Running and is begun anew, from the same inputs, at the next start.
            ct.ThrowIfCancellationRequested();
            var files = outcome.Failure is null ? RunFolder.Pack(desk.FolderOf(run.Id), RunFolder.Result) : null;
            await writes.Run((db, token) => Close(db, run.Id, live, outcome, files, token), CancellationToken.None);
        }
        finally
        {
            desk.Live.End(run.Id);
        }
    }

    private async Task Close(DoorstepDb db, long id, LiveRun live, RunOutcome outcome, byte[]? files, CancellationToken ct)
    {
        if (await db.SitingRuns.FindAsync([id], ct) is not { State: RunState.Running } row)
        {
            return;
        }

        row.State = outcome.Failure is not null ? RunState.Failed : row.StopAsked && outcome.Stopped == "cancelled" ? RunState.Stopped : RunState.Finished;
        row.Outcome = SitingJson.Write(outcome);
        row.Failure = outcome.Failure is { } failure ? SitingJson.Write(failure) : null;
        row.Course = SitingJson.Write(live.Now.Course);
        row.Stage = "";
        (row.Best, row.Bound, row.Gap) = (outcome.Figures?.Objective, outcome.Figures?.Bound, outcome.Figures?.Gap);
        row.EndedAt = stamp.Now;
        row.Version++;
        if (files is not null)
        {
            if (await db.SitingFolders.FindAsync([id, RunFolder.Result], ct) is { } known)
            {
                known.Zip = files;
            }
            else
            {
                db.SitingFolders.Add(new() { Run = id, Part = RunFolder.Result, Zip = files });
            }
        }

        stamp.Note(db, Actor.Clockwork, "siting-run.end", $"siting-run:{id}", null, new { row.State, outcome.Figures, outcome.Check, Failure = outcome.Failure?.Code, outcome.PlanHash });
    }

    /// <summary>Saves how far it has come, shows that somebody is there, and hears a stop that was asked for on another node.</summary>
    private async Task BeatWhile(long id, LiveRun live, CancellationToken done)
    {
        using var timer = new PeriodicTimer(Beat, stamp.Clock);
        while (!done.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(done);
                if (await writes.Run((db, token) => Sign(db, id, live, token), done))
                {
                    await live.Brake();
                }
            }
            catch (OperationCanceledException)
            {
                // The work is over.
            }
            catch (Exception failure)
            {
                log.LogWarning(failure, "The course of siting run {Run} could not be saved; tried again at the next beat", id);
            }
        }
    }

    private async Task<bool> Sign(DoorstepDb db, long id, LiveRun live, CancellationToken ct)
    {
        if (await db.SitingRuns.FindAsync([id], ct) is not { State: RunState.Running } row)
        {
            return false;
        }

        var (latest, course) = live.Now;
        row.BeatAt = stamp.Now;
        row.Stage = latest.Stage;
        row.Course = SitingJson.Write(course);
        (row.Best, row.Bound, row.Gap) = (latest.Best, latest.Best is null ? null : latest.Bound, latest.Gap);
        row.Version++;
        return row.StopAsked;
    }
}
