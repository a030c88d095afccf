using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>Prices that bend a local search towards the shared rules: what a CNY of budget costs, and what serving a row is worth with floors and hard rules.</summary>
internal sealed class Steering(double budgetPrice, double[] rowValue)
{
    public double BudgetPrice { get; } = budgetPrice;

    public double[] RowValue { get; } = rowValue;

    /// <summary>From multipliers: rows under a hard rule are worth many times the greatest penalty, so that nothing else is bought before them.</summary>
    public static Steering From(SitingModel model, Prices prices)
    {
        var most = model.Rows.Penalty.DefaultIfEmpty(0).Max();
        var value = new double[model.RowCount];
        for (var r = 0; r < value.Length; r++)
        {
            value[r] = prices.Unserved(model.Rows, r) + (model.Rows.UnservedLimit[r] < model.Rows.Demand[r] ? 20 * most : 0);
        }

        return new(prices.Budget, value);
    }
}
