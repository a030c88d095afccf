using Doorstep.Rules.Stations;

namespace Doorstep.Rules.Siting;

/// <summary>A peak window of one class: the share (0–1) of a day's sessions of that class that arrive in its busiest hour.</summary>
public sealed record GapWindow(string Id, PileKind Class, double HourShare);

/// <summary>How a gap is reckoned on a day; every figure is a dated city setting with its source.</summary>
/// <param name="PrivateShare">Private piles per vehicle (0–1) below which a community may be in the first batch (policy: 0.4).</param>
/// <param name="SessionsPerVehicleDay">Sessions on public piles per vehicle without a private pile and day (≥ 0).</param>
/// <param name="FastShare">The share of those sessions (0–1) that wants a fast pile.</param>
public sealed record GapRules(double PrivateShare, double SessionsPerVehicleDay, double FastShare, IReadOnlyList<GapWindow> Windows)
{
    /// <summary>Arrivals/h of a window from so many vehicles without a private pile.</summary>
    public double Arrivals(int vehiclesWithoutPile, GapWindow window) =>
        vehiclesWithoutPile * SessionsPerVehicleDay * (window.Class is PileKind.Dc ? FastShare : 1 - FastShare) * window.HourShare;
}

/// <summary>Who needs charging: a community's vehicles and private piles by its newest confirmed survey (counts ≥ 0).</summary>
public sealed record GapDemand(string Community, int Vehicles, int PrivatePiles)
{
    public int VehiclesWithoutPile => Math.Max(0, Vehicles - PrivatePiles);
}

/// <summary>The piles of one class at a public station, and the arrivals/h they take at the service level.</summary>
public sealed record GapPool(string Station, PileKind Class, int Piles, double ArrivalsPerHour);

/// <summary>A community's walk to a station within the service radius.</summary>
public sealed record GapWalk(string Community, string Station);
