using System.Globalization;

namespace Doorstep.Wire.Ykc;

/// <summary>The 14 digits the platform issued to a pile (BCD 7, kept as hex text because real piles carry hex letters); zeros mean "not named".</summary>
public readonly record struct PileNumber
{
    private const int Digits = 14;

    internal PileNumber(ulong raw) => Raw = raw;

    /// <summary>The seven bytes as a number, first byte highest.</summary>
    internal ulong Raw { get; }

    /// <summary>Reads exactly 14 hex digits; anything else is refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out PileNumber number)
    {
        var ok = ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var raw) && text.Length == Digits;
        number = ok ? new PileNumber(raw) : default;
        return ok;
    }

    /// <summary>Reads 14 hex digits and throws <see cref="FormatException"/> on anything else.</summary>
    public static PileNumber Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var number) ? number : throw new FormatException($"A pile number has 14 digits, not '{text}'.");

    /// <summary>The 14 digits.</summary>
    public override string ToString() => Raw.ToString("X14", CultureInfo.InvariantCulture);
}
