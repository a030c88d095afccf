namespace Doorstep.Rules.Stations;

/// <summary>The number of a pile: 14 digits, not all zero, unique in the city (YKC 桩编号, BCD 7).</summary>
public static class PileNumber
{
    public const int Digits = 14;

    /// <summary>The number in a text; refuses `pile.number-wrong`.</summary>
    public static Decision<PileId> Read(string text)
    {
        string number = text.Trim();
        return number.Length == Digits && number.All(char.IsAsciiDigit) && number.Any(digit => digit != '0')
            ? new PileId(number)
            : new Refusal("pile.number-wrong", ("number", number.Length > 40 ? number[..40] : number));
    }
}
