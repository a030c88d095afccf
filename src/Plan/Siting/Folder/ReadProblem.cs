using System.Globalization;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;
using Doorstep.Rules.Stations;
using NetTopologySuite.Geometries;

namespace Doorstep.Plan.Siting.Folder;

/// <summary>
/// Reads a siting problem folder (docs/siting.md). Everything is looked at before anything is believed: either the problem comes back whole, or every
/// fault with its file, row and remedy.
/// </summary>
public static class ReadProblem
{
    private const double FarthestGate = 2_000;

    public static ProblemReading Run(string folder)
    {
        FaultList faults = new();
        var content = new RulesFile(faults).Read(folder);
        if (content is null)
        {
            return new(null, faults.Faults, faults.Warnings);
        }

        var communities = Rows("communities", required: true).Select(r => ReadCommunity(r, content.Rules, To(content.Files["communities"].Datum))).OfType<Community>().ToList();
        var stations = Rows("stations", required: false).Select(r => ReadStation(r, content.Rules, To(content.Files["stations"].Datum))).OfType<ExistingStation>().ToList();
        var candidates = Rows("candidates", required: true).Select(r => ReadCandidate(r, content, To(content.Files["candidates"].Datum))).OfType<Candidate>().ToList();
        Unique("communities", communities.Select(c => c.Id));
        Unique("stations and candidates", stations.Select(s => s.Id).Concat(candidates.Select(c => c.Id)));
        Unique("feeders", content.Feeders.Select(f => f.Id));
        var walks = content.Files.ContainsKey("walks") ? ReadWalks(communities, stations, candidates) : null;
        var problem = new SitingProblem(content.Name, content.Rules, communities, stations, candidates) { Feeders = content.Feeders, Walks = walks };
        if (faults.Faults.Count == 0)
        {
            foreach (var sentence in CheckProblem.Run(problem))
            {
                faults.Add(RulesFile.Name, 0, sentence);
            }
        }

        return new(faults.Faults.Count == 0 ? problem : null, faults.Faults, faults.Warnings);

        List<FieldRow> Rows(string kind, bool required)
        {
            if (content.Files.TryGetValue(kind, out var file))
            {
                var before = faults.Faults.Count;
                var rows = ReadRows.Run(folder, file.File, faults);
                if (rows.Count == 0 && required && faults.Faults.Count == before)
                {
                    faults.Add(file.File, 0, $"it has no rows; a plan needs {kind}.");
                }

                return rows;
            }

            if (required)
            {
                faults.Add(RulesFile.Name, 0, $"files.{kind} is missing; name the file of {kind}.");
            }

            return [];
        }

        void Unique(string what, IEnumerable<string> ids)
        {
            foreach (var twice in ids.Where(id => id.Length > 0).GroupBy(id => id).Where(g => g.Count() > 1))
            {
                faults.Add(what, 0, $"the id '{twice.Key}' is used {twice.Count()} times; give each row its own.");
            }
        }

        List<SiteWalk> ReadWalks(List<Community> from, List<ExistingStation> standing, List<Candidate> sites)
        {
            HashSet<string> known = [.. from.Select(c => c.Id)];
            HashSet<string> places = [.. standing.Select(s => s.Id), .. sites.Select(s => s.Id)];
            HashSet<(string, string)> seen = [];
            List<SiteWalk> found = [];
            foreach (var row in Rows("walks", required: false))
            {
                var walk = new SiteWalk(row.Text("community"), row.Text("site"), row.Amount("metres"));
                if (!known.Contains(walk.Community))
                {
                    row.Fault($"community '{walk.Community}' is not among the communities; correct the id or take the row out.");
                }
                else if (!places.Contains(walk.Site))
                {
                    row.Fault($"site '{walk.Site}' is neither a station nor a candidate; correct the id or take the row out.");
                }
                else if (!seen.Add((walk.Community, walk.Site)))
                {
                    row.Fault($"the walk from {walk.Community} to {walk.Site} is given twice; keep the shorter.");
                }
                else
                {
                    found.Add(walk);
                }
            }

            return found;
        }
    }

    private static Func<(double Longitude, double Latitude), GeoPoint> To(Datum datum) => p => new GeoPoint(p.Longitude, p.Latitude, datum).To(Datum.Wgs84);

    private static Community? ReadCommunity(FieldRow row, PlanRules rules, Func<(double, double), GeoPoint> toWgs84)
    {
        var id = row.Id();
        var gates = Gates(row, toWgs84);
        var vehicles = row.Count("vehicles");
        var piles = row.Count("private_piles", 0);
        if (piles > vehicles)
        {
            row.Warn($"it has more private piles ({piles}) than vehicles ({vehicles}); it counts as having no vehicle without a pile.");
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
                row.Fault($"the column {name} names no window; the windows are {string.Join(", ", rules.Windows.Select(w => w.Id))}.");
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
                    row.Fault($"the gate '{part}' is not 'lon lat'; separate gates by ';'.");
                    return [];
                }

                raw.Add((x, y));
            }
        }

        var boundary = Boundary(row.Rings);
        if (raw.Count == 0 && boundary is not null)
        {
            var inner = boundary.InteriorPoint;
            row.Warn("it has a boundary but no gates; an inner point stands for them, and its reach is an estimate.");
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
                    row.Fault($"the gate at {gate.Longitude:F6}, {gate.Latitude:F6} lies {metres / 1000:F1} km outside the boundary; check the datum and the order of longitude and latitude.");
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

    private static ExistingStation? ReadStation(FieldRow row, PlanRules rules, Func<(double, double), GeoPoint> toWgs84)
    {
        var id = row.Id();
        var piles = Piles(row, rules, "piles:").ToDictionary(p => p.Type, p => (int)p.Value);
        if (piles.Values.Sum() == 0)
        {
            row.Fault("the station has no piles; give piles:TYPE columns with counts, or take the row out.");
        }

        return row.Place(toWgs84) is { } place ? new(id, row.Text("name", id), place, piles) : null;
    }

    private static Candidate? ReadCandidate(FieldRow row, RulesFile.Content content, Func<(double, double), GeoPoint> toWgs84)
    {
        var id = row.Id();
        var bays = row.Count("bays");
        if (bays == 0)
        {
            row.Fault("the site has no bays; give the number of bays, or take the row out.");
        }

        var feeder = row.Has("feeder") ? row.Text("feeder") : null;
        if (feeder is not null && content.Feeders.All(f => f.Id != feeder))
        {
            row.Fault($"feeder '{feeder}' is not among the feeders of problem.json; add it there with its limit.");
        }

        var siteLock = row.Text("lock").ToLowerInvariant() switch
        {
            "" or "free" => SiteLock.Free,
            "in" => SiteLock.In,
            "out" => SiteLock.Out,
            var other => Unknown(other),
        };
        var offer = new SiteOffer(bays, row.Amount("free_kva"), row.Amount("fixed_cost"))
        {
            ExtraKva = row.Amount("extra_kva", 0),
            CostPerExtraKva = row.Amount("cost_per_extra_kva", 0),
            PileCosts = Piles(row, content.Rules, "cost:").ToDictionary(p => p.Type, p => p.Value),
        };
        return row.Place(toWgs84) is not { } place ? null : new(id, row.Text("name", id), place, offer)
        {
            Kind = row.Text("kind", "other"),
            Owner = row.Text("owner"),
            District = row.Text("district"),
            Inside = row.Flag("inside") ?? false,
            Feeder = feeder,
            Lock = siteLock,
        };

        SiteLock Unknown(string text)
        {
            row.Fault($"lock is '{text}'; write in, out or free.");
            return SiteLock.Free;
        }
    }

    private static IEnumerable<(string Type, double Value)> Piles(FieldRow row, PlanRules rules, string prefix)
    {
        foreach (var name in row.Names.Where(n => n.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && row.Has(n)))
        {
            var type = name[prefix.Length..];
            if (rules.PileTypes.Any(t => t.Id == type))
            {
                yield return (type, prefix == "piles:" ? row.Count(name) : row.Amount(name));
            }
            else
            {
                row.Fault($"the column {name} names no pile type; the types are {string.Join(", ", rules.PileTypes.Select(t => t.Id))}.");
            }
        }
    }
}
