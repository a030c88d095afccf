namespace Doorstep.Rules;

/// <summary>
/// A price of energy in millionths of a yuan per kilowatt-hour (µCNY/kWh), taxes included;
/// fine enough for the six decimals of the grid company's tables and for YKC's 10⁻⁵ CNY.
/// </summary>
public readonly record struct UnitPrice(long MicroYuanPerKilowattHour) : IComparable<UnitPrice>
{
    public static readonly UnitPrice Zero;

    /// <summary>Decimals of a yuan per kilowatt-hour.</summary>
    private const int Decimals = 6;

    /// <summary>Yuan per kilowatt-hour as an exact decimal.</summary>
    public decimal YuanPerKilowattHour => MicroYuanPerKilowattHour / 1_000_000m;

    /// <summary>To the nearest millionth; whoever takes a price from outside asks <see cref="TooFine"/> first. Beyond ±10⁹ yuan per kilowatt-hour it stays there: a refusal's matter, as every such price is far over the highest.</summary>
    public static UnitPrice FromYuan(decimal yuanPerKilowattHour) =>
        new((long)decimal.Round(Math.Clamp(yuanPerKilowattHour, -1_000_000_000m, 1_000_000_000m) * 1_000_000m, MidpointRounding.AwayFromZero));

    /// <summary>
    /// `price.too-fine` for the first of some prices (yuan per kilowatt-hour) with a digit behind the sixth decimal: it could not be billed as it is written.
    /// Null when every one is exact.
    /// </summary>
    public static Refusal? TooFine(params IEnumerable<decimal> yuanPerKilowattHour) => yuanPerKilowattHour
        .Where(yuan => decimal.Round(yuan, Decimals) != yuan)
        .Select(yuan => new Refusal("price.too-fine", ("yuan", yuan.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("most", $"{Decimals}")))
        .FirstOrDefault();

    public int CompareTo(UnitPrice other) => MicroYuanPerKilowattHour.CompareTo(other.MicroYuanPerKilowattHour);

    public static UnitPrice operator +(UnitPrice a, UnitPrice b) => new(a.MicroYuanPerKilowattHour + b.MicroYuanPerKilowattHour);

    public static bool operator <(UnitPrice a, UnitPrice b) => a.MicroYuanPerKilowattHour < b.MicroYuanPerKilowattHour;

    public static bool operator >(UnitPrice a, UnitPrice b) => a.MicroYuanPerKilowattHour > b.MicroYuanPerKilowattHour;

    public static bool operator <=(UnitPrice a, UnitPrice b) => a.MicroYuanPerKilowattHour <= b.MicroYuanPerKilowattHour;

    public static bool operator >=(UnitPrice a, UnitPrice b) => a.MicroYuanPerKilowattHour >= b.MicroYuanPerKilowattHour;
}
