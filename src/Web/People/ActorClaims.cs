using System.Globalization;
using System.Security.Claims;
using Doorstep.App.People;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.AspNetCore.Http;

namespace Doorstep.Web.People;

/// <summary>The actor as claims, so that a circuit that outlives its request still knows who asks.</summary>
public static class ActorClaims
{
    private const string Organisation = "organisation";

    private const string Area = "area";

    private const string From = "from";

    private const string Grant = "grant";

    /// <summary>Who asks; the public when nobody signed in.</summary>
    public static Actor Actor(this HttpContext http) =>
        http.User.Identity?.IsAuthenticated == true ? http.User.Actor() : Rules.People.Actor.Anonymous(Address(http));

    /// <inheritdoc cref="Actor(HttpContext)"/>
    public static Actor Actor(this ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true)
        {
            return Rules.People.Actor.Anonymous(user.FindFirstValue(From) ?? "");
        }

        return new(
            long.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture),
            user.FindFirstValue(ClaimTypes.Name)!,
            Enum.Parse<Role>(user.FindFirstValue(ClaimTypes.Role)!),
            user.FindFirstValue(Organisation) is { } organisation ? new OrganisationId(organisation) : null,
            [.. user.FindAll(Area).Select(c => c.Value)],
            user.FindFirstValue(From)!);
    }

    /// <summary>The sign-in or token that came with the request; null for the public.</summary>
    public static long? GrantId(this ClaimsPrincipal user) =>
        user.FindFirstValue(Grant) is { } grant ? long.Parse(grant, CultureInfo.InvariantCulture) : null;

    public static string Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    internal static ClaimsPrincipal Principal(KnownGrant grant, string scheme)
    {
        var actor = grant.Actor;
        var identity = new ClaimsIdentity(scheme);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, actor.Id.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new(ClaimTypes.Name, actor.Name));
        identity.AddClaim(new(ClaimTypes.Role, actor.Role.ToString()));
        identity.AddClaim(new(From, actor.From));
        identity.AddClaim(new(Grant, grant.Id.ToString(CultureInfo.InvariantCulture)));
        if (actor.Organisation is { } organisation)
        {
            identity.AddClaim(new(Organisation, organisation.Value));
        }

        identity.AddClaims(actor.Areas.Select(a => new Claim(Area, a)));
        return new(identity);
    }
}
