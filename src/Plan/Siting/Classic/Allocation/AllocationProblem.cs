using Doorstep.Plan.Siting.Classic.Reading;

namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>Open sites and serve every point: p-median, capacitated p-median, CFL and SSCFL in one form.</summary>
/// <param name="Cost">Cost of serving a point whole, point-major; +∞ where a site cannot.</param>
/// <param name="Opening">Cost of opening each site.</param>
/// <param name="Demand">Demand of each point.</param>
/// <param name="Capacity">Capacity of each site; +∞ where unlimited.</param>
/// <param name="Rules">How many sites, and whether a point may be split.</param>
internal sealed record AllocationProblem(double[] Cost, double[] Opening, double[] Demand, double[] Capacity, AllocationRules Rules)
{
    public int Points { get; } = Demand.Length;
    public int Sites { get; } = Opening.Length;
    public int? Count => Rules.Count;

    /// <summary>False when any single site could serve everything: capacities then say nothing.</summary>
    public bool Limited { get; } = Capacity.Any(s => s < Demand.Sum());

    public double TotalDemand { get; } = Demand.Sum();

    /// <summary>True when every plan costs a whole number, so a bound rounds up to the next.</summary>
    public bool Whole { get; } = (Rules.SingleSource || Capacity.All(s => s >= Demand.Sum()))
        && Array.TrueForAll(Cost, c => double.IsPositiveInfinity(c) || (c == Math.Floor(c) && c < 1e11))
        && Array.TrueForAll(Opening, f => f == Math.Floor(f) && f < 1e11);

    public static AllocationProblem From(LocationInput input, AllocationRules rules, bool opening, bool capacity)
    {
        var (n, m) = (input.Points.Count, input.Sites.Count);
        var cost = new double[(long)n * m];
        if (input.Reach is Reach.Arcs arcs)
        {
            Array.Fill(cost, double.PositiveInfinity);
            for (var i = 0; i < n; i++)
            {
                for (var a = arcs.Start[i]; a < arcs.Start[i + 1]; a++)
                {
                    cost[(i * m) + arcs.Site[a]] = arcs.Distance[a] * input.Demand[i];
                }
            }
        }
        else
        {
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < m; j++)
                {
                    cost[(i * m) + j] = Distances.Cost(input, i, j);
                }
            }
        }

        return new AllocationProblem(
            cost,
            opening && input.Opening is { } f ? f : new double[m],
            input.Demand,
            capacity && input.Capacity is { } s ? s : [.. Enumerable.Repeat(double.PositiveInfinity, m)],
            rules);
    }

    /// <summary>The same points with some of the sites.</summary>
    public AllocationProblem On(IReadOnlyList<int> sites)
    {
        var cost = new double[(long)Points * sites.Count];
        for (var i = 0; i < Points; i++)
        {
            for (var k = 0; k < sites.Count; k++)
            {
                cost[(i * sites.Count) + k] = Cost[(i * Sites) + sites[k]];
            }
        }

        return new AllocationProblem(cost, [.. sites.Select(j => Opening[j])], Demand, [.. sites.Select(j => Capacity[j])], Rules);
    }
}

/// <summary>Rules of an allocation.</summary>
/// <param name="Count">Exactly so many sites; null leaves the number open.</param>
/// <param name="SingleSource">True when a point must be served whole by one site.</param>
internal sealed record AllocationRules(int? Count, bool SingleSource);
