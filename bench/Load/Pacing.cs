using System.Diagnostics;

namespace Doorstep.Load;

/// <summary>
/// When one pile's calls are due: at random and independent of the answers (a Poisson process, seeded by the pile), so that all piles together
/// make the wanted rate without marching in step, and now and then several call in the same millisecond as they do in a city.
/// </summary>
internal sealed class Pacing(double callsPerSecond, int piles, int pile, Latencies oversleeping)
{
    private readonly Random random = new(pile);

    private long due = Stopwatch.GetTimestamp();

    /// <summary>
    /// Waits for the next call's time and returns the moment from which it counts. A call held up because its pile still waited for the previous answer
    /// counts from when it was due: what a slow server delays is not omitted. A call that this client's own clock woke too late counts from its sending;
    /// how late that was is told apart in <paramref name="oversleeping"/>.
    /// </summary>
    public async ValueTask<long> Next(CancellationToken stop)
    {
        due += (long)(-Math.Log(1 - random.NextDouble()) * piles / callsPerSecond * Stopwatch.Frequency);
        var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
        if (wait <= TimeSpan.Zero)
        {
            return due;
        }

        await Task.Delay(wait, stop);
        oversleeping.Add(due);
        return Stopwatch.GetTimestamp();
    }
}
