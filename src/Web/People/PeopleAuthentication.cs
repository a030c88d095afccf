using System.Globalization;
using System.Threading.RateLimiting;
using Doorstep.App;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Web.People;

/// <summary>Sign-in for a host: schemes, circuits, and how often one address may knock.</summary>
public static class PeopleAuthentication
{
    /// <summary>Rate limit for pages and endpoints that check a secret.</summary>
    public const string SignInPolicy = "sign-in";

    /// <summary>Rate limit for asking a code; each phone has its own limit besides, in the rule.</summary>
    public const string CodePolicy = "code";

    public static IServiceCollection AddPeopleAuthentication(this IServiceCollection services)
    {
        services.AddAuthentication(GrantAuthentication.Either)
            .AddPolicyScheme(GrantAuthentication.Either, null, options => options.ForwardDefaultSelector =
                http => GrantAuthentication.HasBearer(http) ? GrantAuthentication.Bearer : GrantAuthentication.Cookie)
            .AddScheme<AuthenticationSchemeOptions, GrantAuthentication>(GrantAuthentication.Cookie, null)
            .AddScheme<AuthenticationSchemeOptions, GrantAuthentication>(GrantAuthentication.Bearer, null);
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, GrantRevalidation>();
        return services;
    }

    /// <summary>Finds out who asks; a token that is none is answered here.</summary>
    public static IApplicationBuilder UsePeople(this IApplicationBuilder app) => app.UseAuthentication().UseMiddleware<StaleBearer>();

    /// <summary>The two policies by address. A household, an office or a carrier's gateway shares one address, so they are wide; guessing is stopped by the rules' own counts.</summary>
    public static RateLimiterOptions AddPeopleLimits(this RateLimiterOptions limits, int signInsPerMinute = 60, int codesPerMinute = 30)
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = static (rejected, _) =>
        {
            // Some limiters know when there is room again; the window is a minute.
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        limits.AddPolicy(SignInPolicy, http => ByAddress(http, signInsPerMinute));
        limits.AddPolicy(CodePolicy, http => ByAddress(http, codesPerMinute));
        return limits;
    }

    private static RateLimitPartition<string> ByAddress(HttpContext http, int perMinute) =>
        HttpMethods.IsGet(http.Request.Method)
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetSlidingWindowLimiter(Subscriber.Of(http.Connection.RemoteIpAddress), _ => new()
            {
                PermitLimit = perMinute,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
                QueueLimit = 0,
            });
}
