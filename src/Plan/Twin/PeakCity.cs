using Doorstep.Plan.Siting.Problem;

namespace Doorstep.Plan.Twin;

/// <summary>
/// The plan's claim as a city for the twin: each window's queue at each place stands alone and meets the arrivals the plan sends it at its peak, hour after hour.
/// The class of a twin pool is the number of the window.
/// </summary>
internal static class PeakCity
{
    public static TwinCity Of(SitingProblem problem, PlannedPlaces places)
    {
        var windows = problem.Rules.Windows;
        List<TwinStation> stations = [];
        List<TwinStream> streams = [];
        var keys = problem.Candidates.Select(c => c.Id).Concat(problem.Stations.Select(s => s.Id)).Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i);
        for (var p = 0; p < places.All.Count; p++)
        {
            var place = places.All[p];
            stations.Add(new(place.Id, [.. windows.Select((w, number) => new TwinPool(number, places.Piles(place, w.Class))).Where(pool => pool.Piles.Count > 0)]));
            foreach (var load in place.Pools.Where(l => l.Arrivals > 0))
            {
                var window = Enumerable.Range(0, windows.Count).First(w => windows[w].Id == load.Window);
                streams.Add(new((keys[place.Id] * windows.Count) + window, window, load.Arrivals * 24, DayShape.Even, [(p, 1.0)], []));
            }
        }

        return new(stations, streams);
    }
}
