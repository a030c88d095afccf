using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Doorstep.Web.Api;

/// <summary>A body has every part its document calls required, and no null where it allows none: what is behind the door need not ask again. What may be null may be left out.</summary>
public static class WholeBodies
{
    internal const string TextBroken = "A text has U+0000 in it.";

    public static void Demand(JsonSerializerOptions options)
    {
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        // The annotations say nothing about what is in a list.
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(RefuseNullInLists).WithAddedModifier(RefuseUnkeepable).WithAddedModifier(LeaveOutNulls);
    }

    private static void LeaveOutNulls(JsonTypeInfo type)
    {
        foreach (var part in type.Properties.Where(p => p.IsRequired && p.AssociatedParameter is { IsNullable: true }))
        {
            part.IsRequired = false;
        }
    }

    private static void RefuseNullInLists(JsonTypeInfo type)
    {
        if (type.Kind is not JsonTypeInfoKind.Enumerable || type.ElementType is not { IsValueType: false } element)
        {
            return;
        }

        type.OnDeserialized = list =>
        {
            if (list is IEnumerable items && items.Cast<object?>().Any(item => item is null))
            {
                throw new JsonException($"A list of {element.Name} has a null in it.");
            }

            RefuseUnkeepable(element == typeof(string) && list is IEnumerable words ? words.Cast<string>() : []);
        };
    }

    private static void RefuseUnkeepable(JsonTypeInfo type)
    {
        var words = type.Kind == JsonTypeInfoKind.Object ? type.Properties.Where(p => p.PropertyType == typeof(string) && p.Get is not null).Select(p => p.Get!).ToList() : [];
        if (words.Count > 0)
        {
            type.OnDeserialized += body => RefuseUnkeepable(words.Select(word => word(body) as string));
        }
    }

    /// <summary>PostgreSQL keeps no text with U+0000, and nobody's name has one.</summary>
    private static void RefuseUnkeepable(IEnumerable<string?> words)
    {
        if (words.Any(word => word?.Contains('\0', StringComparison.Ordinal) == true))
        {
            throw new JsonException(TextBroken);
        }
    }
}
