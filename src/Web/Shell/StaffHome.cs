using Doorstep.Rules.People;
using Doorstep.Web.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Doorstep.Web.Shell;

/// <summary>Where a member of staff begins his day: `/staff` leads there.</summary>
internal static class StaffHome
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/staff", (HttpContext http) => Results.LocalRedirect(Of(http.Actor().Role))).ExcludeFromDescription();

    public static string Of(Role role) =>
        RoleRules.IsProvider(role) ? "/provider"
        : role is Role.Auditor ? "/city/audit"
        : role is Role.City or Role.District ? "/city"
        : role is Role.Community ? "/community"
        : role is Role.Grid ? "/city/sites"
        : role.IsStaff() ? "/staff/account"
        : "/staff/sign-in";
}
