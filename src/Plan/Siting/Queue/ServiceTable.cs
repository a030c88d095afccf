namespace Doorstep.Plan.Siting.Queue;

/// <summary>The service promise: P(wait ≤ <see cref="WaitMinutes"/>) ≥ <see cref="Level"/> (0 &lt; level &lt; 1).</summary>
public sealed record ServicePromise(double WaitMinutes, double Level);

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
