using System.Net.ServerSentEvents;
using Doorstep.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace Doorstep.Web.Live;

/// <summary>Server-sent events as an answer. A stream has no end of its own, so whoever asked for its head alone is given that and let go.</summary>
internal static class EventStream
{
    public static IResult Of(HttpContext http, IAsyncEnumerable<SseItem<string>> said) => HeadRequest.Was(http) ? Head(http) : TypedResults.ServerSentEvents(said);

    /// <param name="kind">The event's name; null for none.</param>
    public static IResult Of<T>(HttpContext http, IAsyncEnumerable<T> said, string? kind = null) => HeadRequest.Was(http) ? Head(http) : TypedResults.ServerSentEvents(said, kind);

    private static IResult Head(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        return Results.Empty;
    }
}
