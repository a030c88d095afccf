using Doorstep.Plan.Siting.Solve.Branching;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>What proves a lower bound: multipliers, the cuts some of them belong to, and the groups of places that were branched.</summary>
internal sealed record CityProof(double Bound, Prices Prices, PileCuts Cuts, IReadOnlyList<GroupProof> Groups);
