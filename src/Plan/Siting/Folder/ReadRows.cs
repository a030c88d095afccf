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
            faults.Add(name, 0, "the file is named but is not there; add it or take its name out.");
            return [];
        }

        if (new FileInfo(path).Length > LargestFile)
        {
            faults.Add(name, 0, "the file is larger than 512 MB; split the city or thin out the boundaries.");
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
            faults.Add(name, 0, "it is not UTF-8 text; save it again as \"CSV UTF-8\" (Chinese spreadsheets often write GBK).");
            return [];
        }
        catch (Exception e) when (e is JsonException or CsvHelperException or InvalidDataException or FormatException or KeyNotFoundException or InvalidOperationException
            or IOException or ArgumentException or IndexOutOfRangeException or System.Xml.XmlException or NetTopologySuite.IO.Esri.ShapefileException or NotSupportedException or OverflowException)
        {
            faults.Add(name, 0, $"the file cannot be read ({e.Message.Split('\n', '\r')[0].Trim()}); write it again as CSV in UTF-8, GeoJSON, XLSX or Shapefile.");
            return [];
        }
    }

    private static List<FieldRow> Unknown(string name, FaultList faults)
    {
        faults.Add(name, 0, "the kind of file is not known; use .csv, .geojson, .xlsx or .shp.");
        return [];
    }

    private static List<FieldRow> Csv(string path, string name, ColumnNames columns, FaultList faults)
    {
        using var reader = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, MissingFieldFound = null, TrimOptions = TrimOptions.Trim });
        List<FieldRow> rows = [];
        if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord is not { } header)
        {
            faults.Add(name, 0, "the file has no header line; the first line names the columns.");
            return rows;
        }

        string[] names = [.. header.Select(columns.Of)];
        if (TwoOfOne(header, names) is { } twice)
        {
            faults.Add(name, 1, twice);
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
                faults.Add(name, line, $"it has more values ({csv.ColumnCount}) than the header has columns ({header.Length}); put a text with a comma in quotes.");
                continue;
            }

            rows.Add(new(faults, name, line, fields));
        }

        return rows;
    }

    /// <summary>A sentence on two headings that mean one column, of which only one could be believed; null where there are none.</summary>
    internal static string? TwoOfOne(IReadOnlyList<string> headings, IReadOnlyList<string> names)
    {
        var twice = names.Select((name, at) => (name, at)).Where(n => n.name.Length > 0).GroupBy(n => n.name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? null : $"the headings {string.Join(" and ", twice.Select(n => $"'{headings[n.at]}'"))} both mean {twice.Key}; keep one of them.";
    }

    private static List<FieldRow> GeoJson(string path, string name, ColumnNames columns, FaultList faults)
    {
        using var stream = File.OpenRead(path);
        using var document = JsonDocument.Parse(stream, new() { MaxDepth = 32 });
        List<FieldRow> rows = [];
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
        {
            faults.Add(name, 0, "it is not a GeoJSON FeatureCollection; export the layer as GeoJSON.");
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
