using Doorstep.Plan.Siting.Model;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Plan.Twin;

/// <summary>
/// Ordinary days of a plan as a city for the twin: the drivers of each community and class come over the day, go where the plan sends its busiest window, and look
/// further among the places in reach when they are turned away. Drivers whom the plan leaves unserved stay away.
/// </summary>
internal static class PlannedCity
{
    public static TwinCity Of(SitingProblem problem, PlanDocument plan, PlannedPlaces places)
    {
        PileClass[] classes = [PileClass.Fast, PileClass.Slow];
        var stations = places.All.Select(p => new TwinStation(
            p.Id, [.. classes.Select(c => new TwinPool((int)c, places.Piles(p, c))).Where(pool => pool.Piles.Count > 0)], p.GridKilowatts ?? double.PositiveInfinity)).ToList();
        var reach = Reach(problem, places);
        var flows = plan.Flows.ToLookup(f => (f.Community, f.Window));
        List<TwinStream> streams = [];
        for (var i = 0; i < problem.Communities.Count; i++)
        {
            var community = problem.Communities[i];
            foreach (var of in classes)
            {
                var busiest = problem.Rules.Windows.Where(w => w.Class == of).MaxBy(w => DemandTable.Arrivals(problem.Rules, community, w));
                var peak = busiest is null ? 0 : DemandTable.Arrivals(problem.Rules, community, busiest);
                if (peak <= 0)
                {
                    continue;
                }

                List<(int, double)> goes = [.. flows[(community.Id, busiest!.Id)].OrderByDescending(f => f.Arrivals).Select(f => (places.Number[f.Site], f.Arrivals / peak))];
                if (goes.Count > 0)
                {
                    streams.Add(new((2 * i) + (int)of, (int)of, peak / PeakShare(problem.Rules, busiest, of), DayProfile.Shape(problem.Rules, of), goes, reach[i]));
                }
            }
        }

        // A class nobody comes for has nothing to foresee.
        return new([.. stations.Select(s => s with { Pools = [.. s.Pools.Where(p => streams.Exists(x => x.Class == p.Class))] })], streams);
    }

    /// <summary>The share of the day that the peak hour carries in the profile, so that the peak of the day is the peak of the plan.</summary>
    private static double PeakShare(PlanRules rules, PeakWindow window, PileClass of)
    {
        var hours = DayProfile.Hours(rules, of);
        var from = window.From ?? (of == PileClass.Fast ? 18 : 23);
        return Math.Max(1e-6, hours[from % 24]);
    }

    /// <summary>Places of the plan in reach of each community, nearest first.</summary>
    private static List<int>[] Reach(SitingProblem problem, PlannedPlaces places)
    {
        string[] ids = [.. problem.Stations.Select(s => s.Id), .. problem.Candidates.Select(c => c.Id)];
        var near = WalkingReach.Find(problem).Where(p => places.Number.ContainsKey(ids[p.Place])).ToLookup(p => p.Community);
        return [.. problem.Communities.Select((_, i) => near[i].OrderBy(p => p.Metres).Select(p => places.Number[ids[p.Place]]).ToList())];
    }
}
