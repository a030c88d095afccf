using System.Diagnostics;

namespace Doorstep.Load;

/// <summary>Counts durations in 20 µs steps up to 40 s; many threads may add at once.</summary>
internal sealed class Latencies
{
    private const int StepMicroseconds = 20;

    private readonly int[] steps = new int[2_000_000];

    private long count;

    public long Count => Interlocked.Read(ref count);

    public void Add(long startTimestamp)
    {
        var microseconds = Stopwatch.GetElapsedTime(startTimestamp).TotalMicroseconds;
        Interlocked.Increment(ref steps[Math.Clamp((int)(microseconds / StepMicroseconds), 0, steps.Length - 1)]);
        Interlocked.Increment(ref count);
    }

    /// <summary>The duration in milliseconds below which the share lies.</summary>
    public double Percentile(double share)
    {
        var wanted = (long)Math.Ceiling(Count * share);
        long seen = 0;
        for (var i = 0; i < steps.Length; i++)
        {
            seen += steps[i];
            if (seen >= wanted)
            {
                return (i + 1) * StepMicroseconds / 1000.0;
            }
        }

        return double.NaN;
    }

    public override string ToString() => FormattableString.Invariant($"median {Percentile(0.5):F2} ms, p99 {Percentile(0.99):F2} ms");
}
