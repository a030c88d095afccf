using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>
/// Part of a plan cut out so that it can be improved alone: places that may change, open places at its border that keep their piles but may
/// serve others, and the rows they reach. What the rest of the plan serves stays served.
/// </summary>
internal sealed class Region
{
    private readonly int[] wholePlace;
    private readonly int[] wholeConfigStart;
    private readonly int freeCount;
    private readonly int[] wholeArc;

    private Region(SitingModel part, Assignment plan, (int[] Places, int FreeCount, int[] ConfigStart, int[] ArcOf) map)
    {
        Part = part;
        Plan = plan;
        (wholePlace, freeCount, wholeConfigStart, wholeArc) = map;
    }

    public SitingModel Part { get; }

    public Assignment Plan { get; }

    /// <summary>Row of the whole for each row of the part.</summary>
    public required int[] Rows { get; init; }

    /// <summary>Configuration of the whole for one of a free place of the part.</summary>
    public int ConfigOf(int j, int config) => config < 0 ? -1 : wholeConfigStart[j] + config - Part.Offers.ConfigStart[j];

    public int FreeCount => freeCount;

    public bool IsFree(int j) => j < freeCount;

    public Assignment CopyPlan()
    {
        var copy = new Assignment(Part, Plan.Steering);
        copy.CopyFrom(Plan);
        return copy;
    }

    /// <summary>Cuts a region out of a plan. <paramref name="slackShare"/> (0–1) is its part of what budget and feeders have left.</summary>
    public static Region Cut(Assignment whole, int[] free, int[] border, double slackShare)
    {
        var model = whole.Model;
        var pools = model.PoolCount;
        int[] places = [.. free, .. border];
        Dictionary<int, int> rowAt = [];
        foreach (var j in free)
        {
            for (var a = model.Arcs.Start[j * pools]; a < model.Arcs.Start[(j + 1) * pools]; a++)
            {
                rowAt.TryAdd(model.Arcs.Row[a], rowAt.Count);
            }
        }

        int[] rows = [.. rowAt.Keys];
        var demand = rows.Select(r => whole.Unserved[r]).ToArray();
        List<int> start = [0], row = [], place = [], arcOf = [];
        List<double> walk = [], metres = [];
        var reserved = new double[places.Length * pools];
        for (var j = 0; j < places.Length; j++)
        {
            for (var p = 0; p < pools; p++)
            {
                for (var a = model.Arcs.Start[(places[j] * pools) + p]; a < model.Arcs.Start[(places[j] * pools) + p + 1]; a++)
                {
                    if (rowAt.TryGetValue(model.Arcs.Row[a], out var r))
                    {
                        row.Add(r);
                        place.Add(j);
                        arcOf.Add(a);
                        walk.Add(model.Arcs.WalkCost[a]);
                        metres.Add(model.Arcs.Metres[a]);
                        demand[r] += whole.Served[a];
                    }
                    else
                    {
                        reserved[(j * pools) + p] += whole.Served[a];
                    }
                }

                start.Add(row.Count);
            }
        }

        var offers = CutOffers(whole, places, free.Length, reserved);
        var part = new SitingModel
        {
            Rows = CutRows(model, rows, demand),
            Arcs = CutArcs(start, row, place, walk, metres, rows.Length),
            Offers = offers,
            Limits = CutLimits(whole, places, free.Length, slackShare),
        };
        var steering = new Steering(whole.Steering.BudgetPrice, [.. rows.Select(r => whole.Steering.RowValue[r])]);
        var plan = new Assignment(part, steering);
        for (var j = 0; j < places.Length; j++)
        {
            var config = whole.Config[places[j]];
            var own = j >= free.Length ? offers.ConfigStart[j]
                : config < 0 ? -1 : offers.ConfigStart[j] + config - model.Offers.ConfigStart[places[j]];
            plan.Choose(j, own);
            for (var a = start[j * pools]; a < start[(j + 1) * pools]; a++)
            {
                plan.Serve(a, whole.Served[arcOf[a]]);
            }
        }

        plan.Keep();
        return new(part, plan, (places, free.Length, [.. places.Select(j => model.Offers.ConfigStart[j])], [.. arcOf])) { Rows = rows };
    }

    /// <summary>Puts the region's plan into the whole.</summary>
    public void PutInto(Assignment whole, Assignment part)
    {
        for (var j = 0; j < wholePlace.Length; j++)
        {
            if (IsFree(j))
            {
                whole.Choose(wholePlace[j], ConfigOf(j, part.Config[j]));
            }
        }

        for (var a = 0; a < wholeArc.Length; a++)
        {
            whole.Serve(wholeArc[a], part.Served[a]);
        }

        whole.Keep();
    }

    private static DemandRows CutRows(SitingModel model, int[] rows, double[] demand) => new()
    {
        Demand = demand,
        Penalty = [.. rows.Select(r => model.Rows.Penalty[r])],
        UnservedLimit = [.. rows.Select((r, i) => Math.Min(demand[i], model.Rows.UnservedLimit[r]))],
        Community = [.. rows.Select(r => model.Rows.Community[r])],
        Pool = [.. rows.Select(r => model.Rows.Pool[r])],
        Floor = [.. rows.Select(_ => -1)],
        Vehicles = [.. rows.Select(r => model.Rows.Vehicles[r])],
        Weight = [.. rows.Select(r => model.Rows.Weight[r])],
        Priority = [.. rows.Select(r => model.Rows.Priority[r])],
        PoolClass = model.Rows.PoolClass,
    };

    private static ReachArcs CutArcs(List<int> start, List<int> row, List<int> place, List<double> walk, List<double> metres, int rows)
    {
        var rowStart = new int[rows + 1];
        foreach (var r in row)
        {
            rowStart[r + 1]++;
        }

        for (var r = 0; r < rows; r++)
        {
            rowStart[r + 1] += rowStart[r];
        }

        var next = rowStart.ToArray();
        var rowArc = new int[row.Count];
        for (var a = 0; a < row.Count; a++)
        {
            rowArc[next[row[a]]++] = a;
        }

        return new() { Start = [.. start], Row = [.. row], WalkCost = [.. walk], Metres = [.. metres], RowStart = rowStart, RowArc = rowArc, Place = [.. place] };
    }

    private static Offers CutOffers(Assignment whole, int[] places, int freeCount, double[] reserved)
    {
        var model = whole.Model;
        var all = model.Offers;
        List<int> optionStart = [0], optionType = [], optionPiles = [], configStart = [0];
        List<double> capacity = [], cost = [], objective = [], kva = [];
        List<ushort> fast = [], slow = [];
        for (var j = 0; j < places.Length; j++)
        {
            var at = places[j];
            if (j < freeCount)
            {
                for (var c = 0; c < 2; c++)
                {
                    int from = all.OptionStart[(2 * at) + c], to = all.OptionStart[(2 * at) + c + 1];
                    capacity.AddRange(all.OptionCapacity.AsSpan(from, to - from));
                    optionType.AddRange(all.OptionType.AsSpan(from, to - from));
                    optionPiles.AddRange(all.OptionPiles.AsSpan(from, to - from));
                    optionStart.Add(capacity.Count);
                }

                var configs = all.ConfigStart[at]..all.ConfigStart[at + 1];
                cost.AddRange(all.ConfigCost.AsSpan(configs));
                objective.AddRange(all.ConfigObjective.AsSpan(configs));
                kva.AddRange(all.ConfigKva.AsSpan(configs));
                fast.AddRange(all.ConfigFast.AsSpan(configs));
                slow.AddRange(all.ConfigSlow.AsSpan(configs));
            }
            else
            {
                for (var c = 0; c < 2; c++)
                {
                    capacity.AddRange([0, LeastLeft(model, whole.Config[at], at, c, reserved.AsSpan(j * model.PoolCount, model.PoolCount))]);
                    optionType.AddRange([-1, -1]);
                    optionPiles.AddRange([0, 0]);
                    optionStart.Add(capacity.Count);
                }

                cost.Add(0);
                objective.Add(0);
                kva.Add(0);
                fast.Add(1);
                slow.Add(1);
            }

            configStart.Add(cost.Count);
        }

        return new()
        {
            OptionStart = [.. optionStart],
            OptionCapacity = [.. capacity],
            OptionType = [.. optionType],
            OptionPiles = [.. optionPiles],
            ConfigStart = [.. configStart],
            ConfigFast = [.. fast],
            ConfigSlow = [.. slow],
            ConfigCost = [.. cost],
            ConfigObjective = [.. objective],
            ConfigKva = [.. kva],
            Required = [.. places.Select((at, j) => j >= freeCount || all.Required[at])],
        };
    }

    /// <summary>Where a class has several windows the tightest of them decides, which is safe for the others.</summary>
    private static double LeastLeft(SitingModel model, int config, int place, int of, Span<double> reserved)
    {
        var least = double.PositiveInfinity;
        for (var p = 0; p < model.PoolCount; p++)
        {
            if (model.Rows.PoolClass[p] == of)
            {
                least = Math.Min(least, model.CapacityOf(place, config, p) - reserved[p]);
            }
        }

        return double.IsFinite(least) ? Math.Max(0, least) : 0;
    }

    private static SharedLimits CutLimits(Assignment whole, int[] places, int freeCount, double slackShare)
    {
        var model = whole.Model;
        Dictionary<int, int> feeders = [];
        List<double> kva = [];
        var feeder = new int[places.Length];
        var cost = 0.0;
        for (var j = 0; j < places.Length; j++)
        {
            feeder[j] = -1;
            if (j >= freeCount)
            {
                continue;
            }

            var config = whole.Config[places[j]];
            cost += config >= 0 ? model.Offers.ConfigCost[config] : 0;
            if (model.Limits.Feeder[places[j]] is >= 0 and var f)
            {
                if (!feeders.TryGetValue(f, out feeder[j]))
                {
                    feeders[f] = feeder[j] = kva.Count;
                    kva.Add(Math.Max(0, model.Limits.FeederLimit[f] - whole.FeederKva[f]) * slackShare);
                }

                kva[feeder[j]] += config >= 0 ? model.Offers.ConfigKva[config] : 0;
            }
        }

        Dictionary<int, int> at = [];
        for (var j = 0; j < places.Length; j++)
        {
            at[places[j]] = j;
        }

        return new()
        {
            Budget = double.IsFinite(model.Limits.Budget) ? cost + (Math.Max(0, model.Limits.Budget - whole.Cost) * slackShare) : double.PositiveInfinity,
            Feeder = feeder,
            FeederLimit = [.. kva],
            FloorLimit = [],
            TooClose = model.Limits.TooClose.Length == 0 ? [] : [.. places.Select(j => model.Limits.TooClose[j].Where(at.ContainsKey).Select(n => at[n]).ToArray())],
        };
    }
}
