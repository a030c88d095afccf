using System.Text.Json;
using Doorstep.Rules;

namespace Doorstep.App.Stations;

/// <summary>The few GeoJSON geometries (RFC 7946, WGS-84) rows are kept as.</summary>
public static class GeoJson
{
    /// <summary>About a tenth of a metre; more digits are noise on a map and bytes on the way to it.</summary>
    private const int Decimals = 6;

    public static string Line(IEnumerable<GeoPoint> points) => Geometry("LineString", json => Positions(json, points));

    public static string MultiPoint(IEnumerable<GeoPoint> points) => Geometry("MultiPoint", json => Positions(json, points));

    /// <summary>An area by its closed outer ring.</summary>
    public static string Polygon(IEnumerable<GeoPoint> ring) => Geometry("Polygon", json =>
    {
        json.WriteStartArray();
        Positions(json, ring);
        json.WriteEndArray();
    });

    /// <summary>Areas by their rings, the outer one first.</summary>
    public static string MultiPolygon(IEnumerable<IReadOnlyList<IReadOnlyList<GeoPoint>>> areas) => Geometry("MultiPolygon", json =>
    {
        json.WriteStartArray();
        foreach (var area in areas)
        {
            json.WriteStartArray();
            foreach (var ring in area)
            {
                Positions(json, ring);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    });

    public static string Point(GeoPoint point) => Geometry("Point", json => Position(json, point));

    /// <summary>The areas of a Polygon or MultiPolygon, each by its rings; empty for any other geometry.</summary>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<GeoPoint>>> Areas(JsonElement geometry) => geometry.GetProperty("type").GetString() switch
    {
        "Polygon" => [Rings(geometry.GetProperty("coordinates"))],
        "MultiPolygon" => [.. geometry.GetProperty("coordinates").EnumerateArray().Select(Rings)],
        _ => [],
    };

    /// <summary>All positions of a geometry, however deep they lie.</summary>
    public static IReadOnlyList<GeoPoint> Points(string geometry)
    {
        using var document = JsonDocument.Parse(geometry);
        return Points(document.RootElement);
    }

    /// <inheritdoc cref="Points(string)"/>
    public static IReadOnlyList<GeoPoint> Points(JsonElement geometry)
    {
        var points = new List<GeoPoint>();
        Collect(geometry.GetProperty("coordinates"), points);
        return points;
    }

    public static void Position(Utf8JsonWriter json, GeoPoint point)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Math.Round(point.Longitude, Decimals));
        json.WriteNumberValue(Math.Round(point.Latitude, Decimals));
        json.WriteEndArray();
    }

    private static void Collect(JsonElement coordinates, List<GeoPoint> points)
    {
        if (coordinates.GetArrayLength() >= 2 && coordinates[0].ValueKind is JsonValueKind.Number)
        {
            points.Add(new(coordinates[0].GetDouble(), coordinates[1].GetDouble(), Datum.Wgs84));
            return;
        }

        foreach (var inner in coordinates.EnumerateArray())
        {
            Collect(inner, points);
        }
    }

    private static List<IReadOnlyList<GeoPoint>> Rings(JsonElement polygon) => [.. polygon.EnumerateArray().Select(ring =>
    {
        var points = new List<GeoPoint>();
        Collect(ring, points);
        return points;
    })];

    private static string Geometry(string type, Action<Utf8JsonWriter> coordinates)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WritePropertyName("coordinates");
            coordinates(json);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Positions(Utf8JsonWriter json, IEnumerable<GeoPoint> points)
    {
        json.WriteStartArray();
        foreach (var point in points)
        {
            Position(json, point);
        }

        json.WriteEndArray();
    }
}
