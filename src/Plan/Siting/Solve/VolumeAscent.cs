using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>
/// Raises the Lagrangian bound by the volume algorithm (Barahona and Anbil 2000): the direction is a running average of subgradients, the
/// step is set by the distance to the best plan known, and the same averages estimate how much each place is used at the optimum.
/// </summary>
internal sealed class VolumeAscent
{
    // A direction this short is rounding: dividing by it would throw the multipliers to infinity.
    private const double Nothing = 1e-18;

    // So many steps in vain are enough to shorten them: waiting for fifteen left most of an ascent standing still on a dense city.
    private const int InVain = 5;

    private readonly SitingModel model;
    private readonly LagrangianBound lagrangian;
    private readonly Prices trial;
    private readonly double[] rowScale;
    private readonly double[] rowDirection, feederDirection, floorDirection, unserved;
    private readonly double feederScale, budgetScale, floorScale;
    private double budgetDirection, factor = 0.1, alphaMost = 0.3, boundAtCheck = double.NegativeInfinity;
    private double[] cutDirection;
    private int sinceBetter, sinceCheck;

    public VolumeAscent(SitingModel model, LagrangianBound lagrangian, Prices start)
    {
        this.model = model;
        this.lagrangian = lagrangian;
        // Directions grow with demand, multipliers do not: a row moves by the share of it that goes unserved. Tiny rows must not run away.
        var meanDemand = model.RowCount == 0 ? 1 : model.Rows.Demand.Average();
        rowScale = [.. model.Rows.Demand.Select(q => meanDemand > 0 ? meanDemand / Math.Max(0.05 * meanDemand, q) : 1)];
        Best = start.Copy();
        trial = start.Copy();
        rowDirection = new double[model.RowCount];
        unserved = new double[model.RowCount];
        feederDirection = new double[start.Feeder.Length];
        floorDirection = new double[start.Floor.Length];
        cutDirection = new double[start.Cut.Length];

        // Rows of different units are brought to the size of a demand row, else one of them would own the step.
        budgetScale = double.IsFinite(model.Limits.Budget) ? model.Rows.Demand.Sum() / Math.Max(1, model.Limits.Budget) / Math.Sqrt(Math.Max(1, model.RowCount)) : 0;
        feederScale = model.Limits.FeederLimit.Length == 0 ? 0 : meanDemand / Math.Max(1e-9, model.Limits.FeederLimit.Average());
        floorScale = 1;
        Usage = new(model.PlaceCount);
        BestBound = lagrangian.At(Best);
        Average(1);
    }

    /// <summary>Multipliers of the best bound so far.</summary>
    public Prices Best { get; }

    public double BestBound { get; private set; }

    public int Iterations { get; private set; }

    /// <summary>Running average of how often each configuration was picked.</summary>
    public ConfigUsage Usage { get; }

    /// <summary>One step towards <paramref name="target"/>, the objective of the best plan known.</summary>
    public void Step(double target)
    {
        var gap = Math.Max(target - BestBound, 1e-6 * Math.Abs(BestBound)) * 1.02;
        var norm = Norm();
        if (norm < Nothing)
        {
            Average(1);
            norm = Norm();
            if (norm < Nothing)
            {
                Iterations++;
                return;
            }
        }

        Move(factor * gap / norm);
        var bound = lagrangian.At(trial);
        Iterations++;
        var along = Along();
        Average(Alpha());
        if (bound > BestBound)
        {
            if (bound > BestBound + (1e-5 * Math.Abs(BestBound)) && along > 0)
            {
                factor = Math.Min(2, factor * 1.1);
            }

            BestBound = bound;
            Best.Take(trial);
            sinceBetter = 0;
        }
        else if (++sinceBetter >= InVain)
        {
            factor = Math.Max(1e-5, factor * 0.7);
            sinceBetter = 0;
        }

        if (++sinceCheck >= 80)
        {
            if (BestBound - boundAtCheck < 0.002 * Math.Abs(BestBound))
            {
                alphaMost = Math.Max(0.002, alphaMost * 0.7);
            }

            boundAtCheck = BestBound;
            sinceCheck = 0;
        }
    }

    /// <summary>Takes cuts in, at price 0, and lets the steps grow again.</summary>
    public void Add(IReadOnlyList<PileCut> cuts)
    {
        foreach (var cut in cuts)
        {
            lagrangian.Cuts.Add(cut);
        }

        Best.Grow(lagrangian.Cuts.All.Count);
        trial.Grow(lagrangian.Cuts.All.Count);
        Array.Resize(ref cutDirection, lagrangian.Cuts.All.Count);
        factor = Math.Max(factor, 0.02);
        alphaMost = Math.Max(alphaMost, 0.02);
    }

    /// <summary>Average of what stays unserved, by row; what is left where the price stands at its cap counts too.</summary>
    public double[] AverageUnserved() => [.. rowDirection.Select((v, r) => unserved[r] + (Best.Row[r] >= Cap(r) * 0.999 ? Math.Max(0, v) : 0))];

    private double Norm()
    {
        var sum = 0.0;
        for (var r = 0; r < rowDirection.Length; r++)
        {
            sum += IsFree(r) ? rowScale[r] * rowDirection[r] * rowDirection[r] : 0;
        }

        sum += Math.Pow(budgetDirection * budgetScale, 2);
        for (var c = 0; c < cutDirection.Length; c++)
        {
            sum += cutDirection[c] > 0 || Best.Cut[c] > 0 ? cutDirection[c] * cutDirection[c] : 0;
        }

        for (var f = 0; f < feederDirection.Length; f++)
        {
            sum += feederDirection[f] > 0 || Best.Feeder[f] > 0 ? Math.Pow(feederDirection[f] * feederScale, 2) : 0;
        }

        for (var d = 0; d < floorDirection.Length; d++)
        {
            sum += Math.Pow(floorDirection[d] * floorScale, 2) / rowDirection.Length;
        }

        return sum;
    }

    /// <summary>False where the way is barred by the range of the multiplier: such a row must not decide how long the others step.</summary>
    private bool IsFree(int r) => rowDirection[r] > 0 ? Best.Row[r] < Cap(r) : Best.Row[r] > 0;

    /// <summary>
    /// Beyond the price of going unserved a multiplier gains nothing, unless a hard rule forbids going unserved. What cuts take off that price does not bar the way: their
    /// multipliers must be free to fall while the row's rises.
    /// </summary>
    private double Cap(int r) => model.Rows.UnservedLimit[r] < model.Rows.Demand[r] ? double.PositiveInfinity : Best.Unserved(model.Rows, r);

    private void Move(double step)
    {
        trial.Budget = budgetScale > 0 ? Math.Max(0, Best.Budget + (step * budgetScale * budgetScale * budgetDirection)) : 0;
        for (var f = 0; f < feederDirection.Length; f++)
        {
            trial.Feeder[f] = Math.Max(0, Best.Feeder[f] + (step * feederScale * feederScale * feederDirection[f]));
        }

        for (var d = 0; d < floorDirection.Length; d++)
        {
            trial.Floor[d] = Math.Max(0, Best.Floor[d] + (step / rowDirection.Length * floorDirection[d]));
        }

        for (var c = 0; c < cutDirection.Length; c++)
        {
            trial.Cut[c] = Math.Max(0, Best.Cut[c] + (step * cutDirection[c]));
        }

        for (var r = 0; r < rowDirection.Length; r++)
        {
            var cap = model.Rows.UnservedLimit[r] < model.Rows.Demand[r] ? double.PositiveInfinity
                : trial.Unserved(model.Rows, r);
            trial.Row[r] = Math.Clamp(Best.Row[r] + (step * rowScale[r] * rowDirection[r]), 0, cap);
        }
    }

    private double Along()
    {
        var sum = 0.0;
        for (var r = 0; r < rowDirection.Length; r++)
        {
            sum += rowScale[r] * rowDirection[r] * lagrangian.RowGradient[r];
        }

        return sum;
    }

    private double Alpha()
    {
        // The weight that makes the averaged direction shortest, kept within bounds (Barahona and Anbil, §3).
        double top = 0, bottom = 0;
        for (var r = 0; r < rowDirection.Length; r++)
        {
            var d = lagrangian.RowGradient[r] - rowDirection[r];
            top -= rowScale[r] * rowDirection[r] * d;
            bottom += rowScale[r] * d * d;
        }

        var best = bottom <= 0 ? alphaMost : top / bottom;
        return best < 0 ? alphaMost / 10 : Math.Min(best, alphaMost);
    }

    private void Average(double alpha)
    {
        for (var r = 0; r < rowDirection.Length; r++)
        {
            rowDirection[r] += alpha * (lagrangian.RowGradient[r] - rowDirection[r]);
            unserved[r] += alpha * (lagrangian.Unserved[r] - unserved[r]);
        }

        for (var c = 0; c < cutDirection.Length; c++)
        {
            cutDirection[c] += alpha * (lagrangian.CutGradient[c] - cutDirection[c]);
        }

        budgetDirection += alpha * (lagrangian.BudgetGradient - budgetDirection);
        for (var f = 0; f < feederDirection.Length; f++)
        {
            feederDirection[f] += alpha * (lagrangian.FeederGradient[f] - feederDirection[f]);
        }

        for (var d = 0; d < floorDirection.Length; d++)
        {
            floorDirection[d] += alpha * (lagrangian.FloorGradient[d] - floorDirection[d]);
        }

        Usage.Add(lagrangian.Config, alpha);
    }
}
