using Doorstep.Rules;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Web.Api;

/// <summary>Says a refusal as a problem document (RFC 9457): the status for programs, the sentence for people in their language, the code for both.</summary>
internal static class Problems
{
    public static ProblemHttpResult Problem(this Refusal refusal, HttpContext http)
    {
        var problem = new ProblemDetails { Status = Status(refusal.Code), Instance = http.Request.Path };
        http.RequestServices.GetRequiredService<ProblemDocuments>().Fill(problem, refusal);
        return TypedResults.Problem(problem);
    }

    /// <summary>What a decision granted as 200 with its document, or the problem.</summary>
    public static Results<Ok<TDocument>, ProblemHttpResult> Answer<T, TDocument>(this Decision<T> decision, HttpContext http, Func<T, TDocument> document) =>
        decision.Granted ? TypedResults.Ok(document(decision.Value)) : decision.Refusal.Problem(http);

    /// <summary>204, or the problem.</summary>
    public static Results<NoContent, ProblemHttpResult> Done<T>(this Decision<T> decision, HttpContext http) =>
        decision.Granted ? TypedResults.NoContent() : decision.Refusal.Problem(http);

    /// <summary>
    /// By the code's last word: who you are, what you may, what there is, what clashes; everything else is about the words of the request.
    /// </summary>
    private static int Status(string code) => code switch
    {
        "people.sign-in-needed" or "sign-in.expired" or "request.token" or "sign-in.wrong" or "sign-in.code-wrong" or "sign-in.code-expired" or "sign-in.second-step" => StatusCodes.Status401Unauthorized,
        "people.not-allowed" or "passkey.wrong" or "resident.blocked" or "staff.disabled" => StatusCodes.Status403Forbidden,
        "sign-in.code-too-soon" or "sign-in.code-too-many" or "sign-in.locked" => StatusCodes.Status429TooManyRequests,
        "request.text-broken" => StatusCodes.Status400BadRequest,
        "import.too-large" => StatusCodes.Status413PayloadTooLarge,
        "station.moving" => StatusCodes.Status503ServiceUnavailable,
        "pile.silent" => StatusCodes.Status504GatewayTimeout,
        _ when code.EndsWith(".unknown", StringComparison.Ordinal) => StatusCodes.Status404NotFound,
        _ when Conflicts.Contains(code) || code.EndsWith("-taken", StringComparison.Ordinal) || code.EndsWith("-to-another", StringComparison.Ordinal) => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private static readonly HashSet<string> Conflicts = new(StringComparer.Ordinal)
    {
        "wallet.short", "wallet.debt", "connector.busy", "pile.offline", "pile.faulted", "pile.out-of-service", "pile.refused",
        "session.over", "session.open", "station.not-open", "station.closed-now", "station.residents-only", "resident.money-left",
        "siting.run-over", "siting.no-plan", "siting.not-verified", "siting.plan-tampered", "siting.plan-replaced", "siting.inputs-changed", "siting.forecast-changed", "siting.file-changed", "call.open-already", "tariff.version-exists",
    };
}
