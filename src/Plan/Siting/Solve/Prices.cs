using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>One set of multipliers: per row (objective per arrival/h), budget (per CNY), feeders (per kVA) and equity floors (per arrival/h); all ≥ 0.</summary>
internal sealed class Prices(double[] row, double budget, double[] feeder, double[] floor, double[] cut)
{
    public double[] Row { get; } = row;

    public double Budget { get; set; } = budget;

    public double[] Feeder { get; } = feeder;

    public double[] Floor { get; } = floor;

    /// <summary>Prices of the cuts on pile counts; grows as cuts are found.</summary>
    public double[] Cut { get; private set; } = cut;

    public Prices Copy() => new([.. Row], Budget, [.. Feeder], [.. Floor], [.. Cut]);

    public void Grow(int cuts)
    {
        var longer = new double[cuts];
        Cut.CopyTo(longer, 0);
        Cut = longer;
    }

    public void Take(Prices other)
    {
        other.Row.CopyTo(Row, 0);
        Budget = other.Budget;
        other.Feeder.CopyTo(Feeder, 0);
        other.Floor.CopyTo(Floor, 0);
        other.Cut.CopyTo(Cut, 0);
    }

    /// <summary>What an arrival/h of the row costs when nobody serves it, floors included.</summary>
    public double Unserved(DemandRows rows, int r) => rows.Penalty[r] + (rows.Floor[r] >= 0 ? Floor[rows.Floor[r]] : 0);
}
