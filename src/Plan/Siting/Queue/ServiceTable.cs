using System.Text.Json.Serialization;

namespace Doorstep.Plan.Siting.Queue;

/// <summary>The service promise: P(wait ≤ <see cref="WaitMinutes"/>) ≥ <see cref="Level"/> (0 &lt; level &lt; 1).</summary>
public sealed record ServicePromise(double WaitMinutes, double Level)
{
    /// <summary>
    /// Planning margin (0 ≤ margin &lt; 1): the share of the longer waits that the level allows which a plan leaves unused. A queue filled to the very level
    /// keeps its promise by nothing, and no simulation can confirm it.
    /// </summary>
    public double Margin { get; init; }

    /// <summary>The level that a plan fills its queues to: level + (1 − level) × margin.</summary>
    [JsonIgnore]
    public double PlannedLevel => Level + ((1 - Level) * Margin);

    /// <summary>The stricter promise that plans are made by.</summary>
    public ServicePromise AsPlanned() => new(WaitMinutes, PlannedLevel);
}

/// <summary>Arrivals per hour that n equal piles can take under a service promise; computed on demand and kept, per mean occupied time.</summary>
public sealed class ServiceTable(ServicePromise promise)
{
    private readonly Dictionary<double, List<double>> byOccupation = [];

    /// <summary>Capacity in arrivals/h of <paramref name="piles"/> (≥ 0) whose cars stay <paramref name="occupiedMinutes"/> on average, overstay included.</summary>
    public double ArrivalsPerHour(int piles, double occupiedMinutes)
    {
        if (!byOccupation.TryGetValue(occupiedMinutes, out var known))
        {
            byOccupation[occupiedMinutes] = known = [0.0];
        }

        while (known.Count <= piles)
        {
            known.Add(60 * ErlangC.LargestLoad(known.Count, occupiedMinutes, promise.WaitMinutes, promise.Level) / occupiedMinutes);
        }

        return known[piles];
    }
}
