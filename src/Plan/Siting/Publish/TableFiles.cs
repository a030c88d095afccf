using System.Globalization;
using System.Text;
using CsvHelper;
using MiniExcelLibs;

namespace Doorstep.Plan.Siting.Publish;

/// <summary>A table to be written: a name, headings, and rows of text, numbers or flags.</summary>
public sealed record PlainTable(string Name, IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>Tables as one Excel workbook or as CSV files (UTF-8 with a byte order mark, so that spreadsheets read Chinese); written whole or not at all.</summary>
public static class TableFiles
{
    /// <summary>One workbook with a sheet for each table.</summary>
    public static void Xlsx(IReadOnlyList<PlainTable> tables, string path)
    {
        var sheets = tables.ToDictionary(
            t => t.Name,
            t => (object)t.Rows.Select(row => t.Heads.Select((head, c) => KeyValuePair.Create(head, row[c])).ToDictionary(p => p.Key, p => p.Value)).ToList());
        Replace(path, partial => MiniExcel.SaveAs(partial, sheets, excelType: ExcelType.XLSX, overwriteFile: true));
    }

    /// <summary>One CSV file.</summary>
    public static void Csv(PlainTable table, string path) => Replace(path, partial =>
    {
        using var csv = new CsvWriter(new StreamWriter(partial, append: false, new UTF8Encoding(true)) { NewLine = "\n" }, CultureInfo.InvariantCulture);
        foreach (var row in table.Rows.Prepend(table.Heads))
        {
            foreach (var field in row)
            {
                csv.WriteField(field is double number ? number.ToString("R", CultureInfo.InvariantCulture) : Convert.ToString(field, CultureInfo.InvariantCulture));
            }

            csv.NextRecord();
        }
    });

    private static void Replace(string path, Action<string> write)
    {
        var partial = path + ".partial";
        write(partial);
        File.Move(partial, path, overwrite: true);
    }
}
