using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Verify;

/// <summary>A demand row as the verifier computes it.</summary>
internal readonly record struct CheckedRow(double Demand, double Penalty, double UnservedLimit, double Vehicles);

/// <summary>Everything the verifier derives from the problem alone, by its own formulas.</summary>
internal sealed class CheckedFacts
{
    private const double EarthRadius = 6_371_008.8;
    private readonly Dictionary<(double Minutes, int Piles, double Level), double> capacity = [];
    private readonly Dictionary<(string, string), double>? walks;

    public CheckedFacts(SitingProblem problem)
    {
        Problem = problem;
        Communities = problem.Communities.ToDictionary(c => c.Id);
        Stations = problem.Stations.ToDictionary(s => s.Id);
        Candidates = problem.Candidates.ToDictionary(c => c.Id);
        Windows = problem.Rules.Windows.ToDictionary(w => w.Id);
        Types = problem.Rules.PileTypes.ToDictionary(t => t.Id);
        walks = problem.Walks?.GroupBy(w => (w.Community, w.Site)).ToDictionary(g => g.Key, g => g.Min(w => w.Metres));
        Reach = FindReach();
        Priority = FindPriority();
        foreach (var community in problem.Communities)
        {
            foreach (var window in problem.Rules.Windows)
            {
                Rows[(community.Id, window.Id)] = Row(community, window);
            }
        }
    }

    public SitingProblem Problem { get; }

    public Dictionary<string, Community> Communities { get; }

    public Dictionary<string, ExistingStation> Stations { get; }

    public Dictionary<string, Candidate> Candidates { get; }

    public Dictionary<string, PeakWindow> Windows { get; }

    public Dictionary<string, PileType> Types { get; }

    public Dictionary<(string Community, string Window), CheckedRow> Rows { get; } = [];

    /// <summary>Communities in reach of each site or station, with metres.</summary>
    public Dictionary<string, List<(string Community, double Metres)>> Reach { get; }

    public HashSet<string> Priority { get; }

    /// <summary>Walking distance in metres from the nearest gate; infinite when a given table has no such walk.</summary>
    public double Walk(string community, string place)
    {
        if (walks is not null)
        {
            return walks.TryGetValue((community, place), out var metres) ? metres : double.PositiveInfinity;
        }

        var at = Stations.TryGetValue(place, out var station) ? station.Place : Candidates[place].Place;
        return Communities[community].Gates.Min(g => Chord(g, at)) * Problem.Rules.Reach.Detour;
    }

    /// <summary>What a plan must keep at every queue: of the longer waits that the level allows, it uses up all but the margin.</summary>
    public double PlannedLevel => 1 - ((1 - Problem.Rules.Service.Level) * (1 - Problem.Rules.Service.Margin));

    /// <summary>Arrivals/h that equal piles take in a plan: under the promise, less the planning margin.</summary>
    public double Capacity(int piles, double minutes) => Capacity(piles, minutes, PlannedLevel);

    private double Capacity(int piles, double minutes, double level)
    {
        if (piles == 0)
        {
            return 0;
        }

        if (!capacity.TryGetValue((minutes, piles, level), out var known))
        {
            capacity[(minutes, piles, level)] = known = LogErlang.MostArrivals(piles, minutes, Problem.Rules.Service.WaitMinutes, level);
        }

        return known;
    }

    /// <summary>Piles and mean occupied minutes of one class in a mix.</summary>
    public (int Piles, double Minutes) Pool(IReadOnlyDictionary<string, int> piles, PileClass of)
    {
        var own = piles.Where(p => Types[p.Key].Class == of && p.Value > 0).ToList();
        var count = own.Sum(p => p.Value);
        return count == 0 ? (0, 0) : (count, own.Sum(p => p.Value * Types[p.Key].OccupiedMinutes) / count);
    }

    public double Kva(double kilowatts) => kilowatts * Problem.Rules.Power.SiteSimultaneity / Problem.Rules.Power.PowerFactor;

    /// <summary>Straight distance through the angle between two directions from the centre of the earth.</summary>
    public static double Chord(GeoPoint a, GeoPoint b)
    {
        var (ax, ay, az) = Direction(a);
        var (bx, by, bz) = Direction(b);
        var chord = Math.Sqrt(((ax - bx) * (ax - bx)) + ((ay - by) * (ay - by)) + ((az - bz) * (az - bz)));
        return 2 * EarthRadius * Math.Asin(Math.Min(1, chord / 2));
    }

    private static (double X, double Y, double Z) Direction(GeoPoint p)
    {
        var (longitude, latitude) = (p.Longitude * Math.PI / 180, p.Latitude * Math.PI / 180);
        return (Math.Cos(latitude) * Math.Cos(longitude), Math.Cos(latitude) * Math.Sin(longitude), Math.Sin(latitude));
    }

    private double Demand(Community community, PeakWindow window)
    {
        if (community.Arrivals.TryGetValue(window.Id, out var surveyed))
        {
            return surveyed;
        }

        var demand = Problem.Rules.Demand;
        return Math.Max(0, community.Vehicles - community.PrivatePiles) * demand.SessionsPerVehicleDay * (window.Class == PileClass.Fast ? demand.FastShare : 1 - demand.FastShare) * window.HourShare;
    }

    private CheckedRow Row(Community community, PeakWindow window)
    {
        var rules = Problem.Rules;
        var q = Demand(community, window);
        var first = Priority.Contains(community.Id);
        var weight = first ? 1 + rules.Priority.ExtraWeight : 1;
        var share = window.Class == PileClass.Fast ? rules.Demand.FastShare : 1 - rules.Demand.FastShare;
        var vehicles = Math.Max(0, community.Vehicles - community.PrivatePiles) * share / rules.Windows.Count(w => w.Class == window.Class);
        var penalty = rules.Aim == Aim.LeastCost ? weight * rules.Missing.PerArrival : q > 0 ? weight * vehicles / q : 0;
        return new(q, penalty, first ? q * (1 - rules.Priority.ServedShare) : q, vehicles);
    }

    /// <summary>Sorted by latitude, each gate looks only at places in its band.</summary>
    private Dictionary<string, List<(string, double)>> FindReach()
    {
        var limit = Problem.Rules.Reach.Metres;
        Dictionary<string, List<(string Community, double Metres)>> reach = [];
        foreach (var id in Stations.Keys.Concat(Candidates.Keys))
        {
            reach[id] = [];
        }

        if (walks is not null)
        {
            foreach (var ((community, place), metres) in walks)
            {
                if (metres <= limit)
                {
                    reach[place].Add((community, metres));
                }
            }

            return reach;
        }

        var places = Problem.Stations.Select(s => (s.Id, s.Place)).Concat(Problem.Candidates.Select(c => (c.Id, c.Place))).OrderBy(p => p.Place.Latitude).ToArray();
        var latitudes = places.Select(p => p.Place.Latitude).ToArray();
        var band = limit / Problem.Rules.Reach.Detour / EarthRadius * 180 / Math.PI * 1.001;
        foreach (var community in Problem.Communities)
        {
            HashSet<string> near = [];
            foreach (var gate in community.Gates)
            {
                var from = Array.BinarySearch(latitudes, gate.Latitude - band);
                for (var i = from < 0 ? ~from : from; i < places.Length && latitudes[i] <= gate.Latitude + band; i++)
                {
                    if (Math.Abs(places[i].Place.Longitude - gate.Longitude) < band * 12)
                    {
                        near.Add(places[i].Id);
                    }
                }
            }

            foreach (var id in near)
            {
                var metres = Walk(community.Id, id);
                if (metres <= limit)
                {
                    reach[id].Add((community.Id, metres));
                }
            }
        }

        return reach;
    }

    /// <summary>First-batch scenarios: few private piles, and too little from a fair share of the stations in reach, which keep the promise itself and no margin.</summary>
    private HashSet<string> FindPriority()
    {
        var rules = Problem.Rules;
        Dictionary<(string, string), double> share = [];
        foreach (var station in Problem.Stations)
        {
            foreach (var window in rules.Windows)
            {
                var (piles, minutes) = Pool(station.Piles, window.Class);
                var wanted = Reach[station.Id].Sum(r => Demand(Communities[r.Community], window));
                foreach (var (community, _) in Reach[station.Id])
                {
                    var part = wanted > 0 ? Capacity(piles, minutes, rules.Service.Level) * Demand(Communities[community], window) / wanted : 0;
                    share[(community, window.Id)] = share.GetValueOrDefault((community, window.Id)) + part;
                }
            }
        }

        return [.. Problem.Communities.Where(c => c.Priority ?? (c.Vehicles > 0 && (double)c.PrivatePiles / c.Vehicles < rules.Priority.Ratio
            && rules.Windows.Any(w => share.GetValueOrDefault((c.Id, w.Id)) < Demand(c, w) * (1 - 1e-9)))).Select(c => c.Id)];
    }
}
