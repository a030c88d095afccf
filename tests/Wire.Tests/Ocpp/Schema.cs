using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Doorstep.Wire.Tests.Ocpp;

/// <summary>As much of JSON Schema as the published OCPP schemas use: makes payloads that obey, checks payloads, and breaks them in one named way.</summary>
internal sealed class Schema
{
    private readonly JsonObject _root;

    public Schema(string file) => _root = JsonNode.Parse(File.ReadAllText(file))!.AsObject();

    public JsonObject Make(Random random) => (JsonObject)Make(_root, random)!;

    public IEnumerable<string> Problems(JsonNode? node) => Problems(_root, node, "$");

    /// <summary>Every way to break this payload once.</summary>
    public IReadOnlyList<Breakage> Breakages(JsonObject payload)
    {
        var found = new List<Breakage>();
        Collect(_root, payload, found);
        return found;
    }

    private JsonObject Resolve(JsonNode schema) =>
        schema["$ref"] is { } reference ? _root["definitions"]![reference.GetValue<string>().Split('/')[^1]]!.AsObject() : schema.AsObject();

    private JsonNode? Make(JsonNode schema, Random random)
    {
        var s = Resolve(schema);
        if (s["enum"] is JsonArray words)
            return words[random.Next(words.Count)]!.DeepClone();
        switch (s["type"]?.GetValue<string>())
        {
            case "object":
                var made = new JsonObject();
                foreach (var (name, property) in s["properties"]?.AsObject() ?? [])
                {
                    if (name != "customData" && (IsRequired(s, name) || random.Next(2) == 0))
                        // The schemas leave out what the text says: connectors and EVSEs are counted.
                        made[name] = name is "connectorId" or "evseId" || (name == "id" && s["properties"]!["connectorId"] is not null)
                            ? Resolve(property!)["type"]!.GetValue<string>() == "integer" ? random.Next(1, 100) : Make(property!, random)
                            : Make(property!, random);
                }
                return made;
            case "array":
                var least = s["minItems"]?.GetValue<int>() ?? 0;
                var most = Math.Min(s["maxItems"]?.GetValue<int>() ?? 4, 4);
                return new JsonArray([.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => Make(s["items"]!, random))]);
            case "string" when s["format"]?.GetValue<string>() == "date-time":
                return DateTime.UnixEpoch.AddMilliseconds(random.NextInt64(0, 4_000_000_000_000)).ToString("yyyy-MM-ddTHH:mm:ss.FFFZ", CultureInfo.InvariantCulture);
            case "string":
                return Text(random, s["maxLength"]?.GetValue<int>() ?? 60);
            case "integer":
                return random.Next(s["minimum"] is null ? int.MinValue : 0, int.MaxValue);
            case "number":
                return random.Next(-1_000_000, 1_000_000) / 10m;
            case "boolean":
                return random.Next(2) == 0;
            default:
                return new JsonObject { ["any"] = new JsonArray(1, "二", JsonValue.Create(true)) };
        }
    }

    private static string Text(Random random, int maxLength)
    {
        string[] signs = ["a", "Z", "0", " ", "\"", "\\", "/", "\n", "é", "桩", "😀", "<", "+", "\u0001"];
        return string.Concat(Enumerable.Range(0, random.Next(Math.Min(maxLength, 80) + 1)).Select(_ => signs[random.Next(signs.Length)]));
    }

    private IEnumerable<string> Problems(JsonNode schema, JsonNode? node, string path)
    {
        var s = Resolve(schema);
        if (s["enum"] is JsonArray words)
            return words.Any(w => JsonNode.DeepEquals(w, node)) ? [] : [$"{path} is none of the words"];
        var type = s["type"]?.GetValue<string>();
        switch (type, node)
        {
            case (null, _):
                return [];
            case ("object", JsonObject o):
                return o.SelectMany(p => s["properties"]?[p.Key] is { } inner ? Problems(inner, p.Value, $"{path}.{p.Key}") : [$"{path}.{p.Key} is not known"])
                    .Concat((s["required"]?.AsArray() ?? []).Where(r => !o.ContainsKey(r!.GetValue<string>())).Select(r => $"{path}.{r} is missing"));
            case ("array", JsonArray a):
                IEnumerable<string> count = a.Count < (s["minItems"]?.GetValue<int>() ?? 0) || a.Count > (s["maxItems"]?.GetValue<int>() ?? int.MaxValue) ? [$"{path} has {a.Count} items"] : [];
                return count.Concat(a.SelectMany((item, i) => Problems(s["items"]!, item, $"{path}[{i}]")));
            case ("string", JsonValue v) when v.TryGetValue<string>(out var text):
                return text.EnumerateRunes().Count() > (s["maxLength"]?.GetValue<int>() ?? int.MaxValue) ? [$"{path} is too long"] : [];
            case ("integer", JsonValue v) when Number(v) is { } number && number == decimal.Truncate(number):
            case ("number", JsonValue w) when Number(w) is not null:
            case ("boolean", JsonValue x) when x.TryGetValue<bool>(out _):
                return [];
            default:
                return [$"{path} is no {type}"];
        }
    }

    private static decimal? Number(JsonValue value) =>
        value.GetValueKind() == JsonValueKind.Number ? decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    private void Collect(JsonObject schema, JsonObject node, List<Breakage> found)
    {
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
        {
            if (!node.TryGetPropertyValue(name, out var value) || name == "customData")
                continue;
            var s = Resolve(property!);
            if (IsRequired(schema, name))
                found.Add(new(name, BreakageKind.Missing, () => node.Remove(name)));
            if (s["enum"] is not null)
            {
                // an unknown reason to stop is read as Other, see OcppReader.WordOr
                if (name is not ("reason" or "stoppedReason"))
                    found.Add(new(name, BreakageKind.Value, () => node[name] = "Nonsense"));
                found.Add(new(name, BreakageKind.Type, () => node[name] = 7));
                continue;
            }
            switch (s["type"]?.GetValue<string>())
            {
                case "string":
                    if (s["maxLength"] is { } longest)
                        found.Add(new(name, BreakageKind.Value, () => node[name] = new string('桩', longest.GetValue<int>() + 1)));
                    if (s["format"] is not null)
                        found.Add(new(name, BreakageKind.Value, () => node[name] = "yesterday"));
                    found.Add(new(name, BreakageKind.Type, () => node[name] = new JsonArray("x")));
                    break;
                case "integer":
                    found.Add(new(name, BreakageKind.Type, () => node[name] = 1.5m));
                    found.Add(new(name, BreakageKind.Type, () => node[name] = "1"));
                    found.Add(new(name, BreakageKind.Value, () => node[name] = 1e20m));
                    break;
                case "number" or "boolean":
                    found.Add(new(name, BreakageKind.Type, () => node[name] = "1"));
                    break;
                case "object":
                    found.Add(new(name, BreakageKind.Type, () => node[name] = new JsonArray()));
                    Collect(s, value!.AsObject(), found);
                    break;
                case "array":
                    found.Add(new(name, BreakageKind.Type, () => node[name] = "x"));
                    foreach (var item in value!.AsArray().OfType<JsonObject>())
                        Collect(Resolve(s["items"]!), item, found);
                    break;
            }
        }
    }

    private static bool IsRequired(JsonObject schema, string name) =>
        schema["required"]?.AsArray().Any(r => r!.GetValue<string>() == name) ?? false;

    internal enum BreakageKind
    {
        Missing,
        Value,
        Type,
    }

    internal sealed record Breakage(string Field, BreakageKind Kind, Action Apply);
}
