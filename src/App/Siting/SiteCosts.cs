using System.Text.Json;

namespace Doorstep.App.Siting;

/// <summary>A site's own pile costs as its row keeps them: a JSON object, pile type → CNY.</summary>
public static class SiteCosts
{
    public static IReadOnlyDictionary<string, double> Read(string? text) => text is null ? new Dictionary<string, double>() : JsonSerializer.Deserialize<Dictionary<string, double>>(text)!;

    internal static string? Write(IReadOnlyDictionary<string, double> costs) =>
        costs.Count == 0 ? null : JsonSerializer.Serialize(costs.OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal));
}
