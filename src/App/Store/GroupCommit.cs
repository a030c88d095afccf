using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.Store;

/// <summary>
/// The one door through which this process writes. Work queued by many callers is saved in one transaction and one fsync;
/// a caller's task completes only after its work is durable. If a group fails, its members are tried one by one, so that
/// one refused change never takes another with it.
/// </summary>
/// <remarks>
/// Work may run again (alone, and once more when another node changed the same row), so it must not change anything but the context it is given.
/// It reads what it changes with Find, so that it sees what earlier members of the same group have done.
/// Work is done in the order in which it was queued; rows that are only added come last in their group.
/// </remarks>
public sealed class GroupCommit(StoreSettings settings, OutboxSignal signal, ILogger<GroupCommit> log) : BackgroundService
{
    private const int LargestGroup = 512;

    /// <summary>How often one change is tried when another node changed the same row at the same moment.</summary>
    private const int Tries = 5;

    /// <summary>How long rows nobody waits for may lie in memory.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly WritingLine line = new(settings);

    private readonly Channel<Member> queue = Channel.CreateBounded<Member>(new BoundedChannelOptions(16_384) { SingleReader = true });

    /// <summary>Runs <paramref name="work"/> in the next group; returns its answer once the group is on disk.</summary>
    public Task<T> Run<T>(Func<DoorstepDb, CancellationToken, Task<T>> work, CancellationToken ct) =>
        Done(new Work<T>(group => work(group.Entities, CancellationToken.None)), ct);

    /// <inheritdoc cref="Run{T}"/>
    public Task Run(Func<DoorstepDb, CancellationToken, Task> work, CancellationToken ct) =>
        Run<bool>(
            async (db, token) =>
            {
                await work(db, token);
                return true;
            },
            ct);

    /// <summary>Runs <paramref name="work"/> on prepared statements in the next group, for what happens often; returns its answer once the group is on disk.</summary>
    public Task<T> Write<T>(Func<RowWriter, CancellationToken, Task<T>> work, CancellationToken ct) =>
        Done(new Work<T>(async group => await work(await group.Rows(), CancellationToken.None)), ct);

    /// <inheritdoc cref="Write{T}"/>
    public Task Write(Func<RowWriter, CancellationToken, Task> work, CancellationToken ct) =>
        Write<bool>(
            async (rows, token) =>
            {
                await work(rows, token);
                return true;
            },
            ct);

    /// <summary>Adds rows in the next group without reading anything; returns once they are on disk. A row that is there already stays as it is.</summary>
    public async Task Add(AddedRows rows, CancellationToken ct)
    {
        var member = new Addition(rows);
        await queue.Writer.WriteAsync(member, ct);
        await member.Done.Task;
    }

    /// <summary>Adds rows that nobody waits for, such as a line of an event log; a failure is logged.</summary>
    public ValueTask Post(AddedRows rows, CancellationToken ct) => queue.Writer.WriteAsync(new Posted(rows, log), ct);

    /// <summary>Stops taking work and saves what was queued.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        if (ExecuteTask is { } running)
        {
            await running.WaitAsync(cancellationToken);
        }

        await base.StopAsync(cancellationToken);
        await line.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var group = new List<Member>(LargestGroup);
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            Gather(group);
            await WaitForCompany(group);
            if (await Save(group) is not null)
            {
                foreach (var alone in group)
                {
                    await SaveAlone(alone);
                }
            }

            group.Clear();
            await Rest();
        }
    }

    private void Gather(List<Member> group)
    {
        while (group.Count < LargestGroup && queue.Reader.TryRead(out var member))
        {
            group.Add(member);
        }
    }

    /// <summary>Rows nobody waits for go to disk with the next work somebody waits for: alone they would make it wait for their fsync first.</summary>
    private async Task WaitForCompany(List<Member> group)
    {
        if (!group.TrueForAll(m => m is Posted))
        {
            return;
        }

        // The machine's time, not the city's.
        using var enough = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            while (group.Count < LargestGroup && group.TrueForAll(m => m is Posted) && await queue.Reader.WaitToReadAsync(enough.Token))
            {
                Gather(group);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody came.
        }
    }

    private async Task Rest()
    {
        try
        {
            await line.Rest();
        }
        catch (DbException failure)
        {
            // What is written is written; the log only stays long.
            log.LogWarning(failure, "The database's log could not be brought back; it is tried again");
        }
    }

    private async Task SaveAlone(Member member)
    {
        for (var tries = 1; await Save([member]) is { } failure; tries++)
        {
            if (failure is not (DbUpdateException or DbException { IsTransient: true }) || tries == Tries)
            {
                member.Fail(failure);
                return;
            }
        }
    }

    private async Task<Exception?> Save(List<Member> group)
    {
        try
        {
            await using var writing = await line.Begin();
            foreach (var member in group)
            {
                await member.Do(writing);
            }

            await new AddedRows([.. group.SelectMany(m => m.Added.Readings)], [.. group.SelectMany(m => m.Added.Events)]).Insert(await writing.Rows(), CancellationToken.None);
            await writing.Commit();
        }
        catch (Exception failure)
        {
            log.LogDebug(failure, "A group of {Count} changes failed; trying them one by one", group.Count);
            return failure;
        }

        signal.Committed();
        foreach (var member in group)
        {
            member.Succeed();
        }

        return null;
    }

    private async Task<T> Done<T>(Work<T> member, CancellationToken ct)
    {
        await queue.Writer.WriteAsync(member, ct);
        // Once queued the work happens whether or not the caller still waits.
        return await member.Done.Task;
    }

    private abstract class Member
    {
        public virtual AddedRows Added => AddedRows.None;

        public virtual Task Do(WritingGroup group) => Task.CompletedTask;

        public abstract void Succeed();

        public abstract void Fail(Exception failure);
    }

    private sealed class Work<T>(Func<WritingGroup, Task<T>> work) : Member
    {
        private T? answer;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async Task Do(WritingGroup group) => answer = await work(group);

        public override void Succeed() => Done.TrySetResult(answer!);

        public override void Fail(Exception failure) => Done.TrySetException(failure);
    }

    private sealed class Addition(AddedRows rows) : Member
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override AddedRows Added => rows;

        public override void Succeed() => Done.TrySetResult();

        public override void Fail(Exception failure) => Done.TrySetException(failure);
    }

    private sealed class Posted(AddedRows rows, ILogger log) : Member
    {
        public override AddedRows Added => rows;

        public override void Succeed()
        {
        }

        public override void Fail(Exception failure) => log.LogError(failure, "Rows nobody waits for could not be saved");
    }
}
