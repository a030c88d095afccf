using Doorstep.App.People;
using Microsoft.AspNetCore.Http;

namespace Doorstep.Web.Shell.SignIn;

/// <summary>Carries the secret of a sign-in; script cannot read it, and other sites cannot post with it.</summary>
internal static class SignInCookie
{
    public const string Scheme = "doorstep.sign-in";

    public static string? Read(HttpRequest request) => request.Cookies[Scheme];

    public static void Keep(HttpContext http, NewGrant grant) => http.Response.Cookies.Append(Scheme, grant.Secret, Options(http, grant.ExpiresAt));

    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(Scheme, Options(http, null));

    private static CookieOptions Options(HttpContext http, DateTimeOffset? until) => new()
    {
        Expires = until,
        HttpOnly = true,
        IsEssential = true,
        // Lax: a QR code opened from the camera must find the resident signed in; forms are guarded by their own token.
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
    };
}
