namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>A choice of sites with its service; `Cost` is +∞ when the sites cannot serve everyone.</summary>
internal sealed record Serving(int[] Sites, double Cost, List<Share> Shares)
{
    public static Serving None { get; } = new([], double.PositiveInfinity, []);
}
