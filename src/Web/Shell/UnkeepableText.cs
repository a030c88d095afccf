using Doorstep.Rules;
using Doorstep.Web.Api;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Doorstep.Web.Shell;

/// <summary>
/// No text with U+0000 comes in by an address or a form: PostgreSQL keeps none, and nobody writes one. It stands behind the check of a form's token, which has
/// read the form. JSON is judged by <see cref="WholeBodies"/>, a file by its reader; a path with one is refused by the server before it asks us.
/// </summary>
internal sealed class UnkeepableText(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if ((InAddress(http.Request) ?? InForm(http)) is not { } name)
        {
            return next(http);
        }

        if (!Audience.IsPerson(http.Request))
        {
            return new Refusal("request.text-broken", ("path", name)).Problem(http).ExecuteAsync(http);
        }

        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    private static string? InAddress(HttpRequest request) =>
        request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true
            ? request.Query.Where(q => Broken(q.Key) || q.Value.Any(Broken)).Select(q => Shown(q.Key)).FirstOrDefault()
            : null;

    // A form without a good token is refused by whoever would read it, and shows itself to nobody.
    private static string? InForm(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) && http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true } && http.Features.Get<IFormFeature>()?.Form is { } form
            ? form.Where(f => Broken(f.Key) || f.Value.Any(Broken)).Select(f => Shown(f.Key)).FirstOrDefault()
            : null;

    private static bool Broken(string? text) => text?.Contains('\0', StringComparison.Ordinal) == true;

    private static string Shown(string name) => name.Replace("\0", "", StringComparison.Ordinal);
}
