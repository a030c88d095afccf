using System.Globalization;
using Doorstep.Rules;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Doorstep.Web.Api;

/// <summary>
/// Writes every problem document (RFC 9457), whoever made it: type, title, status, code and detail are there, in the language asked for.
/// It answers in JSON whatever the request accepts: a program that wanted a table still has to hear why there is none.
/// </summary>
internal sealed class ProblemDocuments(RefusalSentences say, IOptions<JsonOptions> json) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        problem.Status ??= http.Response.StatusCode;
        if (!problem.Extensions.ContainsKey("code"))
        {
            Fill(problem, Plain(http, problem.Status.Value));
        }

        if (problem.Status >= StatusCodes.Status500InternalServerError)
        {
            problem.Extensions.TryAdd("traceId", System.Diagnostics.Activity.Current?.Id ?? http.TraceIdentifier);
        }

        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.TryAdd("WWW-Authenticate", "Bearer");
        }

        http.Response.StatusCode = problem.Status.Value;
        http.Response.Headers.ContentLanguage = CultureInfo.CurrentUICulture.Name;
        http.Response.Headers.Append("Vary", "Accept-Language");
        await http.Response.WriteAsJsonAsync(problem, json.Value.SerializerOptions, "application/problem+json", http.RequestAborted);
    }

    /// <summary>Makes a document say a refusal.</summary>
    public void Fill(ProblemDetails problem, Refusal refusal)
    {
        // One code for whatever cannot be read; the detail says where.
        var code = problem.Status == StatusCodes.Status400BadRequest ? "request.unreadable" : refusal.Code;
        problem.Type = $"urn:doorstep:refusal:{code}";
        problem.Title = say.Title(problem.Status!.Value);
        problem.Detail = say.Say(refusal);
        problem.Extensions["code"] = code;
        if (refusal.Facts.Count > 0)
        {
            problem.Extensions["facts"] = refusal.Facts.ToDictionary(f => f.Name, f => f.Value);
        }
    }

    /// <summary>What the framework answered with a bare status.</summary>
    private static Refusal Plain(HttpContext http, int status) => status switch
    {
        StatusCodes.Status401Unauthorized => new Refusal("people.sign-in-needed"),
        StatusCodes.Status403Forbidden => new Refusal("request.forbidden"),
        StatusCodes.Status404NotFound => new Refusal("request.unknown", ("method", http.Request.Method), ("path", http.Request.Path.Value ?? "")),
        StatusCodes.Status405MethodNotAllowed => new Refusal("request.method", ("method", http.Request.Method), ("path", http.Request.Path.Value ?? "")),
        StatusCodes.Status406NotAcceptable => new Refusal("request.format"),
        StatusCodes.Status408RequestTimeout => new Refusal("request.slow"),
        StatusCodes.Status409Conflict => new Refusal("request.conflict"),
        StatusCodes.Status413PayloadTooLarge => new Refusal("request.too-large"),
        StatusCodes.Status415UnsupportedMediaType => new Refusal("request.content-type", ("wanted", "application/json"), ("found", http.Request.ContentType ?? "")),
        StatusCodes.Status429TooManyRequests => new Refusal("request.too-many"),
        StatusCodes.Status503ServiceUnavailable => new Refusal("request.unavailable"),
        >= StatusCodes.Status500InternalServerError => new Refusal("request.failed"),
        _ => new Refusal("request.unreadable"),
    };
}
