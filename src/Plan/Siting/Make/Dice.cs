namespace Doorstep.Plan.Siting.Make;

/// <summary>A seeded generator (SplitMix64) whose sequence is ours: library generators may change between versions, published figures may not.</summary>
internal sealed class Dice(long seed)
{
    private ulong state = unchecked((ulong)seed * 0x9E3779B97F4A7C15UL);

    /// <summary>Uniform in [0, 1).</summary>
    public double Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }

    public double Between(double low, double high) => low + ((high - low) * Next());

    /// <summary>Whole number in [low, high].</summary>
    public int Whole(int low, int high) => low + (int)(Next() * (high - low + 1));

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next());
}
