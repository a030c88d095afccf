using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve.Branching;

/// <summary>
/// A handful of places seen alone at the city's multipliers. Rows that only they reach are their own; any other row pays them the city's multiplier, but
/// for no more than its demand in all: that alone tells a group from its single places.
/// </summary>
internal sealed class PlaceGroup
{
    /// <summary>Places and rows of the city, by their number here.</summary>
    public required int[] Places { get; init; }

    public required int[] Rows { get; init; }

    public required bool[] Own { get; init; }

    public required double[] Demand { get; init; }

    /// <summary>What an unserved arrival/h of an own row costs, the city's cuts taken off, and how much of it may stay unserved.</summary>
    public required double[] Cap { get; init; }

    public required double[] UnservedLimit { get; init; }

    /// <summary>The city's multiplier of each row.</summary>
    public required double[] CityPrice { get; init; }

    public required int[] PoolClass { get; init; }

    /// <summary>Arcs of place i in pool p are [ArcStart[i·P+p], ArcStart[i·P+p+1]).</summary>
    public required int[] ArcStart { get; init; }

    public required int[] ArcRow { get; init; }

    public required double[] WalkCost { get; init; }

    /// <summary>Options of place i in class c are [OptionStart[2i+c], OptionStart[2i+c+1]).</summary>
    public required int[] OptionStart { get; init; }

    public required double[] OptionCapacity { get; init; }

    /// <summary>What the city's cuts pay for an option at the city's multipliers.</summary>
    public required double[] OptionBonus { get; init; }

    /// <summary>Cuts over own rows only: their multipliers are the group's to choose.</summary>
    public required OwnCut[] Cuts { get; init; }

    public required int[] ConfigStart { get; init; }

    /// <summary>The city's configurations, ordered at each place by their fast option.</summary>
    public required int[] Config { get; init; }

    /// <summary>For each fast option its first configuration; for the option behind the last, the end.</summary>
    public required int[] FirstWithFast { get; init; }

    /// <summary>Option of each class, counted from the start of <see cref="OptionCapacity"/>.</summary>
    public required int[] ConfigFast { get; init; }

    public required int[] ConfigSlow { get; init; }

    public required double[] ConfigCost { get; init; }

    public required bool[] Required { get; init; }

    /// <summary>Multipliers that every corner has: of rows, then of own cuts.</summary>
    public int PriceCount => Rows.Length + Cuts.Length;

    /// <summary>The city's multipliers of rows and own cuts.</summary>
    public double[] CityPrices => [.. CityPrice, .. Cuts.Select(c => c.CityPrice)];

    public int PlaceCount => Places.Length;

    public int PoolCount => PoolClass.Length;

    /// <summary>True where there is nothing to decide: a station that stands.</summary>
    public bool IsFixed(int place) => Required[place] && ConfigStart[place + 1] - ConfigStart[place] == 1;

    public static PlaceGroup Cut(SitingModel model, PileCuts cuts, Prices prices, int[] places)
    {
        var pools = model.PoolCount;
        HashSet<int> inside = [.. places];
        Dictionary<int, int> rowAt = [];
        List<OwnCut> own = [];
        List<int> arcStart = [0], arcRow = [], optionStart = [0], configStart = [0], config = [], fast = [], slow = [], fastStart = [];
        List<double> walk = [], capacity = [], bonus = [], cost = [];
        foreach (var j in places)
        {
            for (var p = 0; p < pools; p++)
            {
                for (var a = model.Arcs.Start[(j * pools) + p]; a < model.Arcs.Start[(j * pools) + p + 1]; a++)
                {
                    rowAt.TryAdd(model.Arcs.Row[a], rowAt.Count);
                    arcRow.Add(rowAt[model.Arcs.Row[a]]);
                    walk.Add(model.Arcs.WalkCost[a]);
                }

                arcStart.Add(arcRow.Count);
            }

        }

        int[] rows = [.. rowAt.Keys];
        bool[] only = [.. rows.Select(OnlyInside)];
        AddCuts();
        foreach (var j in places)
        {
            AddOffers(j);
        }

        var numbers = own.Select(c => c.Number).ToHashSet();
        return new()
        {
            Places = places,
            Rows = rows,
            Own = only,
            Demand = [.. rows.Select(r => model.Rows.Demand[r])],
            Cap = [.. rows.Select(r => prices.Unserved(model.Rows, r) - cuts.Around(r).Where(c => !numbers.Contains(c)).Sum(c => prices.Cut[c]))],
            UnservedLimit = [.. rows.Select(r => model.Rows.UnservedLimit[r])],
            CityPrice = [.. rows.Select(r => prices.Row[r])],
            PoolClass = model.Rows.PoolClass,
            ArcStart = [.. arcStart],
            ArcRow = [.. arcRow],
            WalkCost = [.. walk],
            OptionStart = [.. optionStart],
            OptionCapacity = [.. capacity],
            OptionBonus = [.. bonus],
            Cuts = [.. own],
            ConfigStart = [.. configStart],
            Config = [.. config],
            FirstWithFast = [.. fastStart],
            ConfigFast = [.. fast],
            ConfigSlow = [.. slow],
            ConfigCost = [.. cost],
            Required = [.. places.Select(j => model.Offers.Required[j])],
        };

        bool OnlyInside(int r)
        {
            for (var i = model.Arcs.RowStart[r]; i < model.Arcs.RowStart[r + 1]; i++)
            {
                var j = model.Arcs.Place[model.Arcs.RowArc[i]];
                if (!inside.Contains(j) && model.Offers.ConfigStart[j + 1] > model.Offers.ConfigStart[j])
                {
                    return false;
                }
            }

            return true;
        }

        void AddCuts()
        {
            foreach (var c in rows.SelectMany(cuts.Around).Distinct().Order())
            {
                int[] at = [.. cuts.All[c].Rows.Select(r => rowAt.GetValueOrDefault(r, -1))];
                if (Array.TrueForAll(at, r => r >= 0 && only[r]))
                {
                    own.Add(new(c, model.Rows.PoolClass[cuts.All[c].Pool] == 0, at, cuts.Required[c]) { CityPrice = prices.Cut[c] });
                }
            }
        }

        void AddOffers(int j)
        {
            var offers = model.Offers;
            int f0 = offers.OptionStart[2 * j], s0 = offers.OptionStart[(2 * j) + 1], end = offers.OptionStart[(2 * j) + 2];
            int fastAt = capacity.Count, slowAt = fastAt + s0 - f0;
            var worth = new double[end - f0];
            foreach (var (c, byOption) in cuts.At(j))
            {
                var from = model.Rows.PoolClass[cuts.All[c].Pool] == 0 ? 0 : s0 - f0;
                if (own.Find(o => o.Number == c) is { } mine)
                {
                    mine.Options.Add((configStart.Count - 1, fastAt + from, byOption));
                    continue;
                }

                for (var o = 0; o < byOption.Length; o++)
                {
                    worth[from + o] += prices.Cut[c] * byOption[o];
                }
            }

            capacity.AddRange(offers.OptionCapacity.AsSpan(f0..end));
            bonus.AddRange(worth);
            optionStart.Add(slowAt);
            optionStart.Add(capacity.Count);
            var kvaPrice = model.Limits.Feeder[j] is >= 0 and var feeder ? prices.Feeder[feeder] : 0;
            foreach (var k in Enumerable.Range(offers.ConfigStart[j], offers.ConfigStart[j + 1] - offers.ConfigStart[j]).OrderBy(k => offers.ConfigFast[k]))
            {
                config.Add(k);
                fast.Add(fastAt + offers.ConfigFast[k]);
                slow.Add(slowAt + offers.ConfigSlow[k]);
                cost.Add(offers.ConfigObjective[k] + (prices.Budget * offers.ConfigCost[k]) + (kvaPrice * offers.ConfigKva[k]));
            }

            configStart.Add(cost.Count);
            AddStarts(fastAt, slowAt);
        }

        void AddStarts(int fastAt, int slowAt)
        {
            var k = configStart[^2];
            while (fastStart.Count < slowAt)
            {
                while (k < cost.Count && fast[k] < fastStart.Count)
                {
                    k++;
                }

                fastStart.Add(k);
            }

            while (fastStart.Count < capacity.Count)
            {
                fastStart.Add(cost.Count);
            }
        }
    }

    /// <summary>What the group's part of a plan is worth here: never less than the least the group can come to.</summary>
    public double ValueOf(SitingModel model, Assignment plan)
    {
        var sum = 0.0;
        for (var i = 0; i < Places.Length; i++)
        {
            var j = Places[i];
            if (plan.Config[j] is >= 0 and var config)
            {
                var k = Array.IndexOf(Config, config, ConfigStart[i], ConfigStart[i + 1] - ConfigStart[i]);
                sum += ConfigCost[k] - OptionBonus[ConfigFast[k]] - OptionBonus[ConfigSlow[k]];
            }

            var from = model.Arcs.Start[j * model.PoolCount];
            for (var a = ArcStart[i * PoolCount]; a < ArcStart[(i + 1) * PoolCount]; a++)
            {
                sum += plan.Served[from + a - ArcStart[i * PoolCount]] * (WalkCost[a] - (Own[ArcRow[a]] ? 0 : CityPrice[ArcRow[a]]));
            }
        }

        for (var r = 0; r < Rows.Length; r++)
        {
            sum += Own[r] ? Math.Max(0, plan.Unserved[Rows[r]]) * Cap[r] : 0;
        }

        return sum;
    }
}

/// <summary>A cut over own rows of a group: its number among the city's cuts, its class, its rows here and its right-hand side.</summary>
internal sealed record OwnCut(int Number, bool IsFast, int[] Rows, double Required)
{
    public required double CityPrice { get; init; }

    /// <summary>Coefficients of the options of each place it touches, from the first option of its class.</summary>
    public List<(int Place, int FirstOption, double[] ByOption)> Options { get; } = [];
}
