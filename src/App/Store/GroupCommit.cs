using System.Threading.Channels;
using Doorstep.App.Store.Rows;
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
public sealed class GroupCommit(IDbContextFactory<DoorstepDb> contexts, ILogger<GroupCommit> log) : BackgroundService
{
    private const int LargestGroup = 512;

    /// <summary>How often one change is tried when another node changed the same row at the same moment.</summary>
    private const int Tries = 5;

    private readonly Channel<Member> queue = Channel.CreateBounded<Member>(new BoundedChannelOptions(16_384) { SingleReader = true });

    /// <summary>Runs <paramref name="work"/> in the next group; returns its answer once the group is on disk.</summary>
    public async Task<T> Run<T>(Func<DoorstepDb, CancellationToken, Task<T>> work, CancellationToken ct)
    {
        var member = new Work<T>(work);
        await queue.Writer.WriteAsync(member, ct);
        // Once queued the work happens whether or not the caller still waits.
        return await member.Done.Task;
    }

    /// <inheritdoc cref="Run{T}"/>
    public Task Run(Func<DoorstepDb, CancellationToken, Task> work, CancellationToken ct) =>
        Run<bool>(
            async (db, token) =>
            {
                await work(db, token);
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
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var group = new List<Member>(LargestGroup);
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (group.Count < LargestGroup && queue.Reader.TryRead(out var member))
            {
                group.Add(member);
            }

            if (await Save(group) is not null)
            {
                foreach (var alone in group)
                {
                    await SaveAlone(alone);
                }
            }

            group.Clear();
        }
    }

    private async Task SaveAlone(Member member)
    {
        for (var tries = 1; await Save([member]) is { } failure; tries++)
        {
            if (failure is not DbUpdateException || tries == Tries)
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
            await using var db = await contexts.CreateDbContextAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var added = new AddedRows.Collected();
            foreach (var member in group)
            {
                await member.Do(db, added);
            }

            if (db.ChangeTracker.HasChanges())
            {
                await db.SaveChangesAsync();
            }

            await added.Insert(db);
            await transaction.CommitAsync();
        }
        catch (Exception failure)
        {
            log.LogDebug(failure, "A group of {Count} changes failed; trying them one by one", group.Count);
            return failure;
        }

        foreach (var member in group)
        {
            member.Succeed();
        }

        return null;
    }

    private abstract class Member
    {
        public abstract Task Do(DoorstepDb db, AddedRows.Collected added);

        public abstract void Succeed();

        public abstract void Fail(Exception failure);
    }

    private sealed class Work<T>(Func<DoorstepDb, CancellationToken, Task<T>> work) : Member
    {
        private T? answer;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async Task Do(DoorstepDb db, AddedRows.Collected added) => answer = await work(db, CancellationToken.None);

        public override void Succeed() => Done.TrySetResult(answer!);

        public override void Fail(Exception failure) => Done.TrySetException(failure);
    }

    private sealed class Addition(AddedRows rows) : Member
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task Do(DoorstepDb db, AddedRows.Collected added)
        {
            added.Take(rows);
            return Task.CompletedTask;
        }

        public override void Succeed() => Done.TrySetResult();

        public override void Fail(Exception failure) => Done.TrySetException(failure);
    }

    private sealed class Posted(AddedRows rows, ILogger log) : Member
    {
        public override Task Do(DoorstepDb db, AddedRows.Collected added)
        {
            added.Take(rows);
            return Task.CompletedTask;
        }

        public override void Succeed()
        {
        }

        public override void Fail(Exception failure) => log.LogError(failure, "Rows nobody waits for could not be saved");
    }
}

/// <summary>Rows that are added and never changed.</summary>
public sealed record AddedRows(IReadOnlyList<ReadingRow> Readings, IReadOnlyList<PileEventRow> Events)
{
    public static readonly AddedRows None = new([], []);

    /// <summary>Inserts at once, inside a work's own transaction.</summary>
    public async Task Insert(DoorstepDb db, CancellationToken ct)
    {
        await RowSql<ReadingRow>.For(db).Insert(db, Readings, ct);
        await RowSql<PileEventRow>.For(db).Insert(db, Events, ct);
    }

    internal sealed class Collected
    {
        private readonly List<ReadingRow> readings = [];
        private readonly List<PileEventRow> events = [];

        public void Take(AddedRows rows)
        {
            readings.AddRange(rows.Readings);
            events.AddRange(rows.Events);
        }

        public Task Insert(DoorstepDb db) => new AddedRows(readings, events).Insert(db, CancellationToken.None);
    }
}
