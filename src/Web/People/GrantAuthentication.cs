using System.Text.Encodings.Web;
using Doorstep.App.People;
using Doorstep.App.Store.Rows;
using Doorstep.Rules.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Doorstep.Web.People;

/// <summary>
/// Knows who asks by the secret in the cookie (pages) or in `Authorization: Bearer` (programs). A token does not open pages,
/// so that a cookie planted with one is worth nothing.
/// </summary>
public sealed class GrantAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, AuthenticateGrant authenticate)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    /// <summary>Chooses one of the two by the request.</summary>
    public const string Either = "Doorstep";

    public const string Cookie = "Doorstep.Cookie";

    public const string Bearer = "Doorstep.Bearer";

    private const string BearerWord = "Bearer";

    private static readonly string[] StaffPaths = ["/provider", "/city", "/staff", "/community"];

    private static readonly string[] Doors = ["/sign-in", "/staff/sign-in"];

    /// <summary>True for whoever says that he shows a token, even an empty one.</summary>
    internal static bool HasBearer(HttpContext http) =>
        http.Request.Headers.Authorization.ToString() is var said && said.StartsWith(BearerWord, StringComparison.OrdinalIgnoreCase) && (said.Length == BearerWord.Length || said[BearerWord.Length] == ' ');

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var byCookie = Scheme.Name == Cookie;
        var secret = byCookie ? GrantCookie.Read(Context) : HasBearer(Context) ? Request.Headers.Authorization.ToString()[BearerWord.Length..].Trim() : null;
        if (string.IsNullOrEmpty(secret))
        {
            return AuthenticateResult.NoResult();
        }

        var grant = await authenticate.Run(secret, ActorClaims.Address(Context), Context.RequestAborted);
        if (!grant.Granted || (byCookie && grant.Value.Kind == GrantKind.Token))
        {
            return AuthenticateResult.Fail("sign-in.expired");
        }

        return byCookie && ComesAnew(grant.Value.Actor) ? AuthenticateResult.NoResult() : AuthenticateResult.Success(new(ActorClaims.Principal(grant.Value, Scheme.Name), Scheme.Name));
    }

    /// <summary>
    /// Before a door everybody is a stranger, whoever else signed in from this browser in the meantime: a form is bound to who asked for it, and one
    /// who fetched his code from the administrator's outbox in another tab would be told that his form is not his. A resident who is in already goes on.
    /// </summary>
    private bool ComesAnew(Actor actor) =>
        Array.Exists(Doors, door => Request.Path.Equals(door, StringComparison.OrdinalIgnoreCase)) && (actor.Resident is null || !HttpMethods.IsGet(Request.Method));

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Scheme.Name == Cookie && HttpMethods.IsGet(Request.Method) && !Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && WantsPage())
        {
            var door = Array.Exists(StaffPaths, root => Request.Path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase)) ? "/staff/sign-in" : "/sign-in";
            Response.Redirect($"{door}?returnUrl={Uri.EscapeDataString(Request.PathBase + Request.Path + Request.QueryString)}");
            return Task.CompletedTask;
        }

        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private bool WantsPage() => Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
