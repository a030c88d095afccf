using Doorstep.Plan.Siting.Classic.Reading;

namespace Doorstep.Plan.Siting.Classic;

/// <summary>Recomputes a plan from the input alone, sharing nothing with the solvers.</summary>
public static class PlanCheck
{
    /// <summary>The objective of a choice of sites and shares, or the sentence of the first rule it breaks.</summary>
    public static (double Objective, string Fault) Value(LocationInput input, LocationQuestion question, IReadOnlyList<int> sites, IReadOnlyList<Share> shares)
    {
        var open = sites.ToHashSet();
        if (open.Count != sites.Count || open.Any(j => j < 0 || j >= input.Sites.Count))
        {
            return (double.NaN, "A site is chosen twice or does not exist.");
        }

        if (shares.FirstOrDefault(s => !open.Contains(s.Site)) is { Part: > 0 } stray)
        {
            return (double.NaN, $"Point {input.Points[stray.Point]} is served by a site that is not open.");
        }

        var served = new double[input.Points.Count];
        foreach (var share in shares)
        {
            served[share.Point] += share.Part;
        }

        var count = question.Count ?? input.Count;
        return question.Model switch
        {
            LocationModel.Lscp => Lscp(input, question, sites, shares, served),
            LocationModel.Mclp => Mclp(input, question, count, sites, shares, served),
            LocationModel.PMedian => Counted(sites, count) ?? Everyone(input, served) ?? (Serving(input, shares), ""),
            LocationModel.PCentre => Counted(sites, count) ?? Everyone(input, served) ?? (shares.Max(s => Distances.Between(input, s.Point, s.Site)), ""),
            LocationModel.CapacitatedPMedian => Counted(sites, count) ?? Everyone(input, served) ?? Undivided(input, shares) ?? Loads(input, shares) ?? (Serving(input, shares), ""),
            LocationModel.Cfl => Everyone(input, served) ?? Loads(input, shares) ?? (Opening(input, sites) + Serving(input, shares), ""),
            LocationModel.Sscfl => Everyone(input, served) ?? Undivided(input, shares) ?? Loads(input, shares) ?? (Opening(input, sites) + Serving(input, shares), ""),
            _ => throw new ArgumentOutOfRangeException(nameof(question)),
        };
    }

    private static (double, string) Lscp(LocationInput input, LocationQuestion question, IReadOnlyList<int> sites, IReadOnlyList<Share> shares, double[] served) =>
        Everyone(input, served) ?? Reached(input, question, shares) ?? (input.Opening is null ? sites.Count : Opening(input, sites), "");

    private static (double, string) Mclp(LocationInput input, LocationQuestion question, int? count, IReadOnlyList<int> sites, IReadOnlyList<Share> shares, double[] served)
    {
        if (question.Budget is { } budget ? Opening(input, sites) > budget + 1e-6 : sites.Count > count)
        {
            return (double.NaN, "The sites cost more than the budget, or are more than the count.");
        }

        return Reached(input, question, shares) ?? (Enumerable.Range(0, served.Length).Where(i => served[i] > 0).Sum(i => input.Demand[i]), "");
    }

    private static (double, string)? Counted(IReadOnlyList<int> sites, int? count) =>
        sites.Count == count ? null : (double.NaN, $"{sites.Count} sites are open instead of {count}.");

    private static (double, string)? Everyone(LocationInput input, double[] served)
    {
        var point = Array.FindIndex(served, s => Math.Abs(s - 1) > 1e-6);
        return point < 0 ? null : (double.NaN, $"Point {input.Points[point]} is served {served[point]:0.######} times.");
    }

    private static (double, string)? Undivided(LocationInput input, IReadOnlyList<Share> shares)
    {
        var split = shares.Where(s => Math.Abs(s.Part - 1) > 1e-9).Select(s => (int?)s.Point).FirstOrDefault();
        return split is { } point ? (double.NaN, $"Point {input.Points[point]} is split.") : null;
    }

    private static (double, string)? Reached(LocationInput input, LocationQuestion question, IReadOnlyList<Share> shares)
    {
        var far = shares.Where(s => Distances.Between(input, s.Point, s.Site) > question.Radius).Select(s => (int?)s.Point).FirstOrDefault();
        return far is { } point ? (double.NaN, $"Point {input.Points[point]} is beyond the radius.") : null;
    }

    private static (double, string)? Loads(LocationInput input, IReadOnlyList<Share> shares)
    {
        if (input.Capacity is not { } capacity)
        {
            return null;
        }

        var load = new double[capacity.Length];
        foreach (var share in shares)
        {
            load[share.Site] += share.Part * input.Demand[share.Point];
        }

        var over = Enumerable.Range(0, load.Length).Where(j => load[j] > capacity[j] * (1 + 1e-9) + 1e-6).Select(j => (int?)j).FirstOrDefault();
        return over is { } site ? (double.NaN, $"Site {input.Sites[site]} carries {load[site]:0.###} of {capacity[site]:0.###}.") : null;
    }

    private static double Opening(LocationInput input, IReadOnlyList<int> sites) => input.Opening is { } f ? sites.Sum(j => f[j]) : 0;

    private static double Serving(LocationInput input, IReadOnlyList<Share> shares) => shares.Sum(s => s.Part * Distances.Cost(input, s.Point, s.Site));
}
