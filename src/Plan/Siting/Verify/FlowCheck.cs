using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Plan.Siting.Verify;

/// <summary>Who is served where: within reach on foot, no more than there is, and every pool within its service promise.</summary>
internal sealed class FlowCheck(CheckedFacts facts, Claims check)
{
    /// <summary>P(wait ≤ promise) of the fullest queue looked at; 1 when nobody comes.</summary>
    public double Least { get; private set; } = 1;

    /// <summary>Arrivals/h served per community and window.</summary>
    /// <param name="flows">Who goes where.</param>
    /// <param name="sites">What is built.</param>
    /// <param name="stations">What is said of the standing stations; null for a first pass, which says nothing of them.</param>
    public Dictionary<(string Community, string Window), double> Run(IReadOnlyList<PlannedFlow> flows, IReadOnlyList<PlannedSite> sites, IReadOnlyList<PlannedStation>? stations)
    {
        var mixes = sites.ToDictionary(s => s.Id, s => s.Piles);
        foreach (var station in facts.Problem.Stations)
        {
            mixes[station.Id] = station.Piles;
        }

        Dictionary<(string, string), double> served = [], load = [];
        foreach (var flow in flows)
        {
            check.True(facts.Communities.ContainsKey(flow.Community), $"a flow comes from the unknown community '{flow.Community}'.");
            check.True(facts.Windows.ContainsKey(flow.Window), $"a flow is in the unknown window '{flow.Window}'.");
            check.True(mixes.ContainsKey(flow.Site), $"a flow goes to '{flow.Site}', which is neither planned nor standing.");
            check.True(double.IsFinite(flow.Arrivals) && flow.Arrivals >= 0, $"the flow from {flow.Community} to {flow.Site} is {flow.Arrivals}.");
            check.AtMost($"the walk from community '{flow.Community}' to '{flow.Site}' in metres", facts.Walk(flow.Community, flow.Site), facts.Problem.Rules.Reach.Metres);
            served[(flow.Community, flow.Window)] = served.GetValueOrDefault((flow.Community, flow.Window)) + flow.Arrivals;
            load[(flow.Site, flow.Window)] = load.GetValueOrDefault((flow.Site, flow.Window)) + flow.Arrivals;
        }

        foreach (var (row, amount) in served)
        {
            check.AtMost($"arrivals served of community '{row.Item1}' in window '{row.Item2}'", amount, facts.Rows[row].Demand);
        }

        var promise = facts.Problem.Rules.Service;
        var planned = facts.PlannedLevel;
        foreach (var ((site, windowId), amount) in load)
        {
            var (piles, minutes) = facts.Pool(mixes[site], facts.Windows[windowId].Class);
            check.True(piles > 0, $"'{site}' serves window '{windowId}' without a pile of its class.");
            var within = LogErlang.WithinWait(piles, amount * minutes / 60, minutes, promise.WaitMinutes);
            check.True(within >= promise.Level - 1e-6, $"at '{site}' in window '{windowId}' P(wait ≤ {promise.WaitMinutes} min) is {within:F6}, below the promised {promise.Level}.");
            check.True(within >= planned - 1e-6, $"at '{site}' in window '{windowId}' P(wait ≤ {promise.WaitMinutes} min) is {within:F6}; with its planning margin the plan must keep {planned:F6}.");
            Least = Math.Min(Least, within);
        }

        CheckPools(sites, stations, mixes, load);
        return served;
    }

    /// <summary>What the plan says of its queues, each once; a queue that people are sent to must not be kept quiet.</summary>
    private void CheckPools(IReadOnlyList<PlannedSite> sites, IReadOnlyList<PlannedStation>? stations, Dictionary<string, IReadOnlyDictionary<string, int>> mixes, Dictionary<(string Site, string Window), double> load)
    {
        var promise = facts.Problem.Rules.Service;
        HashSet<string> places = [];
        HashSet<(string, string)> told = [];
        foreach (var (id, pools) in sites.Select(s => (s.Id, s.Pools)).Concat((stations ?? []).Select(s => (s.Id, s.Pools))))
        {
            check.True(mixes.ContainsKey(id), $"'{id}' is not a station of this problem.");
            check.True(places.Add(id), $"'{id}' is in the plan twice.");
            foreach (var pool in pools)
            {
                check.True(told.Add((id, pool.Window)), $"the load of '{id}' in window '{pool.Window}' is claimed twice.");
                check.True(facts.Windows.ContainsKey(pool.Window), $"'{id}' names the unknown window '{pool.Window}'.");
                var (piles, minutes) = facts.Pool(mixes[id], facts.Windows[pool.Window].Class);
                var amount = load.GetValueOrDefault((id, pool.Window));
                check.Near($"load of '{id}' in window '{pool.Window}'", amount, pool.Arrivals);
                check.Near($"capacity of '{id}' in window '{pool.Window}'", facts.Capacity(piles, minutes), pool.Capacity);
                check.Near($"P(wait ≤ {promise.WaitMinutes} min) at '{id}' in window '{pool.Window}'", LogErlang.WithinWait(piles, amount * minutes / 60, minutes, promise.WaitMinutes), pool.WithinWait);
            }
        }

        foreach (var (site, window) in load.Keys.Where(k => stations is not null || !facts.Stations.ContainsKey(k.Site)))
        {
            check.True(told.Contains((site, window)), $"the load of '{site}' in window '{window}' is {load[(site, window)]:0.######} arrivals/h, which the plan leaves out.");
        }
    }
}
