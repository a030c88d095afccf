using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Doorstep.Rules;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Doorstep.Web.Api;

/// <summary>
/// Why a request could not be read, in plain words: where in the body or which parameter, and what belongs there. The framework tells it in English
/// sentences with names of its types; what is needed of them is taken out, and the rest is looked up in what the endpoint expects.
/// </summary>
internal static partial class Unreadable
{
    private const string ManyMore = " …";

    public static Refusal Why(BadHttpRequestException failure, Endpoint? endpoint, JsonSerializerOptions options)
    {
        if (failure.InnerException is JsonException json)
        {
            return InBody(json, endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType, options);
        }

        return failure.StatusCode switch
        {
            StatusCodes.Status413PayloadTooLarge => new Refusal("request.too-large"),
            StatusCodes.Status415UnsupportedMediaType => new Refusal("request.content-type", ("wanted", "application/json"), ("found", Unsupported().Match(failure.Message).Groups["found"].Value)),
            StatusCodes.Status408RequestTimeout => new Refusal("request.slow"),
            _ when Unbound().Match(failure.Message) is { Success: true } wrong => Parameter(wrong.Groups["name"].Value, wrong.Groups["value"].Value, endpoint),
            _ when Absent().Match(failure.Message) is { Success: true } missing => missing.Groups["from"].Value.StartsWith("body", StringComparison.Ordinal)
                ? new Refusal("request.body-missing")
                : new Refusal("request.query-missing", ("name", missing.Groups["name"].Value)),
            _ when failure.Message.Contains("no body was provided", StringComparison.Ordinal) => new Refusal("request.body-missing"),
            _ => new Refusal("request.unreadable"),
        };
    }

    private static Refusal InBody(JsonException json, Type? body, JsonSerializerOptions options)
    {
        var path = json.Path is { Length: > 0 } named ? named : "$";
        // The reader's own complaint: no JSON at all, or too deep.
        if (json.InnerException is JsonException || json.GetType() != typeof(JsonException))
        {
            return new Refusal("request.json-broken", ("line", Figure((json.LineNumber ?? 0) + 1)), ("byte", Figure((json.BytePositionInLine ?? 0) + 1)));
        }

        if (json.Message.StartsWith(WholeBodies.TextBroken, StringComparison.Ordinal))
        {
            return new Refusal("request.text-broken", ("path", path));
        }

        if (Lacking().Match(json.Message) is { Success: true } lacking)
        {
            return new Refusal("request.part-missing", ("path", path), ("parts", string.Join(", ", Quoted().Matches(lacking.Groups["parts"].Value).Select(m => m.Groups["part"].Value))));
        }

        if (json.Message.Contains("could not be mapped to any", StringComparison.Ordinal))
        {
            return new Refusal("request.part-unknown", ("path", path));
        }

        if (json.Message.Contains("null", StringComparison.OrdinalIgnoreCase) && !json.Message.Contains("could not be converted", StringComparison.Ordinal))
        {
            return new Refusal("request.part-empty", ("path", path));
        }

        var expected = body is null ? null : Expected.At(body, path, options);
        return expected?.Words is { } words ? new Refusal("request.part-word", ("path", path), ("words", Listed(words)))
            : expected?.Kind is { } kind ? new Refusal("request.part-wrong", ("path", path), ("expected", kind))
            : new Refusal("request.part-unread", ("path", path));
    }

    private static Refusal Parameter(string name, string value, Endpoint? endpoint)
    {
        var shown = value.Length > 60 ? value[..60] + ManyMore : value;
        var expected = endpoint?.Metadata.GetMetadata<MethodInfo>() is { } handler && TypeOf(handler, name) is { } type ? Expected.Of(type) : null;
        return expected?.Words is { } words ? new Refusal("request.query-word", ("name", name), ("value", shown), ("words", Listed(words)))
            : new Refusal("request.query-wrong", ("name", name), ("value", shown), ("expected", expected?.Kind ?? "text"));
    }

    /// <summary>A parameter of the handler, or a part of one that gathers several.</summary>
    private static Type? TypeOf(MethodInfo handler, string name) =>
        Array.Find(handler.GetParameters(), p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase))?.ParameterType
        ?? handler.GetParameters().Where(p => p.GetCustomAttribute<AsParametersAttribute>() is not null)
            .Select(p => p.ParameterType.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)?.PropertyType)
            .FirstOrDefault(t => t is not null);

    private static string Listed(IReadOnlyList<string> words) => string.Join(", ", words.Take(24)) + (words.Count > 24 ? ManyMore : "");

    private static string Figure(long value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("""Failed to bind parameter ".* (?<name>\w+)" from "(?<value>.*)"\.""", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Unbound();

    [GeneratedRegex("""Required parameter ".* (?<name>\w+)" was not provided from (?<from>[^.]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Absent();

    [GeneratedRegex(@"but got ""(?<found>[^""]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unsupported();

    [GeneratedRegex("missing required properties including: (?<parts>.*?)(\\.? Path:|$)", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Lacking();

    [GeneratedRegex("'(?<part>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();
}
