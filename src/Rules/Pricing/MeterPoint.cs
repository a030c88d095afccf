namespace Doorstep.Rules.Pricing;

/// <summary>What a meter's register showed at an instant.</summary>
public readonly record struct MeterPoint(DateTimeOffset At, Energy Register);
