using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Doorstep.Plan.Siting.Classic.Reading;

/// <summary>Our CSV: columns `kind,id,x,y,demand,opening,capacity` (any order, unused ones may be absent) with rows of kind `site`, `point` or `both`;
/// when distances are known, rows of kind `arc` give `id` (the point), `site` and `distance`, and x and y are not needed.</summary>
internal static class CsvLocations
{
    public static LocationReading Read(string file, string text)
    {
        using var csv = new CsvReader(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = null,
            MissingFieldFound = null,
            TrimOptions = TrimOptions.Trim,
            PrepareHeaderForMatch = h => h.Header.Trim().ToLowerInvariant(),
        });
        var sheet = new Sheet(file, csv);
        if (!csv.Read() || !csv.ReadHeader())
        {
            return sheet.Refuse("expected a header with at least kind and id");
        }

        if (csv.HeaderRecord is not { } header || !sheet.Has("kind") || !sheet.Has("id"))
        {
            return sheet.Refuse("expected a header with at least kind and id");
        }

        while (sheet.Fault is null && csv.Read())
        {
            sheet.Row();
        }

        return sheet.Fault ?? sheet.Input();
    }

    private sealed class Sheet(string file, CsvReader csv)
    {
        /// <summary>Beyond it squares and sums leave the range of numbers, and a solver calls its model infeasible.</summary>
        private const double Largest = 1e15;

        private readonly List<string> _points = [], _sites = [];
        private readonly Dictionary<string, int> _pointAt = new(StringComparer.Ordinal), _siteAt = new(StringComparer.Ordinal);
        private readonly List<(double X, double Y, double Demand, int Line)> _pointRows = [];
        private readonly List<(double X, double Y, double Opening, double Capacity, int Line)> _siteRows = [];
        private readonly List<(string Point, string Site, double Distance, int Line)> _arcs = [];

        public LocationReading.Unreadable? Fault { get; private set; }

        public bool Has(string column) => csv.HeaderRecord!.Any(h => string.Equals(h.Trim(), column, StringComparison.OrdinalIgnoreCase));

        public LocationReading.Unreadable Refuse(string sentence, int? line = null)
        {
            var at = line ?? Math.Max(1, csv.Parser.RawRow);
            return Fault ??= new LocationReading.Unreadable(file, at, $"{file}, line {at}: {sentence}");
        }

        public void Row()
        {
            var (kind, id) = (csv.GetField("kind") ?? "", csv.GetField("id") ?? "");
            if (id.Length == 0)
            {
                Refuse("expected an id");
            }
            else if (string.Equals(kind, "arc", StringComparison.OrdinalIgnoreCase))
            {
                _arcs.Add((id, csv.GetField("site") ?? "", Number("distance", null), csv.Parser.RawRow));
            }
            else if (kind.ToLowerInvariant() is "site" or "point" or "both")
            {
                Place(kind.ToLowerInvariant(), id);
            }
            else
            {
                Refuse($"expected kind site, point, both or arc, found \"{kind}\"");
            }
        }

        public LocationReading Input()
        {
            if (_points.Count == 0 || _sites.Count == 0)
            {
                return Refuse("expected at least one point and one site");
            }

            Reach? reach = _arcs.Count > 0 ? Arcs() : Plane();
            return Fault is not null || reach is null
                ? Fault!
                : new LocationReading.Read(new LocationInput
                {
                    Points = _points,
                    Sites = _sites,
                    Demand = [.. _pointRows.Select(p => p.Demand)],
                    Opening = Has("opening") ? [.. _siteRows.Select(s => s.Opening)] : null,
                    Capacity = Has("capacity") ? [.. _siteRows.Select(s => s.Capacity)] : null,
                    Reach = reach,
                });
        }

        private void Place(string kind, string id)
        {
            var (x, y) = (Number("x", double.NaN), Number("y", double.NaN));
            if (kind is "point" or "both" && !Add(id, _pointAt, _points, () => _pointRows.Add((x, y, NotNegative("demand", 1), csv.Parser.RawRow))))
            {
                Refuse($"point \"{id}\" is there twice");
            }

            if (kind is "site" or "both" && !Add(id, _siteAt, _sites, () => _siteRows.Add((x, y, NotNegative("opening", 0), NotNegative("capacity", double.PositiveInfinity), csv.Parser.RawRow))))
            {
                Refuse($"site \"{id}\" is there twice");
            }
        }

        private static bool Add(string id, Dictionary<string, int> at, List<string> names, Action add)
        {
            if (!at.TryAdd(id, names.Count))
            {
                return false;
            }

            names.Add(id);
            add();
            return true;
        }

        private double NotNegative(string column, double absent)
        {
            var value = Number(column, absent);
            if (value < 0)
            {
                Refuse($"expected {column} of at least 0, found {csv.GetField(column)}");
            }

            return value;
        }

        private double Number(string column, double? absent)
        {
            var field = Has(column) ? csv.GetField(column) ?? "" : "";
            if (field.Length == 0 && absent is { } value)
            {
                return value;
            }

            if (!double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !(Math.Abs(number) <= Largest))
            {
                Refuse($"expected a number of at most 1e15 in column {column}, found \"{field}\"");
            }

            return number;
        }

        private Reach.Plane? Plane()
        {
            var point = _pointRows.FindIndex(p => double.IsNaN(p.X) || double.IsNaN(p.Y));
            var site = _siteRows.FindIndex(s => double.IsNaN(s.X) || double.IsNaN(s.Y));
            if (point >= 0 || site >= 0)
            {
                Refuse($"expected x and y for \"{(point >= 0 ? _points[point] : _sites[site])}\", as the file has no arc rows", point >= 0 ? _pointRows[point].Line : _siteRows[site].Line);
                return null;
            }

            return new Reach.Plane(
                [.. _pointRows.Select(p => p.X)], [.. _pointRows.Select(p => p.Y)],
                [.. _siteRows.Select(s => s.X)], [.. _siteRows.Select(s => s.Y)]);
        }

        private Reach.Arcs? Arcs()
        {
            var rows = new List<(int Site, double Distance)>[_points.Count];
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] = [];
            }

            foreach (var arc in _arcs)
            {
                if (!_pointAt.TryGetValue(arc.Point, out var i) || !_siteAt.TryGetValue(arc.Site, out var j))
                {
                    Refuse($"expected an arc between a known point and a known site, found \"{arc.Point}\" and \"{arc.Site}\"", arc.Line);
                    return null;
                }

                if (arc.Distance < 0 || rows[i].Exists(r => r.Site == j))
                {
                    Refuse(arc.Distance < 0 ? "expected a distance of at least 0" : $"the arc from \"{arc.Point}\" to \"{arc.Site}\" is there twice", arc.Line);
                    return null;
                }

                rows[i].Add((j, arc.Distance));
            }

            var start = new int[rows.Length + 1];
            for (var i = 0; i < rows.Length; i++)
            {
                start[i + 1] = start[i] + rows[i].Count;
            }

            return new Reach.Arcs(start, [.. rows.SelectMany(r => r).Select(r => r.Site)], [.. rows.SelectMany(r => r).Select(r => r.Distance)]);
        }
    }
}
