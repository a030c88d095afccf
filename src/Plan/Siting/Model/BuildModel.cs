using System.Collections.Concurrent;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Queue;
using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Model;

/// <summary>Turns a checked siting problem into flat arrays. Candidates in <c>closed</c> offer nothing (strict outside-first, first pass).</summary>
internal static class BuildModel
{
    public static SitingModel Run(SitingProblem problem, IReadOnlySet<int>? closed = null)
    {
        var rules = problem.Rules;

        // Who is short today is a question of the promise itself; what may be built and filled keeps the margin too.
        var table = new ServiceTable(rules.Service.AsPlanned());
        var pairs = WalkingReach.Find(problem);
        var priority = DemandTable.Priority(problem, pairs, new(rules.Service));
        var (rows, rowOf) = Rows(problem, priority);
        var arcs = Arcs(problem, pairs, rows, rowOf);
        return new()
        {
            Rows = rows,
            Arcs = arcs,
            Offers = MakeOffers(problem, table, rows, arcs, closed),
            Limits = Limits(problem, rows),
        };
    }

    private static (DemandRows Rows, int[,] RowOf) Rows(SitingProblem problem, bool[] priority)
    {
        var rules = problem.Rules;
        var pools = rules.Windows.Count;
        var rowOf = new int[problem.Communities.Count, pools];
        List<double> demand = [], penalty = [], limit = [], vehicles = [], weight = [];
        List<int> community = [], pool = [], floor = [];
        List<bool> first = [];
        var districts = FloorDistricts(problem);
        for (var i = 0; i < problem.Communities.Count; i++)
        {
            var c = problem.Communities[i];
            for (var p = 0; p < pools; p++)
            {
                var q = DemandTable.Arrivals(rules, c, rules.Windows[p]);
                rowOf[i, p] = q > 0 ? demand.Count : -1;
                if (q <= 0)
                {
                    continue;
                }

                var w = priority[i] ? 1 + rules.Priority.ExtraWeight : 1;
                var windowsOfClass = rules.Windows.Count(x => x.Class == rules.Windows[p].Class);
                var v = c.VehiclesWithoutPile * DemandTable.ClassShare(rules, rules.Windows[p].Class) / windowsOfClass;
                demand.Add(q);
                weight.Add(w);
                vehicles.Add(v);
                penalty.Add(rules.Aim == Aim.LeastCost ? w * rules.Missing.PerArrival : w * v / q);
                limit.Add(priority[i] ? q * (1 - rules.Priority.ServedShare) : q);
                community.Add(i);
                first.Add(priority[i]);
                pool.Add(p);
                floor.Add(districts.TryGetValue(c.District, out var d) ? d : -1);
            }
        }

        return (new()
        {
            Demand = [.. demand],
            Penalty = [.. penalty],
            UnservedLimit = [.. limit],
            Community = [.. community],
            Pool = [.. pool],
            Floor = [.. floor],
            Vehicles = [.. vehicles],
            Weight = [.. weight],
            Priority = [.. first],
            PoolClass = [.. rules.Windows.Select(w => (int)w.Class)],
        }, rowOf);
    }

    /// <summary>Districts that have a floor, numbered in order of name.</summary>
    public static Dictionary<string, int> FloorDistricts(SitingProblem problem) => WalkingReach.Numbered(
        problem.Communities.Select(c => c.District).Distinct().Where(d => problem.Rules.Floors.Of(d) > 0).Order(StringComparer.Ordinal));

    private static ReachArcs Arcs(SitingProblem problem, List<WalkingReach.Pair> pairs, DemandRows rows, int[,] rowOf)
    {
        var pools = problem.Rules.Windows.Count;
        var places = problem.Stations.Count + problem.Candidates.Count;
        var perMetre = problem.Rules.Aim == Aim.LeastCost ? problem.Rules.Missing.PerArrivalKilometre / 1000 : 0;
        List<(int Slot, int Row, double Metres)> all = [];
        foreach (var pair in pairs)
        {
            for (var p = 0; p < pools; p++)
            {
                if (rowOf[pair.Community, p] is >= 0 and var row)
                {
                    all.Add(((pair.Place * pools) + p, row, pair.Metres));
                }
            }
        }

        all.Sort((a, b) => a.Slot != b.Slot ? a.Slot.CompareTo(b.Slot) : a.Row.CompareTo(b.Row));
        var start = Starts(all.Select(a => a.Slot), places * pools);
        var rowStart = Starts(all.Select(a => a.Row), rows.Demand.Length);
        var rowArc = new int[all.Count];
        var next = rowStart.ToArray();
        for (var a = 0; a < all.Count; a++)
        {
            rowArc[next[all[a].Row]++] = a;
        }

        return new()
        {
            Start = start,
            Row = [.. all.Select(a => a.Row)],
            Metres = [.. all.Select(a => a.Metres)],
            WalkCost = [.. all.Select(a => a.Metres * perMetre)],
            Place = [.. all.Select(a => a.Slot / pools)],
            RowStart = rowStart,
            RowArc = rowArc,
        };
    }

    private static int[] Starts(IEnumerable<int> keys, int count)
    {
        var start = new int[count + 1];
        foreach (var key in keys)
        {
            start[key + 1]++;
        }

        for (var i = 0; i < count; i++)
        {
            start[i + 1] += start[i];
        }

        return start;
    }

    private static Offers MakeOffers(SitingProblem problem, ServiceTable table, DemandRows rows, ReachArcs arcs, IReadOnlySet<int>? closed)
    {
        var rules = problem.Rules;
        var stations = problem.Stations.Count;
        var sites = new SiteConfigurations?[problem.Candidates.Count];

        // The table is filled beforehand for every count a site could hold, so that the threads below only read it.
        var most = problem.Candidates.Count == 0 ? 0 : problem.Candidates.Max(c => c.Offer.Bays);
        var known = rules.PileTypes.Select(t => t.OccupiedMinutes).Distinct()
            .ToDictionary(s => s, s => Enumerable.Range(0, Math.Min(most, 2_000) + 1).Select(n => table.ArrivalsPerHour(n, s)).ToArray());
        Parallel.ForEach(Partitioner.Create(0, Math.Max(1, sites.Length)), range =>
        {
            for (var c = range.Item1; c < range.Item2 && c < sites.Length; c++)
            {
                if (problem.Candidates[c].Lock == SiteLock.Out || closed?.Contains(c) == true)
                {
                    continue;
                }

                var (fast, slow) = InReach(rows, arcs, stations + c);
                sites[c] = SiteConfigurations.For(problem.Candidates[c], rules, (n, s) => known[s][Math.Min(n, known[s].Length - 1)], fast, slow);
            }
        });

        OfferWriter writer = new(rules);
        foreach (var station in problem.Stations)
        {
            writer.Station(StationCapacity.Of(problem, station, PileClass.Fast, table), StationCapacity.Of(problem, station, PileClass.Slow, table));
        }

        for (var c = 0; c < sites.Length; c++)
        {
            writer.Site(problem.Candidates[c], sites[c]);
        }

        return writer.Done();
    }

    private static (double Fast, double Slow) InReach(DemandRows rows, ReachArcs arcs, int place)
    {
        var pools = rows.PoolClass.Length;
        Span<double> most = stackalloc double[2];
        for (var p = 0; p < pools; p++)
        {
            var sum = 0.0;
            for (var a = arcs.Start[(place * pools) + p]; a < arcs.Start[(place * pools) + p + 1]; a++)
            {
                sum += rows.Demand[arcs.Row[a]];
            }

            most[rows.PoolClass[p]] = Math.Max(most[rows.PoolClass[p]], sum);
        }

        return (most[0], most[1]);
    }

    private static SharedLimits Limits(SitingProblem problem, DemandRows rows)
    {
        var feeders = WalkingReach.Numbered(problem.Feeders.Select(f => f.Id));
        var floors = FloorDistricts(problem);
        var limit = floors.Select(f =>
        {
            var total = Enumerable.Range(0, rows.Demand.Length).Where(r => rows.Floor[r] == f.Value).Sum(r => rows.Demand[r]);
            return (1 - problem.Rules.Floors.Of(f.Key)) * total;
        });
        return new()
        {
            Budget = problem.Rules.Budget ?? double.PositiveInfinity,
            Feeder = [.. problem.Stations.Select(_ => -1), .. problem.Candidates.Select(c => c.Feeder is { } f ? feeders[f] : -1)],
            FeederLimit = [.. problem.Feeders.Select(f => f.LimitKva / problem.Rules.Power.FeederSimultaneity)],
            FloorLimit = [.. limit],
            TooClose = TooClose(problem),
        };
    }

    private static int[][] TooClose(SitingProblem problem)
    {
        if (problem.Rules.Spacing <= 0)
        {
            return [];
        }

        var stations = problem.Stations.Count;
        GeoPoint[] places = [.. problem.Candidates.Select(c => c.Place)];
        var grid = new PlaceGrid(places, problem.Rules.Spacing);
        return
        [
            .. problem.Stations.Select(_ => Array.Empty<int>()),
            .. places.Select((p, c) => grid.Within(p, problem.Rules.Spacing).Where(n => n.Index != c && n.Metres < problem.Rules.Spacing)
                .Select(n => n.Index + stations).ToArray()),
        ];
    }
}
