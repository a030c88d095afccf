namespace Doorstep.Rules;

/// <summary>A station's code, as shown on its sign (letters, digits, '-').</summary>
public readonly record struct StationId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A pile's number: 14 digits, printed on the pile, unique in the city (YKC 桩编号).</summary>
public readonly record struct PileId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>One connector (充电枪) of a pile; connectors count from 1.</summary>
public readonly record struct ConnectorId(PileId Pile, int Number)
{
    public override string ToString() => $"{Pile.Value}-{Number}";
}

/// <summary>An organisation's code: a provider, a district office, the city, the grid company …</summary>
public readonly record struct OrganisationId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A resident or driver.</summary>
public readonly record struct ResidentId(long Value) : IComparable<ResidentId>
{
    public int CompareTo(ResidentId other) => Value.CompareTo(other.Value);

    /// <summary>Younger ids are larger.</summary>
    public static bool operator <(ResidentId a, ResidentId b) => a.Value < b.Value;

    public static bool operator >(ResidentId a, ResidentId b) => a.Value > b.Value;

    public static bool operator <=(ResidentId a, ResidentId b) => a.Value <= b.Value;

    public static bool operator >=(ResidentId a, ResidentId b) => a.Value >= b.Value;

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>One charging session from start to bill.</summary>
public readonly record struct SessionId(long Value) : IComparable<SessionId>
{
    public int CompareTo(SessionId other) => Value.CompareTo(other.Value);

    /// <summary>Younger ids are larger.</summary>
    public static bool operator <(SessionId a, SessionId b) => a.Value < b.Value;

    public static bool operator >(SessionId a, SessionId b) => a.Value > b.Value;

    public static bool operator <=(SessionId a, SessionId b) => a.Value <= b.Value;

    public static bool operator >=(SessionId a, SessionId b) => a.Value >= b.Value;

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
