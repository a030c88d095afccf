using System.Globalization;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;
using NetTopologySuite.Geometries;

namespace Doorstep.Plan.Siting.Folder;

/// <summary>A row of the communities' table.</summary>
internal static class CommunityRow
{
    /// <summary>Metres a gate may lie outside its boundary before it is taken for a mistake.</summary>
    private const double FarthestGate = 2_000;

    public static Community? Read(FieldRow row, PlanRules rules, Func<(double, double), GeoPoint> toWgs84)
    {
        var id = row.Id();
        var gates = Gates(row, toWgs84);
        var vehicles = row.Count("vehicles");
        var piles = row.Count("private_piles", 0);
        if (piles > vehicles)
        {
            row.Warn($"it has more private piles ({piles}) than vehicles ({vehicles}); it counts as having no vehicle without a pile.", $"私人桩（{piles}）多于车辆（{vehicles}）；按没有无桩车辆计算。");
        }

        Dictionary<string, double> arrivals = [];
        foreach (var name in row.Names.Where(n => n.StartsWith("arrivals:", StringComparison.OrdinalIgnoreCase) && row.Has(n)))
        {
            var window = name["arrivals:".Length..];
            if (rules.Windows.Any(w => w.Id == window))
            {
                arrivals[window] = row.Amount(name);
            }
            else
            {
                row.Fault($"the column {name} names no window; the windows are {string.Join(", ", rules.Windows.Select(w => w.Id))}.",
                    $"列 {name} 说的不是时段；时段有 {string.Join("、", rules.Windows.Select(w => w.Id))}。");
            }
        }

        return gates.Count == 0 ? null : new(id, row.Text("name", id), row.Text("district"), gates, vehicles)
        {
            PrivatePiles = piles,
            Households = row.Count("households", 0),
            ParkingSpaces = row.Count("parking", 0),
            Arrivals = arrivals,
            Priority = row.Flag("priority"),
        };
    }

    /// <summary>Gates from points, from the column gates ("lon lat; lon lat"), or lon and lat; a boundary alone gives one inner point, with a warning.</summary>
    private static List<GeoPoint> Gates(FieldRow row, Func<(double, double), GeoPoint> toWgs84)
    {
        List<(double Longitude, double Latitude)> raw = [.. row.Points];
        if (raw.Count == 0 && row.Has("gates"))
        {
            foreach (var part in row.Text("gates").Trim('[', ']').Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var numbers = part.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
                if (numbers.Length != 2 || !double.TryParse(numbers[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var x) || !double.TryParse(numbers[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var y))
                {
                    row.Fault($"the gate '{part}' is not 'lon lat'; separate gates by ';'.", $"出入口“{part}”不是“经度 纬度”；多个出入口用 ; 分开。");
                    return [];
                }

                raw.Add((x, y));
            }
        }

        var boundary = Boundary(row.Rings);
        if (raw.Count == 0 && boundary is not null)
        {
            var inner = boundary.InteriorPoint;
            row.Warn("it has a boundary but no gates; an inner point stands for them, and its reach is an estimate.", "有边界但没有出入口；用内部一点代替，步行范围是估计。");
            raw.Add((inner.X, inner.Y));
        }

        if (raw.Count == 0)
        {
            var place = row.Place(toWgs84);
            return place is { } p ? [p] : [];
        }

        if (!raw.TrueForAll(row.Checked))
        {
            return [];
        }

        if (boundary is not null)
        {
            foreach (var gate in raw)
            {
                var metres = boundary.Distance(new Point(gate.Longitude, gate.Latitude)) * 111_195;
                if (metres > FarthestGate)
                {
                    row.Fault($"the gate at {gate.Longitude:F6}, {gate.Latitude:F6} lies {metres / 1000:F1} km outside the boundary; check the datum and the order of longitude and latitude.",
                        $"出入口 {gate.Longitude:F6}, {gate.Latitude:F6} 在边界外 {metres / 1000:F1} km；请检查坐标系和经纬度的顺序。");
                    return [];
                }
            }
        }

        return [.. raw.Select(p => toWgs84(p))];
    }

    private static MultiPolygon? Boundary(IReadOnlyList<IReadOnlyList<(double Longitude, double Latitude)>> rings)
    {
        Polygon[] polygons = [.. rings.Where(r => r.Count >= 4 && r[0] == r[^1]).Select(r => new Polygon(new LinearRing([.. r.Select(p => new Coordinate(p.Longitude, p.Latitude))])))];
        return polygons.Length == 0 ? null : new(polygons);
    }
}
