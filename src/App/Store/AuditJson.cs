using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Doorstep.Rules.People;

namespace Doorstep.App.Store;

/// <summary>A thing as the audit log keeps it: JSON in which phones, plates, names of residents are masked and secrets are missing.</summary>
internal static class AuditJson
{
    private static readonly Dictionary<string, Func<string?, Sight, string?>> Masked = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Phone"] = Mask.Phone,
        ["PhoneNumber"] = Mask.Phone,
        ["Plate"] = Mask.Plate,
        ["Vin"] = Mask.Vin,
        ["ResidentName"] = Mask.Name,
    };

    private static readonly HashSet<string> LeftOut = new(StringComparer.OrdinalIgnoreCase)
    {
        "PasswordHash", "SecurityStamp", "ConcurrencyStamp", "SecretHash", "CodeHash", "LastAuthenticatorCode", "Secret", "Password",
        "HomeLongitude", "HomeLatitude", "Version",
    };

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Protect } },
    };

    public static string? Of(object? thing) => thing is null ? null : JsonSerializer.Serialize(thing, thing.GetType(), Options);

    private static void Protect(JsonTypeInfo type)
    {
        for (var at = type.Properties.Count - 1; at >= 0; at--)
        {
            var property = type.Properties[at];
            if (LeftOut.Contains(property.Name))
            {
                type.Properties.RemoveAt(at);
            }
            else if (property.PropertyType == typeof(string) && Masked.TryGetValue(property.Name, out var mask) && property.Get is { } get)
            {
                property.Get = thing => mask((string?)get(thing), Sight.Masked);
            }
        }
    }
}
