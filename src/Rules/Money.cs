namespace Doorstep.Rules;

/// <summary>An amount of money in whole fen (1/100 CNY).</summary>
public readonly record struct Money(long Fen) : IComparable<Money>
{
    public static readonly Money Zero;

    /// <summary>Yuan as an exact decimal, for pages and documents.</summary>
    public decimal Yuan => Fen / 100m;

    /// <summary>Yuan with two decimals, `12.30`, for the facts of a refusal.</summary>
    public string YuanText => Yuan.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);

    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    public static Money operator +(Money a, Money b) => new(a.Fen + b.Fen);

    public static Money operator -(Money a, Money b) => new(a.Fen - b.Fen);

    public static Money operator -(Money a) => new(-a.Fen);

    public static bool operator <(Money a, Money b) => a.Fen < b.Fen;

    public static bool operator >(Money a, Money b) => a.Fen > b.Fen;

    public static bool operator <=(Money a, Money b) => a.Fen <= b.Fen;

    public static bool operator >=(Money a, Money b) => a.Fen >= b.Fen;
}
