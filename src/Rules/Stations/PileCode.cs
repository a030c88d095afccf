namespace Doorstep.Rules.Stations;

/// <summary>
/// What stands on a pile for people to scan or type: its number and, where it has several, the gun.
/// Written as `ADDRESS/p/NUMBER-GUN`; read from any address that ends so, from `hlht://NUMBER…` style texts with the number in them,
/// and from digits typed with or without blanks: 14 of the pile, or 16 with the gun as YKC prints it.
/// </summary>
/// <param name="Gun">The connector, from 1; null when the code names the pile alone.</param>
public readonly record struct PileCode(PileId Pile, int? Gun)
{
    private const int LongestText = 300;

    /// <summary>The text of the QR code on a pile; <paramref name="address"/> is the city's own origin, such as `https://charge.example`.</summary>
    public string Text(string address) => $"{address.TrimEnd('/')}/p/{this}";

    public override string ToString() => Gun is { } gun ? $"{Pile}-{gun}" : Pile.Value;

    /// <summary>The code in a scanned or typed text of at most 300 characters; refuses `pile.code-unreadable`.</summary>
    public static Decision<PileCode> Read(string text)
    {
        if (text.Length > LongestText)
        {
            return new Refusal("pile.code-unreadable");
        }

        string last = text.Trim().TrimEnd('/').Split('/', '=', '?', '#').LastOrDefault(part => part.Count(char.IsAsciiDigit) >= PileNumber.Digits) ?? "";
        string[] parts = last.Split('&')[0].Split('-', '_', '.');
        string number = string.Concat(parts[0].Where(c => !char.IsWhiteSpace(c)));
        string? gun = parts.Length > 1 ? parts[1].Trim() : null;
        if (parts.Length == 1 && number.Length == PileNumber.Digits + 2)
        {
            gun = number[PileNumber.Digits..];
            number = number[..PileNumber.Digits];
        }

        var pile = PileNumber.Read(number);
        if (!pile.Granted || parts.Length > 2)
        {
            return new Refusal("pile.code-unreadable");
        }

        if (gun is null)
        {
            return new PileCode(pile.Value, null);
        }

        return gun.Length <= 2 && int.TryParse(gun, System.Globalization.NumberStyles.None, null, out int connector) && connector > 0
            ? new PileCode(pile.Value, connector)
            : new Refusal("pile.code-unreadable");
    }
}
