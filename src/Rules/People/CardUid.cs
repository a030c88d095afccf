namespace Doorstep.Rules.People;

/// <summary>The number of a charging card or tag as piles send it: at most 36 printable ASCII characters, upper case (OCPP 2.0.1 IdTokenType).</summary>
public static class CardUid
{
    /// <summary>Normalised; refuses `card.uid`.</summary>
    public static Decision<string> Parse(string? typed)
    {
        var uid = (typed ?? "").Trim().ToUpperInvariant();
        return uid.Length is > 0 and <= 36 && uid.All(c => c is > ' ' and < (char)127) ? uid : new Refusal("card.uid");
    }
}
