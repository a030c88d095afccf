using System.Globalization;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Plan.Twin;

/// <summary>
/// A siting plan as a city for the twin: the sites it builds, the stations that stand, and one stream of drivers for each community and class, split
/// over the day as the problem's peak windows say and over stations as the plan's flows say. Who the plan does not serve stays away.
/// </summary>
public static class PlannedCity
{
    /// <summary>Share of the occupied time after charging ended; with it and <see cref="SessionKilowattHours"/> all usual pile types stay below their rated power.</summary>
    public const double OverstayShare = 0.15;

    /// <summary>Energy of a session, kWh (assumption: a half-full battery of a family car).</summary>
    public const double SessionKilowattHours = 25;

    public static TwinCity Of(SitingProblem problem, PlanDocument plan)
    {
        var candidates = problem.Candidates.ToDictionary(c => c.Id, StringComparer.Ordinal);
        var types = problem.Rules.PileTypes.ToDictionary(t => t.Id, StringComparer.Ordinal);
        List<TwinStation> stations =
        [
            .. plan.Sites.Select(s => new TwinStation(s.Id, Pools(s.Piles, types), GridOf(problem, candidates[s.Id]))),
            .. problem.Stations.Select(s => new TwinStation(s.Id, Pools(s.Piles, types))),
        ];
        var index = stations.Select((s, i) => (s.Id, i)).ToDictionary(s => s.Id, s => s.i, StringComparer.Ordinal);
        var flows = plan.Flows.ToLookup(f => f.Community, StringComparer.Ordinal);
        var windows = problem.Rules.Windows.ToDictionary(w => w.Id, StringComparer.Ordinal);
        List<TwinStream> streams = [];
        for (var i = 0; i < problem.Communities.Count; i++)
        {
            foreach (var of in Enum.GetValues<PileClass>())
            {
                if (Stream(problem, i, of, flows[problem.Communities[i].Id].Where(f => windows[f.Window].Class == of).ToLookup(f => index[f.Site])) is { } stream)
                {
                    streams.Add(stream);
                }
            }
        }

        // A class nobody comes for has nothing to foresee.
        return new([.. stations.Select(s => s with { Pools = [.. s.Pools.Where(p => streams.Exists(x => x.Class == p.Class))] })], streams);
    }

    private static TwinStream? Stream(SitingProblem problem, int number, PileClass of, ILookup<int, PlannedFlow> flows)
    {
        var community = problem.Communities[number];
        PeakWindow[] windows = [.. problem.Rules.Windows.Where(w => w.Class == of && w.HourShare > 0)];
        var perHour = windows.Sum(w => Arrivals(problem.Rules, community, w));
        if (windows.Length == 0 || perHour <= 0)
        {
            return null;
        }

        List<(int, double)> goes = [.. flows.Select(f => (f.Key, f.Sum(x => x.Arrivals) / perHour)).OrderByDescending(g => g.Item2).ThenBy(g => g.Item1)];
        return new((2 * number) + (int)of, (int)of, perHour / windows.Sum(w => w.HourShare), Day(windows), goes, []);
    }

    private static double Arrivals(PlanRules rules, Community community, PeakWindow window) => community.Arrivals.TryGetValue(window.Id, out var surveyed)
        ? surveyed
        : community.VehiclesWithoutPile * rules.Demand.SessionsPerVehicleDay * (window.Class == PileClass.Fast ? rules.Demand.FastShare : 1 - rules.Demand.FastShare) * window.HourShare;

    /// <summary>The windows' hours carry their shares; the rest of the day spreads over the waking hours.</summary>
    private static DayShape Day(PeakWindow[] windows)
    {
        var hours = new double[24];
        foreach (var window in windows)
        {
            foreach (var hour in HoursOf(window.Id, window.Class))
            {
                hours[hour] = window.HourShare;
            }
        }

        var rest = Math.Max(0, 1 - hours.Sum());
        var others = Enumerable.Range(0, 24).Where(h => hours[h] == 0).Sum(Waking);
        for (var h = 0; h < 24; h++)
        {
            hours[h] = hours[h] > 0 || others <= 0 ? hours[h] : rest * Waking(h) / others;
        }

        double[] halves = [.. Enumerable.Range(0, 48).Select(h => hours[h / 2])];
        return new(halves, halves);
    }

    private static double Waking(int hour) => hour is >= 7 and < 23 ? 1 : 0.2;

    /// <summary>`weekday-18-20` → 18, 19 · `valley-23` → 23 · a name without hours: the evening for fast piles, late evening for slow ones.</summary>
    private static IEnumerable<int> HoursOf(string window, PileClass of)
    {
        int[] named = [.. window.Split('-').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour <= 24 ? hour : -1).Where(h => h >= 0)];
        return named switch
        {
            [var only] when only < 24 => [only],
            [var from, var until, ..] when from < until => Enumerable.Range(from, until - from),
            _ => of == PileClass.Fast ? [18, 19] : [22],
        };
    }

    private static List<TwinPool> Pools(IReadOnlyDictionary<string, int> piles, Dictionary<string, PileType> types) =>
    [
        .. piles.Where(p => p.Value > 0).GroupBy(p => types[p.Key].Class).OrderBy(g => g.Key)
            .Select(g => new TwinPool((int)g.Key, [.. g.OrderBy(p => p.Key, StringComparer.Ordinal).SelectMany(p => Enumerable.Repeat(Pile(types[p.Key]), p.Value))])),
    ];

    private static TwinPile Pile(PileType type)
    {
        var charging = type.OccupiedMinutes * (1 - OverstayShare);
        return new(Math.Min(type.Kilowatts, SessionKilowattHours * 60 / charging), charging, type.OccupiedMinutes * OverstayShare);
    }

    private static double GridOf(SitingProblem problem, Candidate candidate) => (candidate.Offer.FreeKva + candidate.Offer.ExtraKva) * problem.Rules.Power.PowerFactor;
}
