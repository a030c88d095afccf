namespace Doorstep.Plan.Twin;

/// <summary>One driver with everything about him that chance decides, drawn before any station is asked: the same in every plan.</summary>
/// <param name="At">Minutes since the start.</param>
internal readonly record struct Driver(double At, double Choice, double Patience, double Charging, double Overstay);

/// <summary>
/// The drivers of one stream, in order of arrival: a Poisson process whose rate changes every half-hour. Its own generator (SplitMix64, seeded by
/// replication and stream) gives every driver the same five numbers whatever else the plan holds: common random numbers.
/// </summary>
internal sealed class Drivers
{
    private readonly TwinStream stream;

    private readonly TwinSettings settings;

    private readonly double workday;

    private readonly double weekend;

    private readonly double sigma;

    private ulong state;

    private double at;

    public Drivers(TwinStream stream, TwinSettings settings, int replication)
    {
        this.stream = stream;
        this.settings = settings;
        workday = stream.Shape.Workday.Sum();
        weekend = stream.Shape.Weekend.Sum();
        sigma = Math.Sqrt(Math.Log(1 + (settings.Spread * settings.Spread)));
        state = unchecked(((ulong)(uint)settings.Seed << 32) ^ ((ulong)(uint)replication * 0xD1342543DE82EF95UL) ^ ((ulong)(uint)stream.Key * 0x9E3779B97F4A7C15UL));
    }

    /// <summary>The next driver before <paramref name="until"/> minutes, or null.</summary>
    public Driver? Next(double until)
    {
        var exposure = -Math.Log(1 - Draw());
        var choice = Draw();
        var patience = Draw();
        var charging = Multiplier(Draw(), Draw());
        var overstay = -Math.Log(1 - Draw());
        while (at < until)
        {
            var half = (long)(at / 30);
            var day = half / 48 % 7;
            var weights = day < 5 ? stream.Shape.Workday : stream.Shape.Weekend;
            var perMinute = stream.PerDay * weights[(int)(half % 48)] / (day < 5 ? workday : weekend) / 30;
            var end = (half + 1) * 30.0;
            if (perMinute > 0 && exposure <= (end - at) * perMinute)
            {
                at += exposure / perMinute;
                return new Driver(at, choice, patience, charging, overstay);
            }

            exposure -= (end - at) * perMinute;
            at = end;
        }

        return null;
    }

    /// <summary>A factor with mean 1 on the mean time.</summary>
    private double Multiplier(double a, double b) => settings.Exponential
        ? -Math.Log(1 - a)
        : Math.Exp((sigma * Math.Sqrt(-2 * Math.Log(1 - a)) * Math.Cos(2 * Math.PI * b)) - (sigma * sigma / 2));

    private double Draw()
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
}
