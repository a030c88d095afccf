using System.Globalization;
using MiniExcelLibs;

namespace Doorstep.Plan.Siting.Folder;

/// <summary>Rows of the first sheet of an Excel workbook (.xlsx); the first row names the columns.</summary>
internal static class SheetRows
{
    public static List<FieldRow> Read(string path, string name, ColumnNames columns, FaultList faults)
    {
        Dictionary<string, string>? header = null;
        List<FieldRow> rows = [];
        var number = 0;
        foreach (IDictionary<string, object?> cells in MiniExcel.Query(path, useHeaderRow: false, excelType: ExcelType.XLSX))
        {
            number++;
            if (header is null)
            {
                header = cells.Where(c => Text(c.Value).Length > 0).ToDictionary(c => c.Key, c => columns.Of(Text(c.Value)));
                if (ReadRows.TwoOfOne([.. header.Keys.Select(c => Text(cells[c]))], [.. header.Values]) is { } twice)
                {
                    faults.Add(name, 1, twice.English, twice.Chinese);
                    return rows;
                }

                continue;
            }

            Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);
            foreach (var (column, heading) in header)
            {
                fields[heading] = cells.TryGetValue(column, out var cell) ? Text(cell) : "";
            }

            if (fields.Values.Any(v => v.Length > 0))
            {
                rows.Add(new(faults, name, number, fields));
            }
        }

        if (header is null || header.Count == 0)
        {
            faults.Add(name, 0, "its first sheet has no header row; the first row names the columns.", "第一张工作表没有表头；第一行应是列名。");
        }

        return rows;
    }

    private static string Text(object? cell) => cell switch
    {
        null => "",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture)?.Trim() ?? "",
    };
}
