namespace Doorstep.Rules.Pricing;

/// <summary>What one kilowatt-hour costs in a period: electricity and service fee apart, taxes included, both 0…20 CNY/kWh.</summary>
public sealed record Rate(PricePeriod Period, UnitPrice Electricity, UnitPrice Service)
{
    /// <summary>Above this a price is a slip of the pen (yuan taken for fen), not a tariff.</summary>
    public static readonly UnitPrice Highest = UnitPrice.FromYuan(20);
}
