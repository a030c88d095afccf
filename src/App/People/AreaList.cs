using Doorstep.Rules;

namespace Doorstep.App.People;

/// <summary>Division codes as a row keeps them: digits, separated by spaces.</summary>
internal static class AreaList
{
    public static IReadOnlyList<string> Read(string areas) => areas.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Refuses `people.area` (code) for what is no division code.</summary>
    public static Decision<string> Write(IReadOnlyList<string>? areas)
    {
        foreach (var area in areas ?? [])
        {
            if (area.Length is < 2 or > 15 || !area.All(char.IsAsciiLetterOrDigit))
            {
                return new Refusal("people.area", ("code", area));
            }
        }

        return string.Join(' ', (areas ?? []).Order(StringComparer.Ordinal));
    }
}
