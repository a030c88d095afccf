namespace Doorstep.Plan.Twin;

/// <summary>Quantiles of Student's t for whole degrees of freedom, from the finite series of its distribution (Abramowitz and Stegun 26.7.3–4) by bisection.</summary>
internal static class Student
{
    /// <summary>The t that a value exceeds in size with probability <paramref name="outside"/> (0–1, both sides together); degrees of freedom ≥ 1.</summary>
    public static double Quantile(int freedom, double outside)
    {
        double low = 0, high = 1;
        while (Outside(freedom, high) > outside)
        {
            high *= 2;
        }

        for (var step = 0; step < 100; step++)
        {
            var middle = 0.5 * (low + high);
            (low, high) = Outside(freedom, middle) > outside ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static double Outside(int freedom, double t)
    {
        var angle = Math.Atan(t / Math.Sqrt(freedom));
        var (sine, cosine) = Math.SinCos(angle);
        double sum = 0, term = freedom % 2 == 0 ? 1 : cosine;
        for (var k = freedom % 2 == 0 ? 2 : 3; k <= freedom; k += 2)
        {
            sum += term;
            term *= cosine * cosine * (k - 1) / k;
        }

        return 1 - (freedom % 2 == 0 ? sine * sum : 2 / Math.PI * (angle + (sine * sum)));
    }
}
