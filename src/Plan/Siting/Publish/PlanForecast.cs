using Doorstep.Plan.Siting.Problem;

namespace Doorstep.Plan.Siting.Publish;

/// <summary>What the twin foresees for a plan, as readers of the plan need it; written as forecast.json. Times in minutes, power in kW, energy in kWh.</summary>
public sealed record PlanForecast
{
    public const string CurrentFormat = "doorstep-siting-forecast/1";

    public string Format { get; init; } = CurrentFormat;

    public required string ProblemDigest { get; init; }

    /// <summary>Fingerprint of the plan's file, so that a forecast is not shown with another plan.</summary>
    public required string PlanDigest { get; init; }

    public required ForecastAssumptions Assumptions { get; init; }

    public required double PromiseMinutes { get; init; }

    public required double Level { get; init; }

    /// <summary>The promise at the plan's own peak load, held for the whole run, everybody patient: what the queue rule claims.</summary>
    public required IReadOnlyList<PromiseForecast> Promise { get; init; }

    /// <summary>How many queues keep the promise beyond doubt, how many do not, and how many stayed undecided.</summary>
    public PromiseTally Tally => PromiseTally.Of(Promise);

    /// <summary>Of all drivers at the planned peak, the share that waited no longer than promised.</summary>
    public Interval AtPeak { get; init; }

    /// <summary>Ordinary days: arrivals over the hours, walk-ins who go elsewhere when the queue looks long.</summary>
    public required IReadOnlyList<PlaceForecast> Places { get; init; }

    /// <summary>Of all drivers served on ordinary days, the share that waited no longer than promised; of all who came, the share turned away.</summary>
    public required Interval InTime { get; init; }

    public required Interval TurnedAway { get; init; }
}

/// <summary>What a forecast takes for granted beside the problem; every value is an assumption until operation measures it.</summary>
public sealed record ForecastAssumptions
{
    /// <summary>Days that count, days before them that fill the queues, independent replications (at least 2), seed.</summary>
    public int Days { get; init; } = 28;

    public int WarmUpDays { get; init; } = 2;

    public int Replications { get; init; } = 10;

    /// <summary>The promise is tried with more and more replications until every queue is decided, but with no more than so many.</summary>
    public int MostReplications { get; init; } = 640;

    public int Seed { get; init; } = 1;

    /// <summary>Coefficient of variation of charging times, lognormal.</summary>
    public double Spread { get; init; } = 0.5;

    /// <summary>Share of the occupied time that the car stays after it is full (0–1).</summary>
    public double OverstayShare { get; init; } = 0.15;

    /// <summary>Mean energy of a session, kWh: a half-full battery of a family car. The mean power while charging follows from it, at most the rated power.</summary>
    public double SessionKilowattHours { get; init; } = 25;

    /// <summary>Mean wait a walk-in accepts by the look of the queue.</summary>
    public double PatienceMinutes { get; init; } = 15;
}

/// <summary>A figure with its 95 % confidence interval.</summary>
public readonly record struct Interval(double Mean, double Low, double High);

/// <summary>What the twin says of one queue's promise, by intervals wide enough to hold for all queues of the plan together in 95 of 100 runs.</summary>
public enum PromiseVerdict
{
    /// <summary>The whole interval lies at or above the promised level.</summary>
    Kept,

    /// <summary>The level lies inside the interval, and the replications allowed did not narrow it enough. A queue filled to its limit keeps the promise by nothing, and stays here.</summary>
    Open,

    /// <summary>The whole interval lies below the level.</summary>
    Broken,
}

/// <summary>P(wait ≤ promise) of one queue at its peak load (arrivals/h): simulated, and as the plan's formula claims.</summary>
public sealed record PromiseForecast(string Place, bool Standing, string Window, int Piles, double Arrivals, Interval Within)
{
    public required double Planned { get; init; }

    /// <summary>How many replications the verdict took.</summary>
    public required int Replications { get; init; }

    public required PromiseVerdict Verdict { get; init; }
}

/// <summary>Queues by verdict. The promise is confirmed where every queue keeps it beyond doubt.</summary>
public readonly record struct PromiseTally(int Kept, int Open, int Broken)
{
    public int Queues => Kept + Open + Broken;

    public bool Confirmed => Open == 0 && Broken == 0;

    public static PromiseTally Of(IReadOnlyList<PromiseForecast> queues) =>
        new(queues.Count(q => q.Verdict == PromiseVerdict.Kept), queues.Count(q => q.Verdict == PromiseVerdict.Open), queues.Count(q => q.Verdict == PromiseVerdict.Broken));
}

/// <summary>A station or site on ordinary days: its queues, its energy, its load against the grid connection.</summary>
public sealed record PlaceForecast(string Place, bool Standing, IReadOnlyList<QueueForecast> Queues, Interval KwhPerDay, Interval PeakKilowatts)
{
    /// <summary>What the connection carries; null where the problem does not say.</summary>
    public double? GridKilowatts { get; init; }

    /// <summary>Mean load of the 96 quarter hours of a day.</summary>
    public required IReadOnlyList<double> QuarterKilowatts { get; init; }
}

/// <summary>The queue of one class on ordinary days.</summary>
public sealed record QueueForecast(PileClass Class, Interval ArrivalsPerDay, Interval InTime, Interval MeanWait, double WaitP50, double WaitP95, double WaitP99, Interval TurnedAway);
