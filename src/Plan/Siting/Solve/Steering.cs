using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>Prices that bend a local search towards the shared rules: what a CNY of budget costs, and what serving a row is worth with floors and hard rules.</summary>
internal sealed class Steering(double budgetPrice, double[] rowValue)
{
    public double BudgetPrice { get; } = budgetPrice;

    public double[] RowValue { get; } = rowValue;

    /// <summary>
    /// From multipliers, and what is added to the worth of rows under floors. Rows under a hard rule are worth many times anything a site could cost,
    /// so that nothing else is bought before them.
    /// </summary>
    public static Steering From(SitingModel model, Prices prices, double[] floorExtra)
    {
        var duty = 20 * Dearest(model);
        var value = new double[model.RowCount];
        for (var r = 0; r < value.Length; r++)
        {
            value[r] = prices.Unserved(model.Rows, r) + (model.Rows.UnservedLimit[r] < model.Rows.Demand[r] ? duty : 0)
                + (model.Rows.Floor[r] >= 0 ? floorExtra[model.Rows.Floor[r]] : 0);
        }

        return new(prices.Budget, value);
    }

    /// <summary>The greatest penalty, or the dearest configuration per arrival/h of a mean row if that is more.</summary>
    public static double Dearest(SitingModel model) => Math.Max(
        model.Rows.Penalty.DefaultIfEmpty(0).Max(), model.Offers.ConfigObjective.DefaultIfEmpty(0).Max() / Math.Max(1e-9, model.Rows.Demand.DefaultIfEmpty(1).Average()));
}
