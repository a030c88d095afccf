namespace Doorstep.Wire.Ykc;

/// <summary>A BMS current word: 0.1 A with offset −400 A (GB/T 27930: charging is negative); zero bytes mean "not filled".</summary>
public readonly record struct BmsCurrent(ushort Raw)
{
    private const int Offset = 4000;

    /// <summary>The signed value in 0.1 A, −4000…61535; a charging current is negative.</summary>
    public int SignedDeciAmperes => Raw - Offset;

    /// <summary>The size of the current in 0.1 A as people read it, or null when the pile left the field empty.</summary>
    public int? DeciAmperes => Raw == 0 ? null : Math.Abs(SignedDeciAmperes);

    /// <summary>The word for a charging current of 0…3999 tenths of an ampere (cut to the range).</summary>
    public static BmsCurrent Charging(int deciAmperes) => new((ushort)(Offset - Math.Clamp(deciAmperes, 0, Offset - 1)));
}
