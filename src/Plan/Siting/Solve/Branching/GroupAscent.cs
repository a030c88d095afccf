namespace Doorstep.Plan.Siting.Solve.Branching;

/// <summary>Where the ascent in one corner ended: multipliers, their bound, the step it had come to, and how often each configuration was picked on the way.</summary>
internal sealed record CornerBound(double[] Prices, double Bound, double Factor, (int Config, double Weight)[][] Usage);

/// <summary>The volume algorithm on one corner of a group: few dimensions, few steps, towards the value of the plan that is known.</summary>
internal sealed class GroupAscent(PlaceGroup group)
{
    // Rounded multipliers stop a little short of their range; what is left of it is no way to go.
    private const double AlmostAll = 0.9998;

    // Steps without progress after which a corner is left as it is.
    private const int Patience = 14;

    private readonly GroupPricing pricing = new(group);
    private readonly List<(int[] Picks, double Weight)> course = [];
    private double[] trial = [], direction = [];

    public GroupPricing Pricing => pricing;

    public CornerBound Run(Corner corner, double[] start, double factor, int steps, double target, int patience = Patience)
    {
        var best = new double[group.PriceCount + corner.Shared.Length];
        start.AsSpan(0, Math.Min(start.Length, best.Length)).CopyTo(best);
        if (trial.Length != best.Length)
        {
            trial = new double[best.Length];
            direction = new double[best.Length];
        }

        course.Clear();
        var bound = pricing.At(best, corner);
        pricing.Gradient.CopyTo(direction, 0);
        Note(1);
        var (alphaMost, since) = (0.3, 0);
        var (checkedAt, boundThen) = (0, bound);
        for (var step = 0; step < steps && bound < target; step++)
        {
            var norm = Norm(best);
            if (norm < 1e-12)
            {
                break;
            }

            if (step - checkedAt == patience)
            {
                if (bound - boundThen < 0.004 * (target - boundThen))
                {
                    break;
                }

                (checkedAt, boundThen) = (step, bound);
            }

            Move(best, factor * Math.Max(target - bound, 1e-5 * Math.Abs(target)) / norm);
            var value = pricing.At(trial, corner);
            if (double.IsPositiveInfinity(value))
            {
                bound = value;
                break;
            }

            Average(best, alphaMost, out var along);
            if (value > bound)
            {
                factor = along > 0 ? Math.Min(2, factor * 1.2) : factor;
                bound = value;
                trial.CopyTo(best, 0);
                since = 0;
            }
            else if (++since >= 2)
            {
                factor = Math.Max(1e-3, factor * 0.66);
                alphaMost = Math.Max(0.05, alphaMost * 0.85);
                since = 0;
            }
        }

        // Five digits are as good as fifteen, and the certificate that holds them can be read and mailed.
        for (var r = 0; r < best.Length; r++)
        {
            best[r] = Rounded(best[r]);
        }

        return new(best, pricing.At(best, corner), factor, Usage());
    }

    private static double Rounded(double value)
    {
        if (value <= 0)
        {
            return 0;
        }

        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 4);
        return Math.Round(value / unit) * unit;
    }

    private double Norm(double[] best)
    {
        var sum = 0.0;
        for (var r = 0; r < best.Length; r++)
        {
            sum += IsFree(best, r, direction[r]) ? direction[r] * direction[r] : 0;
        }

        return sum;
    }

    /// <summary>False where the way is barred by the range of the multiplier: such a row must not decide how long the others step.</summary>
    private bool IsFree(double[] best, int r, double way) => way > 0 ? best[r] < Most(r) * AlmostAll : best[r] > 0;

    /// <summary>Beyond this a multiplier gains nothing, whatever the cuts' are.</summary>
    private double Most(int r) => r >= group.Rows.Length ? double.PositiveInfinity : !group.Own[r] ? group.CityPrice[r]
        : group.UnservedLimit[r] < group.Demand[r] ? double.PositiveInfinity : Math.Max(0, group.Cap[r]);

    private void Move(double[] best, double step)
    {
        for (var r = 0; r < best.Length; r++)
        {
            trial[r] = Math.Clamp(best[r] + (step * direction[r]), 0, Most(r));
        }
    }

    private void Average(double[] best, double alphaMost, out double along)
    {
        double top = 0, bottom = 0;
        along = 0;
        for (var r = 0; r < direction.Length; r++)
        {
            if (!IsFree(best, r, direction[r]))
            {
                // A barred direction is no use to anyone; the fresh gradient may point the other way.
                direction[r] = pricing.Gradient[r];
                continue;
            }

            var d = pricing.Gradient[r] - direction[r];
            along += direction[r] * pricing.Gradient[r];
            top -= direction[r] * d;
            bottom += d * d;
        }

        var alpha = bottom <= 0 ? alphaMost : top / bottom;
        alpha = alpha < 0 ? alphaMost / 10 : Math.Min(alpha, alphaMost);
        for (var r = 0; r < direction.Length; r++)
        {
            direction[r] += alpha * (pricing.Gradient[r] - direction[r]);
        }

        Note(alpha);
    }

    private void Note(double weight) => course.Add(([.. pricing.Pick], weight));

    /// <summary>Each step's picks fade by what later steps weighed.</summary>
    private (int, double)[][] Usage()
    {
        var usage = new (int, double)[group.PlaceCount][];
        var weight = new double[course.Count];
        var fade = 1.0;
        for (var t = course.Count - 1; t >= 0; t--)
        {
            weight[t] = fade * course[t].Weight;
            fade *= 1 - course[t].Weight;
        }

        SortedDictionary<int, double> seen = [];
        for (var i = 0; i < usage.Length; i++)
        {
            seen.Clear();
            for (var t = 0; t < weight.Length; t++)
            {
                if (course[t].Picks[i] >= 0 && weight[t] > 1e-4)
                {
                    seen[course[t].Picks[i]] = seen.GetValueOrDefault(course[t].Picks[i]) + weight[t];
                }
            }

            usage[i] = [.. seen.Where(s => s.Value > 0.002).Select(s => (s.Key, s.Value))];
        }

        return usage;
    }
}
