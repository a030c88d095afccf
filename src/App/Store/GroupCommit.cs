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
/// </remarks>
public sealed class GroupCommit(IDbContextFactory<DoorstepDb> contexts, ILogger<GroupCommit> log) : BackgroundService
{
    private const int LargestGroup = 512;

    /// <summary>How often one change is tried when another node changed the same row at the same moment.</summary>
    private const int Tries = 5;

    private readonly Channel<Member> queue = Channel.CreateBounded<Member>(new BoundedChannelOptions(8192) { SingleReader = true });

    /// <summary>Runs <paramref name="work"/> in the next group; returns its answer once the group is on disk.</summary>
    public async Task<T> Run<T>(Func<DoorstepDb, CancellationToken, Task<T>> work, CancellationToken ct)
    {
        var member = new Member<T>(work);
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
            foreach (var member in group)
            {
                await member.Work(db, CancellationToken.None);
            }

            await db.SaveChangesAsync();
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
        public abstract Task Work(DoorstepDb db, CancellationToken ct);

        public abstract void Succeed();

        public abstract void Fail(Exception failure);
    }

    private sealed class Member<T>(Func<DoorstepDb, CancellationToken, Task<T>> work) : Member
    {
        private T? answer;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async Task Work(DoorstepDb db, CancellationToken ct) => answer = await work(db, ct);

        public override void Succeed() => Done.TrySetResult(answer!);

        public override void Fail(Exception failure) => Done.TrySetException(failure);
    }
}
