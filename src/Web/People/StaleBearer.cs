using Doorstep.Rules;
using Doorstep.Web.Api;
using Microsoft.AspNetCore.Http;

namespace Doorstep.Web.People;

/// <summary>
/// A program that shows a token and is not known by it hears so (RFC 6750 §3.1), and is not taken for the public: it would believe
/// that it reads everything it may, and read less.
/// </summary>
internal sealed class StaleBearer(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (!GrantAuthentication.HasBearer(http) || http.User.Identity?.IsAuthenticated == true)
        {
            await next(http);
            return;
        }

        http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        await new Refusal("request.token").Problem(http).ExecuteAsync(http);
    }
}
