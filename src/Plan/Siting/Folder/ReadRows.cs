using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace Doorstep.Plan.Siting.Folder;

/// <summary>Reads the rows of a CSV file (UTF-8, header line) or an Excel sheet, or the features of a GeoJSON file or a Shapefile, into the same shape.</summary>
internal static class ReadRows
{
    private const long LargestFile = 512L * 1024 * 1024;

    public static List<FieldRow> Run(string folder, string name, ColumnNames columns, FaultList faults)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            faults.Add(name, 0, "the file is named but is not there; add it or take its name out.", "说到了这个文件，但它不在；请补上文件，或去掉它的名字。");
            return [];
        }

        if (new FileInfo(path).Length > LargestFile)
        {
            faults.Add(name, 0, "the file is larger than 512 MB; split the city or thin out the boundaries.", "文件超过 512 MB；请按区拆分，或简化边界。");
            return [];
        }

        try
        {
            return Path.GetExtension(name).ToLowerInvariant() switch
            {
                ".csv" => Csv(path, name, columns, faults),
                ".json" or ".geojson" => GeoJson(path, name, columns, faults),
                ".xlsx" => SheetRows.Read(path, name, columns, faults),
                ".shp" => ShapeRows.Read(path, name, columns, faults),
                _ => Unknown(name, faults),
            };
        }
        catch (DecoderFallbackException)
        {
            faults.Add(name, 0, "it is not UTF-8 text; save it again as \"CSV UTF-8\" (Chinese spreadsheets often write GBK).", "不是 UTF-8 文本；请另存为“CSV UTF-8”（中文表格软件常存成 GBK）。");
            return [];
        }
        catch (Exception e) when (e is JsonException or CsvHelperException or InvalidDataException or FormatException or KeyNotFoundException or InvalidOperationException
            or IOException or ArgumentException or IndexOutOfRangeException or System.Xml.XmlException or NetTopologySuite.IO.Esri.ShapefileException or NotSupportedException or OverflowException)
        {
            faults.Add(name, 0, $"the file cannot be read ({e.Message.Split('\n', '\r')[0].Trim()}); write it again as CSV in UTF-8, GeoJSON, XLSX or Shapefile.",
                $"文件读不出来（{e.Message.Split('\n', '\r')[0].Trim()}）；请重新存为 UTF-8 的 CSV、GeoJSON、XLSX 或 Shapefile。");
            return [];
        }
    }

    private static List<FieldRow> Unknown(string name, FaultList faults)
    {
        faults.Add(name, 0, "the kind of file is not known; use .csv, .geojson, .xlsx or .shp.", "不认识这种文件；请用 .csv、.geojson、.xlsx 或 .shp。");
        return [];
    }

    private static List<FieldRow> Csv(string path, string name, ColumnNames columns, FaultList faults)
    {
        using var reader = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, MissingFieldFound = null, TrimOptions = TrimOptions.Trim });
        List<FieldRow> rows = [];
        if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord is not { } header)
        {
            faults.Add(name, 0, "the file has no header line; the first line names the columns.", "文件没有表头；第一行应是列名。");
            return rows;
        }

        string[] names = [.. header.Select(columns.Of)];
        if (TwoOfOne(header, names) is { } twice)
        {
            faults.Add(name, 1, twice.English, twice.Chinese);
            return rows;
        }

        while (csv.Read())
        {
            Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);
            for (var c = 0; c < header.Length; c++)
            {
                fields[names[c]] = csv.GetField(c) ?? "";
            }

            if (fields.Values.All(v => v.Length == 0))
            {
                continue;
            }

            var line = csv.Context.Parser?.RawRow ?? rows.Count + 2;
            if (Enumerable.Range(header.Length, Math.Max(0, csv.ColumnCount - header.Length)).Any(c => csv.GetField(c) is { Length: > 0 }))
            {
                faults.Add(name, line, $"it has more values ({csv.ColumnCount}) than the header has columns ({header.Length}); put a text with a comma in quotes.",
                    $"值的个数（{csv.ColumnCount}）多于表头的列数（{header.Length}）；含逗号的文字请加引号。");
                continue;
            }

            rows.Add(new(faults, name, line, fields));
        }

        return rows;
    }

    /// <summary>A sentence on two headings that mean one column, of which only one could be believed; null where there are none.</summary>
    internal static (string English, string Chinese)? TwoOfOne(IReadOnlyList<string> headings, IReadOnlyList<string> names)
    {
        var twice = names.Select((name, at) => (name, at)).Where(n => n.name.Length > 0).GroupBy(n => n.name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? null : (
            $"the headings {string.Join(" and ", twice.Select(n => $"'{headings[n.at]}'"))} both mean {twice.Key}; keep one of them.",
            $"表头{string.Join("和", twice.Select(n => $"“{headings[n.at]}”"))}都表示 {twice.Key}；请只留一个。");
    }

    private static List<FieldRow> GeoJson(string path, string name, ColumnNames columns, FaultList faults)
    {
        using var stream = File.OpenRead(path);
        using var document = JsonDocument.Parse(stream, new() { MaxDepth = 32 });
        List<FieldRow> rows = [];
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
        {
            faults.Add(name, 0, "it is not a GeoJSON FeatureCollection; export the layer as GeoJSON.", "不是 GeoJSON FeatureCollection；请把图层导出为 GeoJSON。");
            return rows;
        }

        foreach (var feature in features.EnumerateArray())
        {
            Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);
            if (feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in properties.EnumerateObject())
                {
                    fields[columns.Of(property.Name)] = property.Value.ValueKind switch
                    {
                        JsonValueKind.String => property.Value.GetString() ?? "",
                        JsonValueKind.Null => "",
                        _ => property.Value.GetRawText(),
                    };
                }
            }

            List<(double, double)> points = [];
            List<IReadOnlyList<(double, double)>> rings = [];
            if (feature.TryGetProperty("geometry", out var geometry) && geometry.ValueKind == JsonValueKind.Object)
            {
                ReadGeometry(geometry, points, rings);
            }

            rows.Add(new(faults, name, rows.Count + 1, fields) { Points = points, Rings = rings });
        }

        return rows;
    }

    private static void ReadGeometry(JsonElement geometry, List<(double, double)> points, List<IReadOnlyList<(double, double)>> rings)
    {
        var coordinates = geometry.GetProperty("coordinates");
        switch (geometry.GetProperty("type").GetString())
        {
            case "Point":
                points.Add(Position(coordinates));
                break;
            case "MultiPoint":
                points.AddRange(coordinates.EnumerateArray().Select(Position));
                break;
            case "Polygon":
                rings.AddRange(coordinates.EnumerateArray().Select(Ring));
                break;
            case "MultiPolygon":
                rings.AddRange(coordinates.EnumerateArray().SelectMany(p => p.EnumerateArray()).Select(Ring));
                break;
        }
    }

    private static List<(double, double)> Ring(JsonElement ring) => [.. ring.EnumerateArray().Select(Position)];

    private static (double, double) Position(JsonElement position) => (position[0].GetDouble(), position[1].GetDouble());
}
