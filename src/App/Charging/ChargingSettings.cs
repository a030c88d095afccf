using Doorstep.Rules.Charging;

namespace Doorstep.App.Charging;

/// <summary>The thresholds of charging in force today.</summary>
public sealed class ChargingSettings(ChargingRules? rules = null)
{
    public ChargingRules Now { get; } = rules ?? ChargingRules.Default;
}
