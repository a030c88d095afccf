namespace Doorstep.Rules.Siting;

/// <summary>One window of a community: who comes, what the stations within reach leave it, what is missing; all in arrivals/h.</summary>
/// <param name="Share">Its share of the capacity within reach, split among all who can walk there in proportion to their demand.</param>
public sealed record WindowGap(GapWindow Window, double Arrivals, double Share)
{
    /// <summary>A billionth of the demand is rounding, not a gap.</summary>
    private const double Rounding = 1e-9;

    public double Missing => Share < Arrivals * (1 - Rounding) ? Arrivals - Share : 0;
}

/// <summary>What is missing near a community, and whether it is a first-batch scenario 首批示范场景.</summary>
public sealed record CommunityGap(GapDemand Demand, int FastPiles, int SlowPiles, IReadOnlyList<WindowGap> Windows, ScenarioReason Reason)
{
    /// <summary>Private piles per vehicle; null without vehicles.</summary>
    public double? PrivateShare => Demand.Vehicles > 0 ? (double)Demand.PrivatePiles / Demand.Vehicles : null;

    public bool FirstBatch => Reason is ScenarioReason.FewPilesAndGap;

    /// <summary>The share (0–1) of its arrivals that its worst window leaves out.</summary>
    public double MissingShare => Windows.Select(w => w.Arrivals > 0 ? w.Missing / w.Arrivals : 0).DefaultIfEmpty(0).Max();

    /// <summary>Vehicles without a private pile that nobody serves in the worst window.</summary>
    public double VehiclesLeftOut => MissingShare * Demand.VehiclesWithoutPile;

    /// <summary>Missing arrivals/h over all windows.</summary>
    public double Missing => Windows.Sum(w => w.Missing);
}

/// <summary>Why a community is or is not a first-batch scenario (pilot policy, section 二 item 1).</summary>
public enum ScenarioReason
{
    /// <summary>Few private piles and too little within reach: it is one.</summary>
    FewPilesAndGap,

    /// <summary>Few private piles, but the public ones within reach suffice.</summary>
    NoGap,

    /// <summary>Private piles for enough of the vehicles; what is missing is missing all the same.</summary>
    EnoughPrivatePiles,

    /// <summary>No vehicles to charge.</summary>
    NoVehicles,
}
