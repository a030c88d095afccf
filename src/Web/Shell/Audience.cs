using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Doorstep.Web.Shell;

/// <summary>Who reads an answer that went wrong: a person gets a page, a program a problem document.</summary>
internal static class Audience
{
    private static readonly string[] ForPrograms = ["/api", "/ocpp", "/openapi", "/live", "/map", "/metrics", "/health", "/_blazor"];

    public static bool IsPerson(HttpRequest request) =>
        !Array.Exists(ForPrograms, root => request.Path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase))
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A program never gets a page, and under /api never a bare status: what has no document yet gets a problem document.</summary>
internal sealed class StatusForPrograms(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, IProblemDetailsService problems)
    {
        if (Audience.IsPerson(http.Request))
        {
            await next(http);
            return;
        }

        if (http.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        await next(http);
        if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } && http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = http, ProblemDetails = new ProblemDetails { Status = http.Response.StatusCode } });
        }
    }
}

/// <summary>
/// What a program's request made fail: a request that cannot be read is answered with what is wrong with it; a bug with a problem document
/// without the bug's inside, which is in the log under the same trace.
/// </summary>
internal sealed class FailureForPrograms(IProblemDetailsService problems, ILogger<FailureForPrograms> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Audience.IsPerson(httpContext.Request))
        {
            return false;
        }

        var problem = exception is BadHttpRequestException unreadable
            ? new ProblemDetails { Status = unreadable.StatusCode, Title = $"The request cannot be read: {Why(unreadable)}", Type = "urn:doorstep:refusal:request.unreadable", Extensions = { ["code"] = "request.unreadable" } }
            // A charset nobody reads any more (UTF-7) comes as no bad request from the framework.
            : exception is InvalidOperationException { InnerException: NotSupportedException or ArgumentException } && exception.Message.Contains("charset", StringComparison.Ordinal)
            ? new ProblemDetails { Status = StatusCodes.Status415UnsupportedMediaType, Title = "The request cannot be read: its charset is not known here; send UTF-8.", Type = "urn:doorstep:refusal:request.unreadable", Extensions = { ["code"] = "request.unreadable" } }
            : new ProblemDetails { Status = StatusCodes.Status500InternalServerError };
        if (problem.Status == StatusCodes.Status500InternalServerError)
        {
            // The framework is silent about what a handler has taken.
            log.LogError(exception, "{Method} {Path} failed", httpContext.Request.Method, httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? httpContext.Request.Path.Value);
        }

        httpContext.Response.StatusCode = problem.Status!.Value;
        await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem });
        return true;
    }

    private static string Why(BadHttpRequestException unreadable) => unreadable.InnerException is JsonException json ? json.Message : unreadable.Message;
}
