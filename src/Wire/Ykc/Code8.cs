using System.Globalization;

namespace Doorstep.Wire.Ykc;

/// <summary>Eight opaque bytes shown as 16 hex digits in wire order: logical cards, physical cards (whose byte order differs between piles), cable codes.</summary>
public readonly record struct Code8
{
    private const int Digits = 16;

    internal Code8(ulong raw) => Raw = raw;

    internal ulong Raw { get; }

    /// <summary>True for eight zero bytes: no card, no code.</summary>
    public bool IsNone => Raw == 0;

    /// <summary>Reads exactly 16 hex digits; anything else is refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Code8 code)
    {
        var ok = ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var raw) && text.Length == Digits;
        code = ok ? new Code8(raw) : default;
        return ok;
    }

    /// <summary>Reads 16 hex digits and throws <see cref="FormatException"/> on anything else.</summary>
    public static Code8 Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"A card or cable code has 16 hex digits, not '{text}'.");

    /// <summary>The 16 digits.</summary>
    public override string ToString() => Raw.ToString("X16", CultureInfo.InvariantCulture);
}
