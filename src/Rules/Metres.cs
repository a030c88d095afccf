namespace Doorstep.Rules;

/// <summary>A length in metres (m), walking or straight as the name beside it says.</summary>
public readonly record struct Metres(double Value) : IComparable<Metres>
{
    public int CompareTo(Metres other) => Value.CompareTo(other.Value);

    public static Metres operator +(Metres a, Metres b) => new(a.Value + b.Value);

    public static bool operator <(Metres a, Metres b) => a.Value < b.Value;

    public static bool operator >(Metres a, Metres b) => a.Value > b.Value;

    public static bool operator <=(Metres a, Metres b) => a.Value <= b.Value;

    public static bool operator >=(Metres a, Metres b) => a.Value >= b.Value;
}
