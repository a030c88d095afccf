namespace Doorstep.Host.Commands.Siting;

/// <summary>A table on stdout in aligned columns, the same on a terminal and in a file; Chinese characters count two places.</summary>
internal static class Columns
{
    public static void Print(string[] heads, IEnumerable<string[]> rows)
    {
        List<string[]> all = [heads, .. rows];
        int[] widths = [.. heads.Select((_, c) => all.Max(row => Width(row[c])))];
        foreach (var row in all)
        {
            Console.WriteLine(string.Join("  ", row.Select((cell, c) => cell + new string(' ', widths[c] - Width(cell)))).TrimEnd());
        }
    }

    private static int Width(string text) => text.Sum(letter => letter is >= '\u2E80' and <= '\uFFDC' ? 2 : 1);
}
