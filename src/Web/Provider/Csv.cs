using System.Text;

namespace Doorstep.Web.Provider;

/// <summary>Comma-separated values as spreadsheet programs read them: UTF-8 with its mark, CRLF, quotes where needed, and no cell that a program would run as a formula.</summary>
internal static class Csv
{
    public static byte[] Of(IEnumerable<IEnumerable<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string Cell(string value)
    {
        var safe = value is ['=' or '+' or '@' or '\t' or '\r', ..] || (value is ['-', ..] && !decimal.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _)) ? "'" + value : value;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
