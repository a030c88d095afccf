namespace Doorstep.Rules;

/// <summary>
/// A price of energy in millionths of a yuan per kilowatt-hour (µCNY/kWh), taxes included;
/// fine enough for the six decimals of the grid company's tables and for YKC's 10⁻⁵ CNY.
/// </summary>
public readonly record struct UnitPrice(long MicroYuanPerKilowattHour) : IComparable<UnitPrice>
{
    public static readonly UnitPrice Zero;

    /// <summary>Yuan per kilowatt-hour as an exact decimal.</summary>
    public decimal YuanPerKilowattHour => MicroYuanPerKilowattHour / 1_000_000m;

    /// <summary>Beyond ±10⁹ yuan per kilowatt-hour it stays there: a refusal's matter, as every such price is far over the highest.</summary>
    public static UnitPrice FromYuan(decimal yuanPerKilowattHour) =>
        new((long)decimal.Round(Math.Clamp(yuanPerKilowattHour, -1_000_000_000m, 1_000_000_000m) * 1_000_000m, MidpointRounding.AwayFromZero));

    public int CompareTo(UnitPrice other) => MicroYuanPerKilowattHour.CompareTo(other.MicroYuanPerKilowattHour);

    public static UnitPrice operator +(UnitPrice a, UnitPrice b) => new(a.MicroYuanPerKilowattHour + b.MicroYuanPerKilowattHour);

    public static bool operator <(UnitPrice a, UnitPrice b) => a.MicroYuanPerKilowattHour < b.MicroYuanPerKilowattHour;

    public static bool operator >(UnitPrice a, UnitPrice b) => a.MicroYuanPerKilowattHour > b.MicroYuanPerKilowattHour;

    public static bool operator <=(UnitPrice a, UnitPrice b) => a.MicroYuanPerKilowattHour <= b.MicroYuanPerKilowattHour;

    public static bool operator >=(UnitPrice a, UnitPrice b) => a.MicroYuanPerKilowattHour >= b.MicroYuanPerKilowattHour;
}
