using System.Globalization;
using System.Text.Json;
using Doorstep.Plan.Siting.Problem;

namespace Doorstep.Plan.Siting.Folder;

/// <summary>Typed values of problem.json: what cannot be read becomes a fault, and its default takes its place. A number may be plain or { value, source, date }.</summary>
internal sealed class RuleValues(FaultList faults)
{
    private readonly Dictionary<string, SourceNote> sources = new(PlanDefaults.Sources);
    private readonly HashSet<string> asked = [];

    /// <summary>Where the values come from, by their path.</summary>
    public Dictionary<string, SourceNote> Sources => sources;

    /// <summary>The values of a section that were asked for so far.</summary>
    public IReadOnlyList<string> AskedOf(string section) =>
        [.. asked.Where(path => path.StartsWith($"{section}.", StringComparison.Ordinal)).Select(path => path[(section.Length + 1)..]).Order(StringComparer.Ordinal)];

    public JsonElement? Section(JsonElement root, string name, JsonValueKind kind)
    {
        if (!root.TryGetProperty(name, out var section))
        {
            return null;
        }

        if (section.ValueKind == kind)
        {
            return section;
        }

        faults.Add(RulesFile.Name, 0, $"'{name}' must be {(kind == JsonValueKind.Array ? "a list" : "an object")}.");
        return null;
    }

    public static JsonElement? Find(JsonElement root, string path)
    {
        var at = root;
        foreach (var part in path.Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part, out at))
            {
                return null;
            }
        }

        return at;
    }

    public double Number(JsonElement root, string path, double? otherwise, double least, double most, bool direct = false)
    {
        asked.Add(path);
        var found = direct ? (root.TryGetProperty(path, out var own) ? own : null) : Find(root, path);
        if (found is not { } element)
        {
            if (otherwise is null)
            {
                faults.Add(RulesFile.Name, 0, $"{path} is missing in '{root.GetRawText().AsSpan(0, Math.Min(60, root.GetRawText().Length))}'; write a number from {least} to {most}.");
            }

            return otherwise ?? least;
        }

        if (element.ValueKind == JsonValueKind.Object)
        {
            var source = element.TryGetProperty("source", out var s) ? s.ToString() : "";
            var date = element.TryGetProperty("date", out var d) ? d.ToString() : "";
            sources[path] = new(source, date);
            if (!element.TryGetProperty("value", out element))
            {
                faults.Add(RulesFile.Name, 0, $"{path} has no value; write {{ \"value\": …, \"source\": … }}.");
                return otherwise ?? least;
            }
        }

        if (element.ValueKind != JsonValueKind.Number || !element.TryGetDouble(out var value) || !double.IsFinite(value))
        {
            faults.Add(RulesFile.Name, 0, $"{path} is {element.GetRawText()}, which is not a number; write a number from {least} to {most}.");
            return otherwise ?? least;
        }

        if (value < least || value > most)
        {
            faults.Add(RulesFile.Name, 0, string.Create(CultureInfo.InvariantCulture, $"{path} is {value}; write a number from {least} to {most}."));
            return otherwise ?? least;
        }

        return value;
    }

    public int Whole(JsonElement root, string path, int? otherwise, int least, int most)
    {
        var value = Number(root, path, otherwise, least, most);
        if (value != Math.Floor(value))
        {
            faults.Add(RulesFile.Name, 0, string.Create(CultureInfo.InvariantCulture, $"{path} is {value}; write a whole number from {least} to {most}."));
        }

        return (int)value;
    }

    public T Choice<T>(JsonElement root, string path, T otherwise)
        where T : struct, Enum
    {
        asked.Add(path);
        if (Find(root, path) is not { } element)
        {
            return otherwise;
        }

        if (element.ValueKind == JsonValueKind.String && Enum.TryParse<T>(element.GetString(), ignoreCase: true, out var value) && Enum.IsDefined(value))
        {
            return value;
        }

        faults.Add(RulesFile.Name, 0, $"{path} is {element.GetRawText()}; write one of {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName))}.");
        return otherwise;
    }

    public string Text(JsonElement root, string name, string where, string? otherwise = null)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var element) && element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text)
        {
            return text;
        }

        if (otherwise is null)
        {
            faults.Add(RulesFile.Name, 0, $"an entry of {where} has no {name}; give it one.");
        }

        return otherwise ?? "";
    }
}
