using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Doorstep.Web.Api;

/// <summary>One of a few words in a path or query, however its letters are cased; as in the documents, `paid` and not only `Paid`.</summary>
internal readonly record struct Word<TWord>(TWord Value) : IParsable<Word<TWord>>
    where TWord : struct, Enum
{
    public static implicit operator TWord(Word<TWord> word) => word.Value;

    public static Word<TWord> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var word) ? word : throw new FormatException($"{s} is none of {string.Join(", ", Enum.GetNames<TWord>())}");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Word<TWord> result)
    {
        // A number is not one of the words.
        bool known = Enum.TryParse<TWord>(s, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(s![0]) && s[0] is not ('-' or '+');
        result = new(value);
        return known;
    }
}

/// <summary>Lists the words where the description of an operation would only say "a string".</summary>
internal static class WordsInOpenApi
{
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        foreach (var parameter in context.Description.ParameterDescriptions)
        {
            var type = parameter.ParameterDescriptor?.ParameterType ?? parameter.Type;
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Word<>)
                && operation.Parameters?.FirstOrDefault(p => p.Name == parameter.Name) is OpenApiParameter { Schema: OpenApiSchema schema })
            {
                schema.Type = JsonSchemaType.String;
                schema.Enum = [.. Enum.GetNames(type.GenericTypeArguments[0]).Select(n => System.Text.Json.Nodes.JsonValue.Create(JsonNamingPolicy.CamelCase.ConvertName(n)))];
            }
        }

        return Task.CompletedTask;
    }
}
