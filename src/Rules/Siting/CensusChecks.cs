namespace Doorstep.Rules.Siting;

/// <summary>What every row of a census file is asked, each answer a refusal that says what to change.</summary>
internal static class CensusChecks
{
    private const int LargestCount = 1_000_000;

    /// <summary>Codes are 1…32 letters, digits and '-'.</summary>
    public static IEnumerable<Refusal> Code(string code)
    {
        if (code.Length is 0 or > 32 || !code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            yield return new("census.code-wrong", ("code", code));
        }
    }

    public static IEnumerable<Refusal> Name(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 100)
        {
            yield return new("census.name-missing");
        }
    }

    /// <summary>Inside the country; what looks like latitude before longitude is named so.</summary>
    public static IEnumerable<Refusal> Place(GeoPoint at)
    {
        if (at.Longitude is not (>= 73 and <= 136) || at.Latitude is not (>= 3 and <= 54))
        {
            yield return at.Latitude is >= 73 and <= 136 && at.Longitude is >= 3 and <= 54
                ? new("place.swapped", ("longitude", Text(at.Longitude)), ("latitude", Text(at.Latitude)))
                : new("place.position-wrong", ("longitude", Text(at.Longitude)), ("latitude", Text(at.Latitude)));
        }
    }

    public static IEnumerable<Refusal> Count(string name, int count, int least = 0)
    {
        if (count < least || count > LargestCount)
        {
            yield return new("census.count-wrong", ("name", name), ("count", Text(count)), ("least", Text(least)));
        }
    }

    public static IEnumerable<Refusal> Amount(string name, double amount)
    {
        if (!double.IsFinite(amount) || amount is < 0 or > 1e9)
        {
            yield return new("census.amount-wrong", ("name", name), ("amount", Text(amount)));
        }
    }

    public static string Text(double number) => Math.Round(number, 6).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
