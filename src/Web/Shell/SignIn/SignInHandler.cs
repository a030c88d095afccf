using System.Security.Claims;
using System.Text.Encodings.Web;
using Doorstep.App.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Doorstep.Web.Shell.SignIn;

/// <summary>Knows a visitor by the sign-in cookie, and sends strangers to the door that fits: residents' or staff's.</summary>
internal sealed class SignInHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, AuthenticateGrant grants)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    private static readonly string[] StaffRoots = ["/provider", "/city", "/staff"];

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SignInCookie.Read(Request) is not { } secret)
        {
            return AuthenticateResult.NoResult();
        }

        var known = await grants.Run(secret, Context.Connection.RemoteIpAddress?.ToString() ?? "", Context.RequestAborted);
        if (!known.Granted)
        {
            // A dead cookie is taken back, so that the next request costs nothing.
            SignInCookie.Forget(Context);
            return AuthenticateResult.Fail(known.Refusal.Code);
        }

        var grant = known.Value;
        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ActorIdentity(grant.Actor, grant.Id, grant.Culture)), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (!Audience.IsPerson(Request))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        var door = Array.Exists(StaffRoots, root => Request.Path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase)) ? "/staff/sign-in" : "/sign-in";
        // A form that was posted is not posted again after the sign-in; its page is shown.
        Response.Redirect($"{door}?back={Uri.EscapeDataString(Request.Path + Request.QueryString)}");
        return Task.CompletedTask;
    }
}
