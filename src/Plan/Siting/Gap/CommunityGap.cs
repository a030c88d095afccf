using System.Globalization;
using Doorstep.Plan.Siting.Problem;

namespace Doorstep.Plan.Siting.Gap;

/// <summary>
/// One community in one peak window: arrivals/h that want a public pile, the public piles of that class in reach, the arrivals/h that are its fair share of what those
/// can take at the service level, and the arrivals/h left over.
/// </summary>
public sealed record WindowGap(string Window, PileClass Class, double Arrivals, int PilesInReach, double Capacity)
{
    public double Gap => Math.Max(0, Arrivals - Capacity);
}

/// <summary>What a community has and lacks (缺口), and whether it is a first-batch scenario (示范场景), with the reason in words.</summary>
public sealed record CommunityGap(Community Community, IReadOnlyList<WindowGap> Windows, IReadOnlyList<(string Station, double Metres)> Stations)
{
    /// <summary>Candidate sites in reach.</summary>
    public int SitesInReach { get; init; }

    /// <summary>Threshold of the private-pile ratio below which a community may be a first-batch scenario (0–1).</summary>
    public required double RatioBelow { get; init; }

    public required bool FirstBatch { get; init; }

    /// <summary>True when walking distances are straight line × detour.</summary>
    public required bool DistancesAreEstimates { get; init; }

    /// <summary>Private piles per vehicle; null without vehicles.</summary>
    public double? PrivateRatio => Community.Vehicles > 0 ? (double)Community.PrivatePiles / Community.Vehicles : null;

    public bool FewPrivatePiles => PrivateRatio < RatioBelow;

    public double Arrivals => Windows.Sum(w => w.Arrivals);

    public double Short => Windows.Sum(w => w.Gap);

    /// <summary>Vehicles without a private pile, in the share of arrivals that nothing in reach can take.</summary>
    public double VehiclesShort => Arrivals > 0 ? Community.VehiclesWithoutPile * Short / Arrivals : 0;

    /// <summary>The reason of the flag, in one sentence.</summary>
    public string Reason(bool chinese)
    {
        var culture = CultureInfo.InvariantCulture;
        if (Community.Priority is { } said)
        {
            return chinese ? said ? "调查表指定为示范场景。" : "调查表指定不是示范场景。" : said ? "The survey names it a first-batch scenario." : "The survey says it is none.";
        }

        if (PrivateRatio is not { } ratio)
        {
            return chinese ? "没有新能源汽车。" : "It has no electric vehicles.";
        }

        var few = chinese
            ? string.Create(culture, $"私桩比 {ratio:P0}{(FewPrivatePiles ? "，低于" : "，不低于")} {RatioBelow:P0}")
            : string.Create(culture, $"private piles for {ratio:P0} of the vehicles, {(FewPrivatePiles ? "below" : "not below")} {RatioBelow:P0}");
        var worst = Windows.Where(w => w.Gap > 1e-9 * w.Arrivals).MaxBy(w => w.Gap);
        var lack = (worst, chinese) switch
        {
            (null, true) => "；范围内公共桩够用",
            (null, false) => "; the public piles in reach suffice",
            ({ } w, true) => string.Create(culture, $"；时段 {w.Window} 每小时需 {w.Arrivals:0.##} 次，范围内 {Stations.Count} 座站可分担 {w.Capacity:0.##} 次，缺 {w.Gap:0.##} 次"),
            ({ } w, false) => string.Create(culture, $"; window {w.Window} wants {w.Arrivals:0.##} arrivals/h, {Stations.Count} stations in reach can take {w.Capacity:0.##} of them, {w.Gap:0.##} are left"),
        };
        return few + lack + (chinese ? DistancesAreEstimates ? "（距离为估算）。" : "。" : DistancesAreEstimates ? " (distances are estimates)." : ".");
    }
}
