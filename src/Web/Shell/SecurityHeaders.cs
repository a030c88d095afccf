using Microsoft.AspNetCore.Http;

namespace Doorstep.Web.Shell;

/// <summary>
/// What a browser may do with our pages: load from our own origin, be framed by nobody, tell nobody where the visitor came from.
/// An endpoint that needs another policy (the API's reference page) sets the header itself and is left alone.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, PageSettings settings)
{
    private readonly string policy = Policy(settings);

    public Task Invoke(HttpContext http)
    {
        http.Response.OnStarting(
            static state =>
            {
                var (http, self) = ((HttpContext, SecurityHeaders))state;
                var headers = http.Response.Headers;
                headers.TryAdd("Content-Security-Policy", self.policy);
                headers.TryAdd("X-Frame-Options", "DENY");
                headers.TryAdd("X-Content-Type-Options", "nosniff");
                headers.TryAdd("Referrer-Policy", "same-origin");
                headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
                headers.TryAdd("Permissions-Policy", "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()");
                return Task.CompletedTask;
            },
            (http, this));
        return next(http);
    }

    private static string Policy(PageSettings settings)
    {
        var tiles = settings.TileOrigin is { } origin ? $" {origin}" : "";
        return $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:{tiles}; font-src 'self'; "
            + $"connect-src 'self'{tiles}; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";
    }
}
