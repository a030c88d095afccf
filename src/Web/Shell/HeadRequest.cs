using Microsoft.AspNetCore.Http;

namespace Doorstep.Web.Shell;

/// <summary>Asked for the head, a route does what it does for the whole; the server leaves the body out (RFC 9110 §9.3.2).</summary>
internal static class HeadRequest
{
    private static readonly object Mark = new();

    public static Task Widen(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsHead(http.Request.Method))
        {
            http.Items[Mark] = Mark;
            http.Request.Method = HttpMethods.Get;
        }

        return next(http);
    }

    /// <summary>Whether only the head was asked for, though the request now calls itself a GET.</summary>
    public static bool Was(HttpContext http) => http.Items.ContainsKey(Mark);
}
