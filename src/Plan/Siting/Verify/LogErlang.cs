namespace Doorstep.Plan.Siting.Verify;

/// <summary>
/// The verifier's own Erlang C, in logarithms of the textbook sum (the solver uses a recursion): P(wait) = T / (S + T) with
/// S = Σ a^k/k! for k &lt; c and T = a^c/c! · c/(c − a).
/// </summary>
internal static class LogErlang
{
    public static double Waiting(int piles, double load)
    {
        if (load <= 0)
        {
            return 0;
        }

        if (load >= piles)
        {
            return 1;
        }

        // Terms of the sum relative to the greatest so far; the first is k = 0 with logarithm 0.
        double term = 0, sum = 1, top = 0;
        for (var k = 1; k < piles; k++)
        {
            term += Math.Log(load / k);
            if (term > top)
            {
                sum = (sum * Math.Exp(top - term)) + 1;
                top = term;
            }
            else
            {
                sum += Math.Exp(term - top);
            }
        }

        var last = term + Math.Log(load / piles) + Math.Log(piles / (piles - load));
        return 1 / (1 + (sum * Math.Exp(top - last)));
    }

    public static double WithinWait(int piles, double load, double minutes, double wait) =>
        load >= piles ? 0 : 1 - (Waiting(piles, load) * Math.Exp(-(piles - load) * wait / minutes));

    /// <summary>Largest arrivals/h within the promise.</summary>
    public static double MostArrivals(int piles, double minutes, double wait, double level)
    {
        double low = 0, high = piles;
        while (high - low > 1e-11 * piles)
        {
            var middle = (low + high) / 2;
            (low, high) = WithinWait(piles, middle, minutes, wait) >= level ? (middle, high) : (low, middle);
        }

        return 60 * low / minutes;
    }
}
