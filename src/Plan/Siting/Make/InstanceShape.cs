namespace Doorstep.Plan.Siting.Make;

/// <summary>Size and texture of a generated problem. <see cref="SquareKilometres"/> sets how many sites a community can walk to.</summary>
public sealed record InstanceShape(int Communities, int Sites, double SquareKilometres, int Seed)
{
    /// <summary>About 6 sites in reach of a community.</summary>
    public static InstanceShape Sparse(int communities, int sites, int seed) => new(communities, sites, sites * 0.24, seed);

    /// <summary>About 20 sites in reach of a community.</summary>
    public static InstanceShape Dense(int communities, int sites, int seed) => new(communities, sites, sites * 0.055, seed);
}
