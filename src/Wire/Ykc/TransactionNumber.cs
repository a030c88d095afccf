using System.Globalization;

namespace Doorstep.Wire.Ykc;

/// <summary>The 32 digits that name one charge (BCD 16: pile 7, gun 1, yyMMddHHmmss 6, sequence 2); all 32 count, leading zeros too; zeros mean none.</summary>
public readonly record struct TransactionNumber
{
    private const int Digits = 32;

    internal TransactionNumber(UInt128 raw) => Raw = raw;

    internal UInt128 Raw { get; }

    /// <summary>True for the zeros an idle pile sends.</summary>
    public bool IsNone => Raw == UInt128.Zero;

    /// <summary>The pile's digits inside the number; a pile in the field may put anything here.</summary>
    public PileNumber Pile => new((ulong)(Raw >> 72));

    /// <summary>The gun's digits inside the number.</summary>
    public Gun Gun => new((byte)((Raw >> 64) & 0xFF));

    /// <summary>Makes a number for a charge that begins at <paramref name="localTime"/> (UTC+8 clock) with a sequence 0…9999.</summary>
    public static TransactionNumber Make(PileNumber pile, Gun gun, DateTime localTime, int sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, 9999);
        var tail = localTime.ToString("yyMMddHHmmss", CultureInfo.InvariantCulture) + sequence.ToString("D4", CultureInfo.InvariantCulture);
        var low = ulong.Parse(tail, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return new TransactionNumber(((UInt128)pile.Raw << 72) | ((UInt128)gun.Raw << 64) | low);
    }

    /// <summary>Reads exactly 32 hex digits; anything else is refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TransactionNumber number)
    {
        var ok = UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var raw) && text.Length == Digits;
        number = ok ? new TransactionNumber(raw) : default;
        return ok;
    }

    /// <summary>Reads 32 hex digits and throws <see cref="FormatException"/> on anything else.</summary>
    public static TransactionNumber Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var number) ? number : throw new FormatException($"A transaction number has 32 digits, not '{text}'.");

    /// <summary>The 32 digits.</summary>
    public override string ToString() => Raw.ToString("X32", CultureInfo.InvariantCulture);
}
