namespace Doorstep.Rules.Charging;

/// <summary>
/// What a session has cost so far, kept up reading by reading in 10⁻⁹ CNY (1 Wh × 1 µCNY/kWh);
/// an estimate for the page and the guard, the bill is made from all readings at the end.
/// </summary>
public readonly record struct RunningCost(long NanoYuan)
{
    private const long PerFen = 10_000_000;

    /// <summary>Rounded up, so that the guard errs to the safe side.</summary>
    public Money Money => new((NanoYuan + PerFen - 1) / PerFen);

    public RunningCost Plus(Energy energy, UnitPrice price) => new(NanoYuan + (energy.WattHours * price.MicroYuanPerKilowattHour));
}

/// <summary>Stops a session before it costs more than was set aside for it.</summary>
public static class MoneyGuard
{
    /// <summary>True when the cost, plus what flows at <paramref name="power"/> until a stop acts, reaches the hold.</summary>
    public static bool MustStop(RunningCost cost, Money held, Power power, UnitPrice price, ChargingRules rules)
    {
        var reserve = new Energy((long)(power.Watts * rules.StopReaction.TotalHours));
        return cost.Plus(reserve, price).Money >= held;
    }

    /// <summary>How much to set aside at start, and the least with which a start is granted.</summary>
    public static (Money Wanted, Money AtLeast) Hold(bool direct, ChargingRules rules) =>
        (direct ? rules.HoldWantedDc : rules.HoldWantedAc, rules.HoldAtLeast);
}
