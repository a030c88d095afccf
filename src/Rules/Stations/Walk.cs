namespace Doorstep.Rules.Stations;

/// <summary>A way on foot.</summary>
/// <param name="Estimated">True where no network of paths is known and the straight line was stretched instead; pages say so.</param>
public readonly record struct Walk(Metres Length, bool Estimated)
{
    /// <summary>The straight line times the city's detour factor (setting `walk.detour`, usually 1.4).</summary>
    public static Walk Estimate(Metres straight, double detour) => new(new(straight.Value * detour), Estimated: true);

    /// <summary>Whole minutes at 1.2 m/s, rounded up.</summary>
    public int Minutes => (int)Math.Ceiling(Length.Value / 1.2 / 60);
}
