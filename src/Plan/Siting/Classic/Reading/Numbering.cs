using System.Globalization;

namespace Doorstep.Plan.Siting.Classic.Reading;

/// <summary>Names for things a format only counts: 1, 2, 3 …</summary>
internal static class Numbering
{
    public static string[] From(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(i => i.ToString(CultureInfo.InvariantCulture))];
}
