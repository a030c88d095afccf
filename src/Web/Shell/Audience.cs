using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Doorstep.Web.Shell;

/// <summary>Who reads an answer that went wrong: a person gets a page, a program a problem document.</summary>
internal static class Audience
{
    private static readonly string[] ForPrograms = ["/api", "/ocpp", "/openapi", "/live", "/map", "/metrics", "/health", "/_blazor"];

    public static bool IsPerson(HttpRequest request) =>
        !Array.Exists(ForPrograms, root => request.Path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase))
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A bug met by a program: a problem document without the bug's inside, which is in the log under the same trace.</summary>
internal sealed class FailureForPrograms(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Audience.IsPerson(httpContext.Request))
        {
            return false;
        }

        httpContext.Response.StatusCode = StatusCodes.Status500InternalServerError;
        await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = new ProblemDetails { Status = 500 } });
        return true;
    }
}
