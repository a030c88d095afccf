using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Doorstep.Web.Api;

/// <summary>What belongs somewhere in a request: a kind of value, or one of a few words.</summary>
internal sealed partial record Expected(string? Kind, IReadOnlyList<string>? Words = null)
{
    /// <summary>What belongs at a path (`$.plans[0].months`) of a body; null when the path leads nowhere.</summary>
    public static Expected? At(Type body, string path, JsonSerializerOptions options)
    {
        Type? type = body;
        foreach (Match step in Steps().Matches(path))
        {
            var info = options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
            var name = step.Groups["name"].Value;
            type = name.Length > 0 && info.Kind == JsonTypeInfoKind.Object
                ? info.Properties.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase))?.PropertyType
                : info.ElementType;
            if (type is null)
            {
                return null;
            }
        }

        return options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type).Kind switch
        {
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => new Expected("object"),
            JsonTypeInfoKind.Enumerable => new Expected("list"),
            _ => Of(type),
        };
    }

    public static Expected? Of(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain is { IsGenericType: true } && plain.GetGenericTypeDefinition() == typeof(Word<>))
        {
            plain = plain.GenericTypeArguments[0];
        }

        if (plain.IsEnum)
        {
            return new Expected(null, [.. Enum.GetNames(plain).Select(JsonNamingPolicy.CamelCase.ConvertName)]);
        }

        return Type.GetTypeCode(plain) switch
        {
            TypeCode.Byte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 or TypeCode.UInt16 or TypeCode.UInt32 or TypeCode.UInt64 => new Expected("whole"),
            TypeCode.Double or TypeCode.Single or TypeCode.Decimal => new Expected("number"),
            TypeCode.Boolean => new Expected("flag"),
            TypeCode.String => new Expected("text"),
            _ when plain == typeof(DateTimeOffset) || plain == typeof(DateTime) => new Expected("instant"),
            _ when plain == typeof(DateOnly) => new Expected("day"),
            _ when plain == typeof(TimeOnly) => new Expected("time"),
            _ => null,
        };
    }

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\['(?<name>[^']+)'\]|\[\d+\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Steps();
}
