namespace Doorstep.Rules;

/// <summary>Active power in whole watts (W).</summary>
public readonly record struct Power(long Watts) : IComparable<Power>
{
    public static readonly Power Zero;

    /// <summary>Kilowatts as an exact decimal, for pages and documents.</summary>
    public decimal Kilowatts => Watts / 1000m;

    public int CompareTo(Power other) => Watts.CompareTo(other.Watts);

    public static Power operator +(Power a, Power b) => new(a.Watts + b.Watts);

    public static Power operator -(Power a, Power b) => new(a.Watts - b.Watts);

    public static bool operator <(Power a, Power b) => a.Watts < b.Watts;

    public static bool operator >(Power a, Power b) => a.Watts > b.Watts;

    public static bool operator <=(Power a, Power b) => a.Watts <= b.Watts;

    public static bool operator >=(Power a, Power b) => a.Watts >= b.Watts;
}
