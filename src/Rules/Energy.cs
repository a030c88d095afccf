namespace Doorstep.Rules;

/// <summary>An amount of energy, or a meter register, in whole watt-hours (Wh); may be negative only as a difference.</summary>
public readonly record struct Energy(long WattHours) : IComparable<Energy>
{
    public static readonly Energy Zero;

    /// <summary>Kilowatt-hours as an exact decimal, for pages and documents.</summary>
    public decimal KilowattHours => WattHours / 1000m;

    public static Energy FromKilowattHours(decimal kilowattHours) => new((long)decimal.Round(kilowattHours * 1000m, MidpointRounding.AwayFromZero));

    public int CompareTo(Energy other) => WattHours.CompareTo(other.WattHours);

    public static Energy operator +(Energy a, Energy b) => new(a.WattHours + b.WattHours);

    public static Energy operator -(Energy a, Energy b) => new(a.WattHours - b.WattHours);

    public static bool operator <(Energy a, Energy b) => a.WattHours < b.WattHours;

    public static bool operator >(Energy a, Energy b) => a.WattHours > b.WattHours;

    public static bool operator <=(Energy a, Energy b) => a.WattHours <= b.WattHours;

    public static bool operator >=(Energy a, Energy b) => a.WattHours >= b.WattHours;
}
