using System.Text;
using Microsoft.AspNetCore.SignalR;

namespace Doorstep.Web.Shell;

/// <summary>
/// What an open page hears has no U+0000 in its texts: PostgreSQL keeps none, no keyboard writes one and nobody sees it, so it is left out rather than refused, as
/// <see cref="App.Store.KeptText"/> does. Addresses and forms pass <see cref="UnkeepableText"/>.
/// </summary>
internal sealed class CircuitText : IHubFilter
{
    private const string Escape = "\\u0000";

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next) => next(
        invocation.HubMethodArguments.Any(Broken)
            ? new(invocation.Context, invocation.ServiceProvider, invocation.Hub, invocation.HubMethod, [.. invocation.HubMethodArguments.Select(a => a is string json ? Without(json) : a)])
            : invocation);

    /// <summary>The same JSON without any U+0000 in its texts; a written backslash before u0000 is a backslash and four noughts.</summary>
    internal static string Without(string json)
    {
        var kept = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length;)
        {
            if (json[i] != '\\')
            {
                kept.Append(json[i++]);
            }
            else if (string.CompareOrdinal(json, i, Escape, 0, Escape.Length) == 0)
            {
                i += Escape.Length;
            }
            else
            {
                int pair = Math.Min(2, json.Length - i);
                kept.Append(json, i, pair);
                i += pair;
            }
        }

        return kept.ToString();
    }

    private static bool Broken(object? argument) => argument is string text && text.Contains(Escape, StringComparison.Ordinal);
}
