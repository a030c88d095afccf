using System.Collections.Concurrent;

namespace Doorstep.App.Siting;

/// <summary>What the runs of this node are doing at this moment, and their brake; forgotten when a run ends.</summary>
public sealed class LiveRuns
{
    private readonly ConcurrentDictionary<long, LiveRun> runs = new();

    /// <summary>The run as it stands, when this node works on it.</summary>
    public LiveRun? Of(long run) => runs.GetValueOrDefault(run);

    internal LiveRun Begin(long run) => runs[run] = new();

    internal void End(long run)
    {
        if (runs.TryRemove(run, out var ended))
        {
            ended.Signal();
            ended.Dispose();
        }
    }
}

/// <summary>One run in progress: its course so far (seconds, best, bound), never more than some hundred points, and the latest plan's sites.</summary>
public sealed class LiveRun : IDisposable
{
    private const int MostPoints = 400;

    private readonly Lock gate = new();

    private readonly CancellationTokenSource brake = new();

    private List<CoursePoint> course = [];

    private RunPoint latest = new("", 0, null, 0);

    private TaskCompletionSource moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public (RunPoint Latest, IReadOnlyList<CoursePoint> Course) Now
    {
        get
        {
            lock (gate)
            {
                return (latest, [.. course]);
            }
        }
    }

    /// <summary>Completes at the next report or at the end.</summary>
    public Task Moved
    {
        get
        {
            lock (gate)
            {
                return moved.Task;
            }
        }
    }

    /// <summary>Cancelled when somebody asked for an end with the best plan so far.</summary>
    internal CancellationToken Stop => brake.Token;

    public void Dispose() => brake.Dispose();

    internal async Task Brake()
    {
        try
        {
            await brake.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It ended meanwhile.
        }
    }

    internal void Put(RunPoint point)
    {
        lock (gate)
        {
            latest = point;
            if (point.Best is { } best)
            {
                course.Add(new(Math.Round(point.Seconds, 2), best, point.Bound));
                if (course.Count > MostPoints)
                {
                    // Every other point goes; the last one stays.
                    course = [.. course.Where((_, i) => i % 2 == 0 || i == course.Count - 1)];
                }
            }
        }

        Signal();
    }

    internal void Signal()
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            (waiting, moved) = (moved, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        waiting.TrySetResult();
    }
}

/// <summary>Best objective and proven bound after so many seconds.</summary>
public sealed record CoursePoint(double Seconds, double Best, double Bound);
