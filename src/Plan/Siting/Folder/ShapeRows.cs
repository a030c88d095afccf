using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Esri;

namespace Doorstep.Plan.Siting.Folder;

/// <summary>Features of an Esri Shapefile (.shp with its .dbf beside it; .cpg names the letters, UTF-8 otherwise). Its .prj is not believed: the datum is declared.</summary>
internal static class ShapeRows
{
    public static List<FieldRow> Read(string path, string name, ColumnNames columns, FaultList faults)
    {
        if (!File.Exists(Path.ChangeExtension(path, ".dbf")))
        {
            faults.Add(name, 0, "the .dbf file with its columns is not beside it; copy both.", "旁边没有装着各列的 .dbf 文件；请把两个文件一起复制。");
            return [];
        }

        List<FieldRow> rows = [];
        foreach (var feature in Shapefile.ReadAllFeatures(path))
        {
            Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);
            foreach (var field in feature.Attributes.GetNames())
            {
                // A .dbf has no room for "private_piles" without losing letters; what it can hold is matched by its first ten.
                fields[Whole(columns.Of(field))] = Convert.ToString(feature.Attributes[field], CultureInfo.InvariantCulture)?.Trim() ?? "";
            }

            List<(double, double)> points = [];
            List<IReadOnlyList<(double, double)>> rings = [];
            Spread(feature.Geometry, points, rings);
            rows.Add(new(faults, name, rows.Count + 1, fields) { Points = points, Rings = rings });
        }

        return rows;
    }

    private static readonly string[] Long = ["private_piles", "cost_per_extra_kva", "fixed_cost"];

    private static string Whole(string field) => field.Length == 10 ? Long.FirstOrDefault(l => l.StartsWith(field, StringComparison.OrdinalIgnoreCase)) ?? field : field;

    private static void Spread(Geometry? geometry, List<(double, double)> points, List<IReadOnlyList<(double, double)>> rings)
    {
        switch (geometry)
        {
            case Point { IsEmpty: false } point:
                points.Add((point.X, point.Y));
                break;
            case Polygon { IsEmpty: false } polygon:
                rings.Add(Ring(polygon.ExteriorRing));
                rings.AddRange(polygon.InteriorRings.Select(Ring));
                break;
            case GeometryCollection several:
                foreach (var part in several)
                {
                    Spread(part, points, rings);
                }

                break;
        }
    }

    private static List<(double, double)> Ring(LineString ring) => [.. ring.Coordinates.Select(c => (c.X, c.Y))];
}
