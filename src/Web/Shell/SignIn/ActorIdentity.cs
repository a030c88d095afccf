using System.Security.Claims;
using Doorstep.Rules.People;
using Microsoft.AspNetCore.Http;

namespace Doorstep.Web.Shell.SignIn;

/// <summary>The sign-in of a request or a circuit: who it is, and the grant it rests on.</summary>
public sealed class ActorIdentity(Actor actor, long grant, string culture)
    : ClaimsIdentity([new(ClaimTypes.Name, actor.Name), new(ClaimTypes.Role, actor.Role.ToString())], SignInCookie.Scheme)
{
    public Actor Who => actor;

    public long Grant => grant;

    /// <summary>The language its owner chose.</summary>
    public string Culture => culture;
}

public static class ActorOf
{
    /// <summary>Who asks; the public when nobody signed in.</summary>
    public static Actor Actor(this HttpContext http) => http.User.Actor() ?? Rules.People.Actor.Anonymous(http.Connection.RemoteIpAddress?.ToString() ?? "");

    /// <summary>Who is signed in; null for the public.</summary>
    public static Actor? Actor(this ClaimsPrincipal user) => user.Identities.OfType<ActorIdentity>().FirstOrDefault()?.Who;
}
