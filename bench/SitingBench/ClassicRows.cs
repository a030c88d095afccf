using System.Diagnostics;
using System.Globalization;
using Doorstep.Plan.Siting.Classic;
using Doorstep.Plan.Siting.Classic.Reading;

namespace Doorstep.SitingBench;

/// <summary>Solves and prints rows: objective, published optimum, bound, gap, status, seconds of the search, peak memory of the process so far.</summary>
internal sealed class ClassicRows(TimeSpan time, bool progress)
{
    private double _seconds;
    private int _rows, _proven;

    /// <summary>Rows whose objective differs from the published optimum, or that brought no plan.</summary>
    public int Missed { get; private set; }

    public void Row(string name, LocationQuestion question, string path, LocationFormat format, double? published)
    {
        var read = Stopwatch.GetTimestamp();
        switch (LocationFormats.Read(path, format, question.Capacity))
        {
            case LocationReading.Read good:
                Row(name, question, good.Input, published, Stopwatch.GetElapsedTime(read).TotalSeconds);
                break;
            case LocationReading.Unreadable bad:
                Missed++;
                Console.Error.WriteLine(bad.Sentence);
                break;
        }
    }

    public void Row(string name, LocationQuestion question, LocationInput input, double? published, double reading)
    {
        if (_rows == 0)
        {
            Console.WriteLine("| instance | model | objective | published | bound | gap | status | search s | reading s | peak MB |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        }

        var limits = new SolveLimits { Time = time };
        Action<SolveProgress>? tell = progress
            ? p => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {p.Seconds,8:0.00} s  best {p.Best:0.###}  bound {p.Bound:0.###}  gap {p.Gap:P4}"))
            : null;
        switch (SolveClassic.Run(question, input, limits, tell, CancellationToken.None))
        {
            case ClassicAnswer.Solved { Plan: var plan }:
                Print(name, question, plan, published, reading);
                break;
            case ClassicAnswer.Refused no:
                Missed++;
                Console.Error.WriteLine($"{name}: {no.Sentence}");
                break;
        }
    }

    public void Total() => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_rows} rows, {_proven} proven optimal, {Missed} off the published optimum, {_seconds:0.0} s"));

    private void Print(string name, LocationQuestion question, LocationPlan plan, double? published, double reading)
    {
        _rows++;
        _seconds += plan.Seconds + reading;
        _proven += plan.Status == PlanStatus.Optimal ? 1 : 0;
        // Published optima are printed with three decimals, or rounded to them.
        var differs = published is { } p && !(Math.Abs(plan.Objective - p) <= 0.005 + (1e-9 * Math.Abs(p)));
        Missed += differs || !double.IsFinite(plan.Objective) ? 1 : 0;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {question.Model} | {plan.Objective:0.###} | {published:0.###}{(differs ? " ≠" : "")} | {plan.Bound:0.###} | {plan.Gap:P4} | {plan.Status} | {plan.Seconds:0.00} | {reading:0.00} | {process.PeakWorkingSet64 / 1048576} |"));
    }
}
