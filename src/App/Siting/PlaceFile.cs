using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Rules.Stations;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Esri;
using NetTopologySuite.IO.Esri.Shapefiles.Readers;

namespace Doorstep.App.Siting;

/// <summary>How a census file travels: a table, a GeoJSON feature collection, or a zipped shapefile.</summary>
public enum CensusFormat
{
    Csv,
    Xlsx,
    GeoJson,
    Shapefile,
}

/// <summary>One row of a table or one feature of a map layer: its points (in the file's datum) and its areas (WGS-84).</summary>
internal sealed record PlaceRow(
    int Number, IReadOnlyDictionary<string, string> Values, IReadOnlyList<GeoPoint> Points, IReadOnlyList<IReadOnlyList<IReadOnlyList<GeoPoint>>> Areas) : FileRow(Number, Values);

/// <summary>Reads census files of every format into the same rows; what comes in is bounded before it is parsed.</summary>
internal static class PlaceFile
{
    /// <summary>Names in a shapefile's table are cut to ten bytes.</summary>
    private const int CutName = 10;

    static PlaceFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The format a file's name tells of.</summary>
    public static CensusFormat? FormatOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".csv" => CensusFormat.Csv,
        ".xlsx" => CensusFormat.Xlsx,
        ".json" or ".geojson" => CensusFormat.GeoJson,
        ".zip" => CensusFormat.Shapefile,
        _ => null,
    };

    public static async Task<Decision<IReadOnlyList<PlaceRow>>> Read(Stream content, CensusFormat format, IReadOnlyList<FileColumn> columns, Datum datum, CancellationToken ct)
    {
        if (format is CensusFormat.Csv or CensusFormat.Xlsx)
        {
            var table = await SheetFile.Read(content, format is CensusFormat.Csv ? SheetFormat.Csv : SheetFormat.Xlsx, columns, ct);
            return table.Granted ? Decision<IReadOnlyList<PlaceRow>>.Grant([.. table.Value.Select(row => new PlaceRow(row.Number, row.Values, [], []))]) : table.Refusal;
        }

        var bytes = await SheetFile.Bounded(content, ct);
        if (!bytes.Granted)
        {
            return bytes.Refusal;
        }

        Decision<List<Feature>> features;
        try
        {
            features = format is CensusFormat.GeoJson ? GeoJsonFeatures(bytes.Value) : ShapefileFeatures(bytes.Value, columns);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            // Foreign bytes in other people's parsers: whatever they stumble over, the file cannot be read.
            return new Refusal("import.unreadable");
        }

        return features.Granted ? Rows(features.Value, columns, datum) : features.Refusal;
    }

    private static Decision<IReadOnlyList<PlaceRow>> Rows(List<Feature> features, IReadOnlyList<FileColumn> columns, Datum datum)
    {
        if (features.Count > SheetFile.MostRows)
        {
            return SheetFile.TooLarge();
        }

        string[] headings = [.. features.SelectMany(f => f.Values.Keys).Distinct(StringComparer.OrdinalIgnoreCase)];
        var rows = SheetFile.Rows([headings, .. features.Select(f => Array.ConvertAll(headings, h => f.Values.GetValueOrDefault(h, "")))], columns);
        if (!rows.Granted)
        {
            return rows.Refusal;
        }

        // A layer has no line of headings: its first feature is number 1.
        return Decision<IReadOnlyList<PlaceRow>>.Grant([.. rows.Value.Select(row => (Row: row, Feature: features[row.Number - 2])).Select(pair => new PlaceRow(
            pair.Row.Number - 1,
            pair.Row.Values,
            [.. pair.Feature.Points.Select(point => point with { Datum = datum })],
            [.. pair.Feature.Areas.Select(area => area.Select(ring => ring.Select(point => (point with { Datum = datum }).To(Datum.Wgs84)).ToList()).ToList())]))]);
    }

    private static Decision<List<Feature>> GeoJsonFeatures(MemoryStream bytes)
    {
        using var document = JsonDocument.Parse(bytes, new() { MaxDepth = 32 });
        if (document.RootElement.ValueKind is not JsonValueKind.Object || !document.RootElement.TryGetProperty("features", out var features) || features.ValueKind is not JsonValueKind.Array)
        {
            return new Refusal("import.no-features");
        }

        return features.EnumerateArray().Select(feature => new Feature(
            feature.TryGetProperty("properties", out var properties) && properties.ValueKind is JsonValueKind.Object
                ? properties.EnumerateObject().DistinctBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(p => p.Name, p => Text(p.Value), StringComparer.OrdinalIgnoreCase)
                : [],
            feature.TryGetProperty("geometry", out var geometry) && geometry.ValueKind is JsonValueKind.Object && geometry.GetProperty("type").GetString() is "Point" or "MultiPoint" ? GeoJson.Points(geometry) : [],
            geometry.ValueKind is JsonValueKind.Object ? GeoJson.Areas(geometry) : [])).ToList();
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        _ => value.GetRawText(),
    };

    private static Decision<List<Feature>> ShapefileFeatures(MemoryStream bytes, IReadOnlyList<FileColumn> columns)
    {
        using var zip = new ZipArchive(bytes, ZipArchiveMode.Read, leaveOpen: true);
        // A zip of megabytes may unpack to gigabytes.
        if (zip.Entries.Sum(entry => entry.Length) > 10L * SheetFile.MostMegabytes << 20)
        {
            return SheetFile.TooLarge();
        }

        var layers = zip.Entries.Where(e => e.Name.EndsWith(".shp", StringComparison.OrdinalIgnoreCase)).ToList();
        if (layers.Count != 1 || Beside(zip, layers[0], ".dbf") is not { } table)
        {
            return new Refusal("import.no-layer");
        }

        // Metres of a projection cannot be told from degrees by looking at them one by one.
        if (Beside(zip, layers[0], ".prj") is { } projection && Said(projection).StartsWith("PROJCS", StringComparison.OrdinalIgnoreCase))
        {
            return new Refusal("import.projected");
        }

        using var shapes = Unpacked(layers[0]);
        using var cells = Unpacked(table);
        var features = Shapefile.ReadAllFeatures(shapes, cells, new ShapefileReaderOptions { Encoding = EncodingOf(zip, layers[0]), GeometryBuilderMode = GeometryBuilderMode.IgnoreInvalidShapes });
        return features.Select(feature => new Feature(
            feature.Attributes.GetNames().ToDictionary(name => Whole(name, columns), name => Plain(feature.Attributes[name]), StringComparer.OrdinalIgnoreCase),
            feature.Geometry is Point or MultiPoint ? [.. feature.Geometry.Coordinates.Select(At)] : [],
            feature.Geometry is Polygon or MultiPolygon ? [.. Enumerable.Range(0, feature.Geometry.NumGeometries).Select(i => RingsOf((Polygon)feature.Geometry.GetGeometryN(i)))] : [])).ToList();
    }

    private static List<IReadOnlyList<GeoPoint>> RingsOf(Polygon polygon) =>
        polygon.IsEmpty ? [] : [.. polygon.InteriorRings.Prepend(polygon.ExteriorRing).Select(ring => ring.Coordinates.Select(At).ToList())];

    private static GeoPoint At(Coordinate c) => new(c.X, c.Y, Datum.Wgs84);

    private static string Whole(string cut, IReadOnlyList<FileColumn> columns)
    {
        var meant = columns.Where(c => Encoding.UTF8.GetByteCount(cut) >= CutName - 2 && (c.Key.StartsWith(cut, StringComparison.OrdinalIgnoreCase) || c.Chinese.StartsWith(cut, StringComparison.Ordinal))).ToList();
        return meant.Count == 1 ? meant[0].Key : cut;
    }

    private static string Plain(object? value) => value switch
    {
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool flag => flag ? "1" : "0",
        double number => number.ToString("0.##########", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim() ?? "",
    };

    private static ZipArchiveEntry? Beside(ZipArchive zip, ZipArchiveEntry layer, string extension) =>
        zip.Entries.FirstOrDefault(e => string.Equals(e.FullName, Path.ChangeExtension(layer.FullName, extension), StringComparison.OrdinalIgnoreCase));

    /// <summary>As the .cpg file says; without one, what spreadsheets and map programs here write by default.</summary>
    private static Encoding EncodingOf(ZipArchive zip, ZipArchiveEntry layer)
    {
        var said = Beside(zip, layer, ".cpg") is { } page ? Said(page) : "";
        return said.Contains("UTF", StringComparison.OrdinalIgnoreCase) || said == "65001" ? Encoding.UTF8 : Encoding.GetEncoding("GB18030");
    }

    private static string Said(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd().Trim();
    }

    private static MemoryStream Unpacked(ZipArchiveEntry entry)
    {
        var bytes = new MemoryStream();
        using var packed = entry.Open();
        packed.CopyTo(bytes);
        bytes.Position = 0;
        return bytes;
    }

    private sealed record Feature(Dictionary<string, string> Values, IReadOnlyList<GeoPoint> Points, IReadOnlyList<IReadOnlyList<IReadOnlyList<GeoPoint>>> Areas);
}
