using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>
/// A plan in the making: the configuration of every place, who is served where, and what is left. Every change goes through
/// <see cref="Choose"/> and <see cref="Serve"/>, which keep the sums and a journal, so that any stretch of changes can be undone.
/// </summary>
internal sealed class Assignment
{
    /// <summary>Arrivals/h below which nothing is worth moving.</summary>
    public const double Trifle = 1e-9;

    private readonly SitingModel model;
    private readonly double[] used;
    private readonly List<(int Index, double Old)> journal = [];

    public Assignment(SitingModel model, Steering steering)
    {
        this.model = model;
        Steering = steering;
        Config = new int[model.PlaceCount];
        Array.Fill(Config, -1);
        Served = new double[model.Arcs.Row.Length];
        Unserved = [.. model.Rows.Demand];
        used = new double[model.PlaceCount * model.PoolCount];
        FeederKva = new double[model.Limits.FeederLimit.Length];
        for (var r = 0; r < Unserved.Length; r++)
        {
            Steered += Unserved[r] * steering.RowValue[r];
        }
    }

    public SitingModel Model => model;

    public Steering Steering { get; }

    public int[] Config { get; }

    public double[] Served { get; }

    public double[] Unserved { get; }

    public double[] FeederKva { get; }

    public double Cost { get; private set; }

    /// <summary>The objective with steering prices instead of hard rules: what the local search lowers.</summary>
    public double Steered { get; private set; }

    public int Mark => journal.Count;

    public double Room(int place, int pool) =>
        Config[place] < 0 ? 0 : model.CapacityOf(place, Config[place], pool) - used[(place * model.PoolCount) + pool];

    public double Used(int place, int pool) => used[(place * model.PoolCount) + pool];

    /// <summary>Gives a place a configuration (−1: none); whom it serves is untouched.</summary>
    public void Choose(int place, int config)
    {
        var old = Config[place];
        if (old == config)
        {
            return;
        }

        journal.Add((~place, old));
        Account(place, old, -1);
        Account(place, config, 1);
        Config[place] = config;
    }

    /// <summary>Sets what flows over an arc, in arrivals/h.</summary>
    public void Serve(int arc, double amount)
    {
        var old = Served[arc];
        if (old == amount)
        {
            return;
        }

        journal.Add((arc, old));
        Shift(arc, amount);
    }

    /// <summary>Takes back every change since the mark.</summary>
    public void UndoTo(int mark)
    {
        for (var i = journal.Count - 1; i >= mark; i--)
        {
            var (index, old) = journal[i];
            if (index >= 0)
            {
                Shift(index, old);
            }
            else
            {
                var place = ~index;
                Account(place, Config[place], -1);
                Account(place, (int)old, 1);
                Config[place] = (int)old;
            }
        }

        journal.RemoveRange(mark, journal.Count - mark);
    }

    /// <summary>Forgets the journal: what has been done stays done.</summary>
    public void Keep() => journal.Clear();

    /// <summary>Closes a place and lets go of everyone it serves.</summary>
    public void Close(int place)
    {
        for (var a = model.Arcs.Start[place * model.PoolCount]; a < model.Arcs.Start[(place + 1) * model.PoolCount]; a++)
        {
            Serve(a, 0);
        }

        Choose(place, -1);
    }

    public void CopyFrom(Assignment other)
    {
        other.Config.CopyTo(Config, 0);
        other.Served.CopyTo(Served, 0);
        other.Unserved.CopyTo(Unserved, 0);
        other.FeederKva.CopyTo(FeederKva, 0);
        other.used.CopyTo(used, 0);
        Cost = other.Cost;
        Steered = other.Steered;
        journal.Clear();
    }

    /// <summary>The true objective, summed afresh.</summary>
    public double Objective()
    {
        var sum = 0.0;
        for (var j = 0; j < Config.Length; j++)
        {
            sum += Config[j] >= 0 ? model.Offers.ConfigObjective[Config[j]] : 0;
        }

        for (var a = 0; a < Served.Length; a++)
        {
            sum += Served[a] * model.Arcs.WalkCost[a];
        }

        for (var r = 0; r < Unserved.Length; r++)
        {
            sum += Math.Max(0, Unserved[r]) * model.Rows.Penalty[r];
        }

        return sum;
    }

    private void Shift(int arc, double amount)
    {
        var row = model.Arcs.Row[arc];
        var change = amount - Served[arc];
        Served[arc] = amount;
        Unserved[row] -= change;
        used[(model.Arcs.Place[arc] * model.PoolCount) + model.Rows.Pool[row]] += change;
        Steered += change * (model.Arcs.WalkCost[arc] - Steering.RowValue[row]);
    }

    private void Account(int place, int config, int sign)
    {
        if (config < 0)
        {
            return;
        }

        var offers = model.Offers;
        Cost += sign * offers.ConfigCost[config];
        Steered += sign * (offers.ConfigObjective[config] + (Steering.BudgetPrice * offers.ConfigCost[config]));
        if (model.Limits.Feeder[place] is >= 0 and var f)
        {
            FeederKva[f] += sign * offers.ConfigKva[config];
        }
    }
}
