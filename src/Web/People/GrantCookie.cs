using Doorstep.App.People;
using Microsoft.AspNetCore.Http;

namespace Doorstep.Web.People;

/// <summary>The cookie in which a browser keeps its sign-in.</summary>
public static class GrantCookie
{
    public const string Name = "doorstep";

    public static void Set(HttpContext http, NewGrant grant) => http.Response.Cookies.Append(Name, grant.Secret, Options(http, grant.ExpiresAt));

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http, null));

    public static string? Read(HttpContext http) => http.Request.Cookies[Name];

    private static CookieOptions Options(HttpContext http, DateTimeOffset? expires) =>
        new() { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/", Expires = expires };
}
