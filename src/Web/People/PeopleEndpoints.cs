using Doorstep.App.People;
using Doorstep.Web.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Doorstep.Web.People;

/// <summary>
/// What a page's script calls for passkeys, and the way out. JSON bodies only: a foreign site's form cannot send them, and the cookie is SameSite=Lax.
/// </summary>
public static class PeopleEndpoints
{
    private const string CeremonyCookie = "doorstep-passkey";

    /// <summary>A passkey's answer as the browser's `PublicKeyCredential.toJSON()` gives it, in a string.</summary>
    public sealed record PasskeyAnswer(string Credential, string Name = "");

    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/sign-in").ExcludeFromDescription();
        group.MapPost("/passkey/options", AskPasskey).RequireRateLimiting(PeopleAuthentication.SignInPolicy);
        group.MapPost("/passkey", UsePasskey).RequireRateLimiting(PeopleAuthentication.SignInPolicy);
        group.MapPost("/passkey/new/options", AskNewPasskey).RequireAuthorization(OnlyCookie);
        group.MapPost("/passkey/new", AddNewPasskey).RequireAuthorization(OnlyCookie);
        routes.MapPost("/sign-out", SignOut).ExcludeFromDescription();
        return routes;
    }

    private static void OnlyCookie(AuthorizationPolicyBuilder policy) => policy.AddAuthenticationSchemes(GrantAuthentication.Cookie).RequireAuthenticatedUser();

    private static async Task<IResult> AskPasskey(HttpContext http, SignInWithPasskey signIn, CancellationToken ct) => Ask(http, await signIn.Begin(http, ct));

    private static async Task<IResult> UsePasskey(HttpContext http, [FromBody] PasskeyAnswer answer, SignInWithPasskey signIn, CancellationToken ct)
    {
        var grant = await signIn.Run(http.Actor(), new(answer.Credential, State(http), http.Request.Headers.UserAgent.ToString()), http, ct);
        if (!grant.Granted)
        {
            return grant.Refusal.Problem(http);
        }

        GrantCookie.Set(http, grant.Value);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> AskNewPasskey(HttpContext http, AddPasskey add, CancellationToken ct)
    {
        var asked = await add.Begin(http.Actor(), http, ct);
        return asked.Granted ? Ask(http, asked.Value) : asked.Refusal.Problem(http);
    }

    private static async Task<IResult> AddNewPasskey(HttpContext http, [FromBody] PasskeyAnswer answer, AddPasskey add, CancellationToken ct)
    {
        var added = await add.Run(http.Actor(), new(answer.Credential, State(http), answer.Name), http, ct);
        return added.Granted ? TypedResults.NoContent() : added.Refusal.Problem(http);
    }

    // The form's antiforgery token is checked by the framework, because the endpoint reads a form.
    private static async Task<RedirectHttpResult> SignOut(HttpContext http, [FromForm] string? to, RevokeGrant revoke, CancellationToken ct)
    {
        if (http.User.GrantId() is { } grant)
        {
            await revoke.Run(http.Actor(), new(grant), ct);
        }

        GrantCookie.Clear(http);
        return TypedResults.LocalRedirect(to is ['/', not '/' and not '\\', ..] ? $"~{to}" : "~/");
    }

    private static ContentHttpResult Ask(HttpContext http, PasskeyCeremony ceremony)
    {
        http.Response.Cookies.Append(
            CeremonyCookie, ceremony.State, new() { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = "/sign-in", MaxAge = TimeSpan.FromMinutes(5) });
        return TypedResults.Text(ceremony.OptionsJson, "application/json");
    }

    private static string State(HttpContext http)
    {
        var state = http.Request.Cookies[CeremonyCookie] ?? "";
        http.Response.Cookies.Delete(CeremonyCookie, new() { Path = "/sign-in" });
        return state;
    }
}
