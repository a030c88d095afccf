using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Folder;

/// <summary>problem.json: names of the files with their datum, and the rules. Every number may be written plain or as { value, source, date }.</summary>
internal sealed class RulesFile(FaultList faults, bool namesFiles = true)
{
    public const string Name = "problem.json";

    private static readonly string[] Known =
    [
        "name", "aim", "budget", "reach", "service", "demand", "missing", "power", "priority", "inside", "floors", "spacing", "pileTypes", "windows", "files", "feeders", "sources", "note",
    ];

    private static readonly string[] Sections = ["reach", "service", "demand", "missing", "power", "priority", "inside", "floors"];

    private readonly RuleValues values = new(faults);

    /// <summary>What a file without faults says; files by their key (`communities`, `stations`, `candidates`, `walks`, `network`).</summary>
    public sealed record Content(string Name, PlanRules Rules, IReadOnlyDictionary<string, (string File, Datum Datum)> Files, IReadOnlyList<Feeder> Feeders);

    /// <summary>Every rule at its default, and no file.</summary>
    public static Content Defaults { get; } = new("siting problem", new(), new Dictionary<string, (string, Datum)>(), []);

    public Content? Read(string path)
    {
        if (!File.Exists(path))
        {
            faults.Add(Name, 0, namesFiles ? "the folder has no problem.json; it names the files and the rules (docs/siting.md has one to copy)." : $"there is no file {path}.");
            return null;
        }

        var bytes = File.ReadAllBytes(path);
        if (!Utf8.IsValid(bytes))
        {
            faults.Add(Name, 0, "it is not UTF-8 text; save it as UTF-8.");
            return null;
        }

        try
        {
            // Editors on Windows begin UTF-8 with a byte order mark, which JSON itself does not know.
            ReadOnlyMemory<byte> text = bytes.AsMemory(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0);
            using var document = JsonDocument.Parse(text, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return Read(document.RootElement);
            }

            faults.Add(Name, 0, "it is not a JSON object; begin it with '{'.");
        }
        catch (JsonException e)
        {
            faults.Add(Name, (int)(e.LineNumber ?? 0) + 1, $"it is not JSON from byte {(e.BytePositionInLine ?? 0) + 1} of this line on; correct it here or just before, or write what is missing at the end.");
        }

        return null;
    }

    private Content Read(JsonElement root)
    {
        var defaults = new PlanRules();
        var rules = defaults with
        {
            Aim = values.Choice(root, "aim", defaults.Aim),
            Budget = root.TryGetProperty("budget", out _) ? values.Number(root, "budget", 0, 0, 1e15) : null,
            Reach = new(values.Number(root, "reach.metres", defaults.Reach.Metres, 1, 20_000), values.Number(root, "reach.detour", defaults.Reach.Detour, 1, 10)),
            Service = new(values.Number(root, "service.waitMinutes", defaults.Service.WaitMinutes, 0, 600), values.Number(root, "service.level", defaults.Service.Level, 0.01, 0.9999))
            {
                Margin = values.Number(root, "service.margin", defaults.Service.Margin, 0, 0.9),
            },
            Demand = new(values.Number(root, "demand.sessionsPerVehicleDay", defaults.Demand.SessionsPerVehicleDay, 0, 50), values.Number(root, "demand.fastShare", defaults.Demand.FastShare, 0, 1)),
            Missing = new(values.Number(root, "missing.perArrival", defaults.Missing.PerArrival, 0, 1e12), values.Number(root, "missing.perArrivalKilometre", defaults.Missing.PerArrivalKilometre, 0, 1e9)),
            Power = new(values.Number(root, "power.siteSimultaneity", defaults.Power.SiteSimultaneity, 0.01, 1), values.Number(root, "power.powerFactor", defaults.Power.PowerFactor, 0.1, 1),
                values.Number(root, "power.feederSimultaneity", defaults.Power.FeederSimultaneity, 0.01, 1)),
            Priority = new(values.Number(root, "priority.ratio", defaults.Priority.Ratio, 0, 10), values.Number(root, "priority.extraWeight", defaults.Priority.ExtraWeight, 0, 1000))
            {
                ServedShare = values.Number(root, "priority.servedShare", 0, 0, 1),
            },
            Inside = new(values.Choice(root, "inside.form", defaults.Inside.Form), values.Number(root, "inside.surcharge", defaults.Inside.Surcharge, 0, 1e12)),
            Floors = Floors(root),
            Spacing = values.Number(root, "spacing", 0, 0, 100_000),
            PileTypes = PileTypes(root) ?? defaults.PileTypes,
            Windows = Windows(root) ?? defaults.Windows,
        };
        var files = Files(root);
        List<Feeder> feeders = [];
        if (values.Section(root, "feeders", JsonValueKind.Array) is { } list)
        {
            foreach (var item in list.EnumerateArray())
            {
                feeders.Add(new(values.Text(item, "id", "feeders"), values.Number(item, "limitKva", null, 0, 1e9)));
            }
        }

        ReadSources(root);
        RefuseUnknown(root);
        return new(values.Text(root, "name", "", "siting problem"), rules with { Sources = values.Sources }, files, feeders);
    }

    private FloorRule Floors(JsonElement root)
    {
        Dictionary<string, double> byDistrict = [];
        if (RuleValues.Find(root, "floors") is { ValueKind: JsonValueKind.Object } floors && values.Section(floors, "byDistrict", JsonValueKind.Object) is { } named)
        {
            foreach (var district in named.EnumerateObject())
            {
                byDistrict[district.Name] = values.Number(named, district.Name, 0, 0, 1, direct: true);
            }
        }

        return new() { EveryDistrict = values.Number(root, "floors.everyDistrict", 0, 0, 1), ByDistrict = byDistrict };
    }

    private List<PileType>? PileTypes(JsonElement root)
    {
        if (values.Section(root, "pileTypes", JsonValueKind.Array) is not { } list)
        {
            return null;
        }

        List<PileType> types = [];
        foreach (var item in list.EnumerateArray())
        {
            types.Add(new(values.Text(item, "id", "pileTypes"), values.Choice(item, "class", PileClass.Fast), values.Number(item, "kilowatts", null, 0.5, 5000),
                values.Number(item, "occupiedMinutes", null, 1, 10_000), values.Number(item, "cost", null, 0, 1e9))
            { Bays = values.Whole(item, "bays", 1, 1, 10) });
        }

        if (types.Count == 0)
        {
            faults.Add(Name, 0, "pileTypes is empty; name at least one type, or leave it out to use the defaults.");
        }

        foreach (var twice in types.GroupBy(t => t.Id).Where(g => g.Count() > 1))
        {
            faults.Add(Name, 0, $"pile type '{twice.Key}' is named {twice.Count()} times; keep one.");
        }

        return types;
    }

    private List<PeakWindow>? Windows(JsonElement root)
    {
        if (values.Section(root, "windows", JsonValueKind.Array) is not { } list)
        {
            return null;
        }

        List<PeakWindow> windows = [];
        foreach (var item in list.EnumerateArray())
        {
            windows.Add(new(values.Text(item, "id", "windows"), values.Choice(item, "class", PileClass.Fast), values.Number(item, "hourShare", null, 0, 1))
            {
                From = RuleValues.Find(item, "from") is { ValueKind: not JsonValueKind.Null } ? values.Whole(item, "from", null, 0, 23) : null,
                Until = RuleValues.Find(item, "until") is { ValueKind: not JsonValueKind.Null } ? values.Whole(item, "until", null, 1, 24) : null,
            });
            if (windows[^1] is { From: { } from, Until: { } until } && until <= from)
            {
                faults.Add(Name, 0, $"window '{windows[^1].Id}' runs from {from} until {until} o'clock; let it end later on the same day, in two windows if need be.");
            }
        }

        if (windows.Count == 0)
        {
            faults.Add(Name, 0, "windows is empty; name at least one peak window, or leave it out to use the defaults.");
        }

        foreach (var twice in windows.GroupBy(w => w.Id).Where(g => g.Count() > 1))
        {
            faults.Add(Name, 0, $"window '{twice.Key}' is named {twice.Count()} times; keep one.");
        }

        return windows;
    }

    private Dictionary<string, (string, Datum)> Files(JsonElement root)
    {
        Dictionary<string, (string, Datum)> files = [];
        if (!namesFiles)
        {
            return files;
        }

        if (values.Section(root, "files", JsonValueKind.Object) is not { } section)
        {
            faults.Add(Name, 0, "it names no files; add \"files\" with communities and candidates.");
            return files;
        }

        foreach (var file in section.EnumerateObject())
        {
            if (file.Name is not ("communities" or "stations" or "candidates" or "walks" or "network"))
            {
                faults.Add(Name, 0, $"files.{file.Name} is not known; the files are communities, stations, candidates, walks and network.");
                continue;
            }

            var name = file.Value.ValueKind == JsonValueKind.String ? file.Value.GetString() : values.Text(file.Value, "path", $"files.{file.Name}");
            var datumText = file.Value.ValueKind == JsonValueKind.Object && file.Value.TryGetProperty("datum", out var d) ? d.ToString() : null;
            var datum = file.Name is "walks" or "network" ? Datum.Wgs84 : ReadTables.DatumOf(datumText);
            if (datum is null)
            {
                faults.Add(Name, 0, $"files.{file.Name} has the datum '{datumText ?? ""}', which is not known; write WGS84, GCJ02 or BD09 (a wrong one moves every point by half a kilometre).");
            }
            else if (string.IsNullOrEmpty(name) || Path.IsPathRooted(name) || name.Contains("..", StringComparison.Ordinal))
            {
                faults.Add(Name, 0, $"files.{file.Name} names '{name}'; name a file inside the folder.");
            }
            else
            {
                files[file.Name] = (name, datum.Value);
            }
        }

        return files;
    }

    /// <summary>Notes on what is no number of this file: where communities, candidates and windows come from.</summary>
    private void ReadSources(JsonElement root)
    {
        if (values.Section(root, "sources", JsonValueKind.Object) is { } section)
        {
            foreach (var note in section.EnumerateObject())
            {
                values.Sources[note.Name] = note.Value.ValueKind == JsonValueKind.Object ? new(values.Text(note.Value, "source", "sources"), values.Text(note.Value, "date", "sources", "")) : new(note.Value.ToString(), "");
            }
        }
    }

    private void RefuseUnknown(JsonElement root)
    {
        foreach (var property in root.EnumerateObject().Where(p => !Known.Contains(p.Name)))
        {
            faults.Add(Name, 0, $"'{property.Name}' is not known; the settings are {string.Join(", ", Known)}.");
        }

        foreach (var section in root.EnumerateObject().Where(p => Sections.Contains(p.Name)))
        {
            if (section.Value.ValueKind != JsonValueKind.Object)
            {
                faults.Add(Name, 0, $"'{section.Name}' must be an object, with {string.Join(", ", values.AskedOf(section.Name))}.");
                continue;
            }

            var known = values.AskedOf(section.Name);
            foreach (var property in section.Value.EnumerateObject().Where(p => !known.Contains(p.Name) && !(section.Name == "floors" && p.Name == "byDistrict")))
            {
                faults.Add(Name, 0, $"'{section.Name}.{property.Name}' is not known; {section.Name} has {string.Join(", ", known)}.");
            }
        }
    }
}
