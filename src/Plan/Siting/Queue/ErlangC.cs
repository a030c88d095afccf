namespace Doorstep.Plan.Siting.Queue;

/// <summary>
/// The M/M/c queue of one pool of equal piles: loads in erlang, times in minutes. Exact for Poisson arrivals and exponential occupation; for
/// lognormal occupation (cv ≤ 1) it errs on the safe side. Source: Erlang 1917; formulation in docs/siting.md.
/// </summary>
public static class ErlangC
{
    /// <summary>Probability (0–1) that an arrival finds every pile taken; 1 when the load (erlang, ≥ 0) reaches the piles (≥ 1).</summary>
    public static double ProbabilityOfWaiting(int piles, double load)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(piles, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(load);
        if (load >= piles)
        {
            return 1;
        }

        // Erlang B by its recursion: every term stays in [0, 1], so neither factorial nor power is ever formed.
        var blocked = 1.0;
        for (var c = 1; c <= piles; c++)
        {
            blocked = load * blocked / (c + (load * blocked));
        }

        var busy = load / piles;
        return blocked / (1 - (busy * (1 - blocked)));
    }

    /// <summary>Probability (0–1) that an arrival plugs in within <paramref name="waitMinutes"/>, first come first served.</summary>
    public static double WithinWait(int piles, double load, double occupiedMinutes, double waitMinutes) =>
        load >= piles ? 0 : 1 - (ProbabilityOfWaiting(piles, load) * Math.Exp(-(piles - load) * waitMinutes / occupiedMinutes));

    /// <summary>
    /// The largest offered load a* (erlang) with P(wait ≤ <paramref name="waitMinutes"/>) ≥ <paramref name="level"/>. The probability falls
    /// with the load, so one bisection finds it; the answer is the safe end of the last interval.
    /// </summary>
    public static double LargestLoad(int piles, double occupiedMinutes, double waitMinutes, double level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(piles, 1);
        double low = 0, high = piles;
        for (var step = 0; step < 200 && high - low > 1e-12 * piles; step++)
        {
            var middle = 0.5 * (low + high);
            if (WithinWait(piles, middle, occupiedMinutes, waitMinutes) >= level)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
