using System.Globalization;
using Doorstep.Rules;

namespace Doorstep.App.Stations;

/// <summary>One row of a file by its columns, before anything is believed of it.</summary>
/// <param name="Number">As a spreadsheet counts: the heading is row 1.</param>
internal record FileRow(int Number, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The draft the row makes, or the first cell that cannot be read.</summary>
    public Decision<T> Read<T>(Func<Cells, T> read)
    {
        var cells = new Cells(Values);
        var draft = read(cells);
        return cells.Fault is { } fault ? fault : draft;
    }
}

/// <summary>Reads typed cells; the first that cannot be read is kept as <see cref="Fault"/>, and a default takes its place.</summary>
internal sealed class Cells(IReadOnlyDictionary<string, string> values)
{
    private static readonly string[] Yes = ["1", "true", "yes", "y", "是", "有", "开放"];
    private static readonly string[] No = ["0", "false", "no", "n", "否", "无", "不开放"];

    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ocpp1.6"] = "Ocpp16",
        ["ocpp1.6j"] = "Ocpp16",
        ["ocpp2.0.1"] = "Ocpp201",
        ["云快充"] = "Ykc",
        ["交流"] = "Ac",
        ["慢充"] = "Ac",
        ["直流"] = "Dc",
        ["快充"] = "Dc",
    };

    public Refusal? Fault { get; private set; }

    public static string Text(decimal value) => value.ToString("0.#######", CultureInfo.InvariantCulture);

    public static string Text(bool value) => value ? "1" : "0";

    public static string Text<T>(T word)
        where T : struct, Enum => word.ToString().ToLowerInvariant();

    public string Text(FileColumn column) => values.GetValueOrDefault(column.Key, "");

    public decimal Number(FileColumn column) => Number(column, Text(column));

    public decimal Number(FileColumn column, decimal otherwise) => Text(column).Length == 0 ? otherwise : Number(column);

    /// <summary>A whole number; an empty cell counts as nothing.</summary>
    public int? Count(FileColumn column)
    {
        string text = Text(column);
        if (text.Length == 0)
        {
            return null;
        }

        var number = Number(column, text);
        if (number == decimal.Truncate(number))
        {
            return (int)number;
        }

        Wrong(column, text);
        return null;
    }

    public DateOnly? Day(FileColumn column)
    {
        string text = Text(column);
        if (text.Length == 0)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Wrong(column, text);
        return null;
    }

    public Power Kilowatts(FileColumn column) => Watts(column, Text(column));

    public IReadOnlyList<Power> KilowattList(FileColumn column) =>
        [.. Text(column).Split([';', '；', '/', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => Watts(column, part))];

    public TimeOnly? Time(FileColumn column)
    {
        string text = Text(column);
        if (text.Length == 0)
        {
            return null;
        }

        if (TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time))
        {
            return time;
        }

        Wrong(column, text);
        return null;
    }

    public bool Flag(FileColumn column, bool otherwise)
    {
        string text = Text(column);
        if (text.Length == 0)
        {
            return otherwise;
        }

        if (!Yes.Contains(text, StringComparer.OrdinalIgnoreCase) && !No.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            Wrong(column, text);
        }

        return Yes.Contains(text, StringComparer.OrdinalIgnoreCase);
    }

    public T Word<T>(FileColumn column)
        where T : struct, Enum => Word<T>(column, Words);

    /// <param name="words">Other spellings of the names.</param>
    public T Word<T>(FileColumn column, IReadOnlyDictionary<string, string> words)
        where T : struct, Enum
    {
        string text = Text(column);
        string word = words.GetValueOrDefault(text, text);
        if (Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(word.FirstOrDefault('0')))
        {
            return value;
        }

        Wrong(column, text);
        return default;
    }

    private decimal Number(FileColumn column, string text)
    {
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) && Math.Abs(value) < 1_000_000_000)
        {
            return value;
        }

        Wrong(column, text);
        return 0;
    }

    private Power Watts(FileColumn column, string text) => new((long)decimal.Round(Number(column, text) * 1000));

    /// <summary>Says that the cell cannot be read.</summary>
    public void Wrong(FileColumn column, string text) => Fault ??= new("import.value-wrong", ("column", column.Key), ("value", text.Length > 60 ? text[..60] : text));
}
