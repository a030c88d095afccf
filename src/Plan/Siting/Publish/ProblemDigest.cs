using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Plan.Siting.Problem;

namespace Doorstep.Plan.Siting.Publish;

/// <summary>
/// A fingerprint of a problem: SHA-256 over its JSON with all names in order, 16 hexadecimal digits. Source notes are left out: they explain numbers and
/// change none.
/// </summary>
public static class ProblemDigest
{
    public static string Of(SitingProblem problem)
    {
        var plain = problem with { Rules = problem.Rules with { Sources = new Dictionary<string, SourceNote>() } };
        var text = Sorted(JsonSerializer.SerializeToNode(plain))?.ToJsonString() ?? "";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
