using System.Diagnostics;

namespace Doorstep.Plan.Siting.Classic;

/// <summary>The course of one search: its limits, the best objective and the bound so far. Everything is minimised here; MCLP runs with the sign turned.</summary>
internal sealed class SearchCourse(SolveLimits limits, Action<SolveProgress>? progress, bool maximises, CancellationToken cancel)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _work;

    public double Best { get; private set; } = double.PositiveInfinity;
    public double Bound { get; private set; } = double.NegativeInfinity;
    public int Seed => limits.Seed;
    public CancellationToken Cancel => cancel;
    public double Seconds => Stopwatch.GetElapsedTime(_start).TotalSeconds;
    public double SecondsLeft => Math.Max(0, limits.Time.TotalSeconds - Seconds);
    public long WorkLeft => Math.Max(0, limits.Work - _work);
    public bool Limited => limits.Work != long.MaxValue;
    public bool Stopped => cancel.IsCancellationRequested || _work >= limits.Work || Seconds >= limits.Time.TotalSeconds;

    public void Spend(long steps) => _work += steps;

    public void Found(double objective)
    {
        if (objective < Best)
        {
            Best = objective;
            Tell();
        }
    }

    public void Proved(double bound)
    {
        if (bound > Bound)
        {
            Bound = Math.Min(bound, Best);
            Tell();
        }
    }

    private void Tell()
    {
        if (progress is null)
        {
            return;
        }

        var sign = maximises ? -1 : 1;
        progress(new SolveProgress(double.IsFinite(Best) ? sign * Best : null, double.IsFinite(Bound) ? sign * Bound : null, Seconds));
    }
}
