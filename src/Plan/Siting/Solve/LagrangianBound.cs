using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>
/// One evaluation of the Lagrangian: bound, subgradient and the picks of every place. Places are priced in fixed blocks on as many threads as
/// there are, and every sum runs in a fixed order, so the same prices give the same bits on any machine.
/// </summary>
internal sealed class LagrangianBound
{
    private const int BlockSize = 256;
    private readonly SitingModel model;
    private readonly SitePricing pricing;
    private readonly double[] profit;
    private readonly ParallelOptions parallel;

    public LagrangianBound(SitingModel model)
    {
        this.model = model;
        Cuts = new(model);
        pricing = new(model, Cuts);
        Unserved = new double[model.RowCount];
        profit = new double[model.Arcs.Row.Length];
        Served = new double[model.Arcs.Row.Length];
        Config = new int[model.PlaceCount];
        Reduced = new double[model.PlaceCount];
        RowGradient = new double[model.RowCount];
        FeederGradient = new double[model.Limits.FeederLimit.Length];
        FloorGradient = new double[model.Limits.FloorLimit.Length];
        parallel = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
    }

    public PileCuts Cuts { get; }

    public double[] CutGradient { get; private set; } = [];

    public double[] Served { get; }

    public int[] Config { get; }

    public double[] Reduced { get; }

    public double[] RowGradient { get; }

    /// <summary>What the picks leave unserved: all that may be where the row's multiplier is above its price.</summary>
    public double[] Unserved { get; }

    public double BudgetGradient { get; private set; }

    public double[] FeederGradient { get; }

    public double[] FloorGradient { get; }

    /// <summary>The lower bound at these prices; fills picks and subgradient.</summary>
    public double At(Prices prices)
    {
        var blocks = (model.PlaceCount + BlockSize - 1) / BlockSize;
        Parallel.For(0, blocks, parallel, b => PriceBlock(prices, b * BlockSize, Math.Min(model.PlaceCount, (b + 1) * BlockSize)));
        var rowBlocks = (model.RowCount + 4095) / 4096;
        var part = new double[rowBlocks];
        Parallel.For(0, rowBlocks, parallel, b => part[b] = SumRows(prices, b * 4096, Math.Min(model.RowCount, (b + 1) * 4096)));
        var bound = 0.0;
        for (var b = 0; b < rowBlocks; b++)
        {
            bound += part[b];
        }

        for (var j = 0; j < model.PlaceCount; j++)
        {
            bound += Reduced[j];
        }

        return bound + SharedTerms(prices);
    }

    private void PriceBlock(Prices prices, int from, int to)
    {
        var arcs = model.Arcs;
        Span<double> worth = stackalloc double[2 * pricing.LongestOptions];
        for (var a = arcs.Start[from * model.PoolCount]; a < arcs.Start[to * model.PoolCount]; a++)
        {
            profit[a] = prices.Row[arcs.Row[a]] - arcs.WalkCost[a];
        }

        for (var j = from; j < to; j++)
        {
            (Config[j], Reduced[j]) = pricing.Best(j, prices, profit, worth);
            pricing.Serve(j, Config[j], profit, Served);
        }
    }

    private double SumRows(Prices prices, int from, int to)
    {
        var rows = model.Rows;
        var arcs = model.Arcs;
        var sum = 0.0;
        for (var r = from; r < to; r++)
        {
            var left = rows.Demand[r];
            for (var i = arcs.RowStart[r]; i < arcs.RowStart[r + 1]; i++)
            {
                left -= Served[arcs.RowArc[i]];
            }

            sum += prices.Row[r] * rows.Demand[r];
            var over = prices.Unserved(rows, r) - Cuts.OffUnserved(r, prices.Cut) - prices.Row[r];
            Unserved[r] = 0;
            if (over < 0)
            {
                sum += over * rows.UnservedLimit[r];
                left -= rows.UnservedLimit[r];
                Unserved[r] = rows.UnservedLimit[r];
            }

            RowGradient[r] = left;
        }

        return sum;
    }

    private double SharedTerms(Prices prices)
    {
        var limits = model.Limits;
        var offers = model.Offers;
        var sum = 0.0;
        BudgetGradient = 0;
        Array.Clear(FeederGradient);
        for (var j = 0; j < model.PlaceCount; j++)
        {
            if (Config[j] >= 0)
            {
                BudgetGradient += offers.ConfigCost[Config[j]];
                if (limits.Feeder[j] >= 0)
                {
                    FeederGradient[limits.Feeder[j]] += offers.ConfigKva[Config[j]];
                }
            }
        }

        if (double.IsFinite(limits.Budget))
        {
            BudgetGradient -= limits.Budget;
            sum -= prices.Budget * limits.Budget;
        }
        else
        {
            BudgetGradient = 0;
        }

        for (var f = 0; f < FeederGradient.Length; f++)
        {
            FeederGradient[f] -= limits.FeederLimit[f];
            sum -= prices.Feeder[f] * limits.FeederLimit[f];
        }

        if (CutGradient.Length != Cuts.All.Count)
        {
            CutGradient = new double[Cuts.All.Count];
        }

        Cuts.Gradient(Config, Unserved, CutGradient);
        for (var c = 0; c < CutGradient.Length; c++)
        {
            sum += prices.Cut[c] * Cuts.Required[c];
        }

        if (FloorGradient.Length > 0)
        {
            Array.Clear(FloorGradient);
            for (var r = 0; r < model.RowCount; r++)
            {
                if (model.Rows.Floor[r] >= 0)
                {
                    FloorGradient[model.Rows.Floor[r]] += Unserved[r];
                }
            }

            for (var d = 0; d < FloorGradient.Length; d++)
            {
                FloorGradient[d] -= limits.FloorLimit[d];
                sum -= prices.Floor[d] * limits.FloorLimit[d];
            }
        }

        return sum;
    }
}
