using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;

namespace Doorstep.Web.Shell;

/// <summary>Two choices a visitor takes along in a cookie without being signed in: the language, and light or dark.</summary>
internal static class Preferences
{
    private const string SchemeCookie = "doorstep.scheme";

    /// <summary>light, dark, or null for what the device says.</summary>
    public static string? Scheme(HttpContext http) => http.Request.Cookies[SchemeCookie] is "light" or "dark" ? http.Request.Cookies[SchemeCookie] : null;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/language", (HttpContext http, string? to, string? back) =>
        {
            if (Cultures.Find(to) is { } culture)
            {
                Remember(http, culture);
            }

            return Results.LocalRedirect(Local(back));
        }).ExcludeFromDescription();

        routes.MapGet("/scheme", (HttpContext http, string? to, string? back) =>
        {
            if (to is "light" or "dark")
            {
                http.Response.Cookies.Append(SchemeCookie, to, Kept(http));
            }
            else
            {
                http.Response.Cookies.Delete(SchemeCookie);
            }

            return Results.LocalRedirect(Local(back));
        }).ExcludeFromDescription();
    }

    public static void Remember(HttpContext http, string culture) => http.Response.Cookies.Append(
        CookieRequestCultureProvider.DefaultCookieName,
        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
        Kept(http));

    /// <summary>An address of ours, whatever was asked: no redirect ever leaves the house.</summary>
    public static string Local(string? path) =>
        path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("/\\", StringComparison.Ordinal) && !path.Any(char.IsControl) ? Ascii(path) : "/";

    // A header carries no Chinese: a search for 中山 would otherwise break the switch of language.
    private static string Ascii(string path) => string.Concat(path.EnumerateRunes().Select(r => r.IsAscii ? r.ToString() : Uri.EscapeDataString(r.ToString())));

    private static CookieOptions Kept(HttpContext http) => new()
    {
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
    };
}
