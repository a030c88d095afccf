using Doorstep.Rules;
using Doorstep.Web.Api;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

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
internal sealed class FailureForPrograms(IProblemDetailsService problems, ProblemDocuments documents, IOptions<JsonOptions> json, ILogger<FailureForPrograms> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Audience.IsPerson(httpContext.Request))
        {
            return false;
        }

        var why = exception switch
        {
            BadHttpRequestException unreadable => Unreadable.Why(unreadable, httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint, json.Value.SerializerOptions),
            // A charset nobody reads any more (UTF-7) comes as no bad request from the framework.
            InvalidOperationException { InnerException: NotSupportedException or ArgumentException } when exception.Message.Contains("charset", StringComparison.Ordinal) => new Refusal("request.charset"),
            _ => new Refusal("request.failed"),
        };
        var problem = new ProblemDetails
        {
            Status = why.Code == "request.charset" ? StatusCodes.Status415UnsupportedMediaType : (exception as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError,
            Instance = httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path,
        };
        documents.Fill(problem, why);
        if (problem.Status == StatusCodes.Status500InternalServerError)
        {
            // The framework is silent about what a handler has taken.
            log.LogError(exception, "{Method} {Path} failed", httpContext.Request.Method, httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? httpContext.Request.Path.Value);
        }

        httpContext.Response.StatusCode = problem.Status!.Value;
        await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem });
        return true;
    }
}
