using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using Doorstep.Plan.Siting.Problem;

namespace Doorstep.Plan.Siting.Folder;

/// <summary>Writes a siting problem as a folder that <see cref="ReadProblem"/> reads back to the same problem; coordinates in WGS-84.</summary>
public static class WriteProblem
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Run(SitingProblem problem, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, RulesFile.Name), Rules(problem).ToJsonString(Indented) + "\n");
        var windows = problem.Communities.SelectMany(c => c.Arrivals.Keys).Distinct().Order(StringComparer.Ordinal).ToArray();
        Table(folder, "communities.csv", ["id", "name", "district", "gates", "households", "parking", "vehicles", "private_piles", "priority", .. windows.Select(w => $"arrivals:{w}")],
            problem.Communities.Select(c => (string[])
            [
                c.Id, c.Name, c.District, string.Join("; ", c.Gates.Select(g => $"{Number(g.Longitude)} {Number(g.Latitude)}")), Number(c.Households), Number(c.ParkingSpaces),
                Number(c.Vehicles), Number(c.PrivatePiles), c.Priority is { } p ? (p ? "true" : "false") : "",
                .. windows.Select(w => c.Arrivals.TryGetValue(w, out var q) ? Number(q) : ""),
            ]));
        var types = problem.Rules.PileTypes.Select(t => t.Id).ToArray();
        Table(folder, "stations.csv", ["id", "name", "lon", "lat", .. types.Select(t => $"piles:{t}")], problem.Stations.Select(s => (string[])
        [
            s.Id, s.Name, Number(s.Place.Longitude), Number(s.Place.Latitude), .. types.Select(t => s.Piles.TryGetValue(t, out var n) ? Number(n) : ""),
        ]));
        var dearer = types.Where(t => problem.Candidates.Any(c => c.Offer.PileCosts.ContainsKey(t))).ToArray();
        Table(folder, "candidates.csv",
            ["id", "name", "kind", "owner", "district", "inside", "lon", "lat", "bays", "free_kva", "fixed_cost", "extra_kva", "cost_per_extra_kva", "feeder", "lock", .. dearer.Select(t => $"cost:{t}")],
            problem.Candidates.Select(c => (string[])
            [
                c.Id, c.Name, c.Kind, c.Owner, c.District, c.Inside ? "true" : "false", Number(c.Place.Longitude), Number(c.Place.Latitude), Number(c.Offer.Bays), Number(c.Offer.FreeKva),
                Number(c.Offer.FixedCost), Number(c.Offer.ExtraKva), Number(c.Offer.CostPerExtraKva), c.Feeder ?? "", c.Lock == SiteLock.Free ? "" : c.Lock == SiteLock.In ? "in" : "out",
                .. dearer.Select(t => c.Offer.PileCosts.TryGetValue(t, out var cost) ? Number(cost) : ""),
            ]));
        if (problem.Walks is { } walks)
        {
            Table(folder, "walks.csv", ["community", "site", "metres"], walks.Select(w => (string[])[w.Community, w.Site, Number(w.Metres)]));
        }
    }

    private static JsonObject Rules(SitingProblem problem)
    {
        var r = problem.Rules;
        JsonNode Value(string path, double value) => r.Sources.TryGetValue(path, out var note)
            ? new JsonObject { ["value"] = value, ["source"] = note.Source, ["date"] = note.Date }
            : JsonValue.Create(value);
        static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
        static JsonObject At(string path) => new() { ["path"] = path, ["datum"] = "WGS84" };
        JsonObject files = new() { ["communities"] = At("communities.csv"), ["stations"] = At("stations.csv"), ["candidates"] = At("candidates.csv") };
        if (problem.Walks is not null)
        {
            files["walks"] = "walks.csv";
        }

        JsonObject root = new()
        {
            ["name"] = problem.Name,
            ["aim"] = Camel(r.Aim.ToString()),
            ["files"] = files,
            ["reach"] = new JsonObject { ["metres"] = Value("reach.metres", r.Reach.Metres), ["detour"] = Value("reach.detour", r.Reach.Detour) },
            ["service"] = new JsonObject
            {
                ["waitMinutes"] = Value("service.waitMinutes", r.Service.WaitMinutes),
                ["level"] = Value("service.level", r.Service.Level),
                ["margin"] = Value("service.margin", r.Service.Margin),
            },
            ["demand"] = new JsonObject { ["sessionsPerVehicleDay"] = Value("demand.sessionsPerVehicleDay", r.Demand.SessionsPerVehicleDay), ["fastShare"] = Value("demand.fastShare", r.Demand.FastShare) },
            ["missing"] = new JsonObject { ["perArrival"] = Value("missing.perArrival", r.Missing.PerArrival), ["perArrivalKilometre"] = Value("missing.perArrivalKilometre", r.Missing.PerArrivalKilometre) },
            ["power"] = new JsonObject
            {
                ["siteSimultaneity"] = Value("power.siteSimultaneity", r.Power.SiteSimultaneity),
                ["powerFactor"] = Value("power.powerFactor", r.Power.PowerFactor),
                ["feederSimultaneity"] = Value("power.feederSimultaneity", r.Power.FeederSimultaneity),
            },
            ["priority"] = new JsonObject
            {
                ["ratio"] = Value("priority.ratio", r.Priority.Ratio),
                ["extraWeight"] = Value("priority.extraWeight", r.Priority.ExtraWeight),
                ["servedShare"] = Value("priority.servedShare", r.Priority.ServedShare),
            },
            ["inside"] = new JsonObject { ["form"] = Camel(r.Inside.Form.ToString()), ["surcharge"] = Value("inside.surcharge", r.Inside.Surcharge) },
            ["floors"] = new JsonObject
            {
                ["everyDistrict"] = Value("floors.everyDistrict", r.Floors.EveryDistrict),
                ["byDistrict"] = new JsonObject(r.Floors.ByDistrict.Select(f => KeyValuePair.Create<string, JsonNode?>(f.Key, JsonValue.Create(f.Value)))),
            },
            ["spacing"] = r.Spacing,
            ["pileTypes"] = new JsonArray([.. r.PileTypes.Select(t => new JsonObject
            {
                ["id"] = t.Id, ["class"] = Camel(t.Class.ToString()), ["kilowatts"] = t.Kilowatts, ["occupiedMinutes"] = t.OccupiedMinutes, ["cost"] = t.Cost, ["bays"] = t.Bays,
            })]),
            ["windows"] = new JsonArray([.. r.Windows.Select(w => new JsonObject { ["id"] = w.Id, ["class"] = Camel(w.Class.ToString()), ["hourShare"] = w.HourShare, ["from"] = w.From, ["until"] = w.Until })]),
            ["feeders"] = new JsonArray([.. problem.Feeders.Select(f => new JsonObject { ["id"] = f.Id, ["limitKva"] = f.LimitKva })]),
        };
        if (r.Budget is { } budget)
        {
            root["budget"] = Value("budget", budget);
        }

        var beside = r.Sources.Where(s => !s.Key.Contains('.', StringComparison.Ordinal) || !Numbers.Contains(s.Key[..s.Key.IndexOf('.', StringComparison.Ordinal)])).Where(s => s.Key != "budget");
        root["sources"] = new JsonObject(beside.OrderBy(s => s.Key, StringComparer.Ordinal)
            .Select(s => KeyValuePair.Create<string, JsonNode?>(s.Key, new JsonObject { ["source"] = s.Value.Source, ["date"] = s.Value.Date })));
        return root;
    }

    /// <summary>Sections whose numbers carry their notes themselves.</summary>
    private static readonly string[] Numbers = ["reach", "service", "demand", "missing", "power", "priority", "inside", "floors"];

    private static void Table(string folder, string name, string[] header, IEnumerable<string[]> rows)
    {
        using var csv = new CsvWriter(new StreamWriter(Path.Combine(folder, name), append: false, new UTF8Encoding(false)) { NewLine = "\n" }, CultureInfo.InvariantCulture);
        foreach (var row in rows.Prepend(header))
        {
            foreach (var field in row)
            {
                csv.WriteField(field);
            }

            csv.NextRecord();
        }
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
