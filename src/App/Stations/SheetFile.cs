using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Doorstep.Rules;
using MiniExcelLibs;

namespace Doorstep.App.Stations;

/// <summary>How a table travels.</summary>
public enum SheetFormat
{
    Csv,
    Xlsx,
}

/// <summary>Reads and writes tables as CSV or XLSX; what comes in is bounded before it is parsed.</summary>
internal static class SheetFile
{
    public const int MostMegabytes = 20;
    public const int MostRows = 50_000;

    /// <summary>A cell that begins so is a formula to a spreadsheet; ours are text.</summary>
    private const string FormulaStarts = "=+-@";

    private static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture) { BadDataFound = null, MissingFieldFound = null, DetectDelimiter = true, DetectDelimiterValues = [",", ";", "\t"] };

    static SheetFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static async Task<Decision<IReadOnlyList<FileRow>>> Read(Stream content, SheetFormat format, IReadOnlyList<FileColumn> columns, CancellationToken ct)
    {
        var bytes = await Bounded(content, ct);
        if (!bytes.Granted)
        {
            return bytes.Refusal;
        }

        Decision<List<string[]>> table;
        try
        {
            table = format is SheetFormat.Csv ? Lines(bytes.Value.ToArray()) : Cells(bytes.Value);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            // Foreign bytes in other people's parsers: whatever they stumble over, the file cannot be read.
            return new Refusal("import.unreadable");
        }

        return table.Granted ? Rows(table.Value, columns) : table.Refusal;
    }

    /// <summary>The whole file in memory, from its beginning, when it is not too large.</summary>
    public static async Task<Decision<MemoryStream>> Bounded(Stream content, CancellationToken ct)
    {
        var bytes = new MemoryStream();
        if (!await Copied(content, bytes, MostMegabytes << 20, ct))
        {
            return TooLarge();
        }

        bytes.Position = 0;
        return bytes;
    }

    public static void Write(Stream output, SheetFormat format, IReadOnlyList<FileColumn> columns, bool chinese, IEnumerable<IEnumerable<string>> rows)
    {
        var headings = columns.Select(column => chinese ? column.Chinese : column.Key).ToList();
        if (format is SheetFormat.Xlsx)
        {
            MiniExcel.SaveAs(output, rows.Select(row => headings.Zip(row).ToDictionary(cell => cell.First, object (cell) => Shielded(cell.Second))));
            return;
        }

        // The mark tells spreadsheets that it is UTF-8.
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        using var csv = new CsvWriter(writer, CultureInfo.InvariantCulture);
        foreach (var line in rows.Prepend(headings))
        {
            foreach (string cell in line)
            {
                csv.WriteField(Shielded(cell));
            }

            csv.NextRecord();
        }
    }

    private static string Shielded(string cell) =>
        cell.Length > 0 && FormulaStarts.Contains(cell[0], StringComparison.Ordinal) && !decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? "'" + cell : cell;

    private static string Unshielded(string cell)
    {
        string text = cell.Trim();
        return text.Length > 1 && text[0] == '\'' && FormulaStarts.Contains(text[1], StringComparison.Ordinal) ? text[1..] : text;
    }

    /// <summary>Rows by column; the table's first line are the headings.</summary>
    public static Decision<IReadOnlyList<FileRow>> Rows(List<string[]> table, IReadOnlyList<FileColumn> columns)
    {
        if (table.Count < 2)
        {
            return new Refusal("import.empty");
        }

        // No store keeps U+0000, and no table program writes one: these are no texts.
        if (table.Exists(cells => Array.Exists(cells, cell => cell.Contains('\0', StringComparison.Ordinal))))
        {
            return new Refusal("import.unreadable");
        }

        var headings = table[0].Select(heading => columns.FirstOrDefault(column => Same(heading, column.Key) || Same(heading, column.Chinese))).ToList();
        if (columns.FirstOrDefault(column => column.Needed && !headings.Contains(column)) is { } missing)
        {
            return new Refusal("import.column-missing", ("column", missing.Key));
        }

        return table.Skip(1)
            .Select((cells, i) => new FileRow(
                i + 2,
                headings.Zip(cells).Where(pair => pair.First is not null).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First!.Key, pair => Unshielded(pair.Second))))
            .Where(row => row.Values.Values.Any(value => value.Length > 0))
            .ToList();
    }

    private static bool Same(string heading, string name) => string.Equals(heading.Replace(" ", "", StringComparison.Ordinal).Trim('\ufeff'), name, StringComparison.OrdinalIgnoreCase);

    private static Decision<List<string[]>> Lines(byte[] bytes)
    {
        using var reader = new CsvReader(new StringReader(Decoded(bytes)), Csv);
        var lines = new List<string[]>();
        while (reader.Read())
        {
            if (lines.Count > MostRows)
            {
                return TooLarge();
            }

            lines.Add([.. Enumerable.Range(0, reader.ColumnCount).Select(i => reader.GetField(i) ?? "")]);
        }

        return lines;
    }

    private static Decision<List<string[]>> Cells(MemoryStream bytes)
    {
        // A spreadsheet is a zip: a small file may unpack to gigabytes.
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Read, leaveOpen: true))
        {
            if (zip.Entries.Sum(entry => entry.Length) > 10L * MostMegabytes << 20)
            {
                return TooLarge();
            }
        }

        bytes.Position = 0;
        var lines = new List<string[]>();
        foreach (IDictionary<string, object?> row in MiniExcel.Query(bytes, useHeaderRow: false).Cast<IDictionary<string, object?>>())
        {
            if (lines.Count > MostRows)
            {
                return TooLarge();
            }

            lines.Add([.. row.Values.Select(Plain)]);
        }

        return lines;
    }

    /// <summary>Spreadsheets turn long numbers and times into their own kinds of value.</summary>
    private static string Plain(object? value) => value switch
    {
        null => "",
        double number => ((decimal)number).ToString("0.##########", CultureInfo.InvariantCulture),
        DateTime { Year: > 1901, TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString(@"hh\:mm", CultureInfo.InvariantCulture),
        bool flag => flag ? "1" : "0",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>UTF-8 when it is valid UTF-8, else GB18030: what spreadsheets here write by default.</summary>
    private static string Decoded(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding("GB18030").GetString(bytes);
        }
    }

    private static async Task<bool> Copied(Stream from, MemoryStream to, long most, CancellationToken ct)
    {
        byte[] buffer = new byte[81_920];
        int read;
        while ((read = await from.ReadAsync(buffer, ct)) > 0)
        {
            if (to.Length + read > most)
            {
                return false;
            }

            to.Write(buffer, 0, read);
        }

        return true;
    }

    public static Refusal TooLarge() => new("import.too-large", ("megabytes", $"{MostMegabytes}"), ("rows", $"{MostRows}"));
}
