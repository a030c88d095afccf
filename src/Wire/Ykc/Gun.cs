using System.Globalization;

namespace Doorstep.Wire.Ykc;

/// <summary>A gun of a pile as the one BCD byte of the frame; the byte is kept, since some firmware writes it as BIN (equal below 10).</summary>
public readonly record struct Gun(byte Raw)
{
    /// <summary>The gun's number 1…99 read as BCD, or the plain byte when it is no BCD.</summary>
    public int Number => Raw >> 4 <= 9 && (Raw & 0xF) <= 9 ? (Raw >> 4) * 10 + (Raw & 0xF) : Raw;

    /// <summary>The gun with this number, 0…99.</summary>
    public static Gun Of(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 99);
        return new Gun((byte)(number / 10 * 16 + number % 10));
    }

    /// <summary>The two digits.</summary>
    public override string ToString() => Raw.ToString("X2", CultureInfo.InvariantCulture);
}
