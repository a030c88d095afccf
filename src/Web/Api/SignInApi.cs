using Doorstep.App.People;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Web.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Doorstep.Web.Api;

/// <summary>Who I am; signing in; tokens and sign-ins that can be revoked.</summary>
internal static class SignInApi
{
    public sealed record MeDocument(string Id, string Name, Role Role, string? Organisation, IReadOnlyList<string> Areas);

    public sealed record CodeBody(string Phone, string Culture = "zh-CN");

    public sealed record CodeDocument(DateTimeOffset ExpiresAt, DateTimeOffset AnotherAt);

    public sealed record SignInBody(string Phone, string Code, string Device = "", string Culture = "zh-CN");

    public sealed record StaffSignInBody(string UserName, string Password, string? Code = null, string Device = "");

    /// <param name="Token">Goes into `Authorization: Bearer`; it is shown this once.</param>
    public sealed record TokenDocument(string Id, string Token, MeDocument Who, DateTimeOffset ExpiresAt)
    {
        public static TokenDocument Of(NewGrant grant) => new($"{grant.Id}", grant.Secret, Me(grant.Actor), grant.ExpiresAt);
    }

    public sealed record TokenBody(string Label, Role Role, string? Organisation = null, IReadOnlyList<string>? Areas = null, int? Days = null);

    public sealed record GrantDocument(string Id, string Kind, Role Role, string? Organisation, string Label, string IssuedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

    public static void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/").WithTags("Sign-in");
        group.MapGet("/me", (HttpContext http) => TypedResults.Ok(Me(http.Actor()))).WithSummary("Who asks");
        group.MapPost("/sign-in/codes", AskCode).WithSummary("Sends a one-time code to a phone").RequireRateLimiting(PeopleAuthentication.CodePolicy);
        group.MapPost("/sign-in", SignIn).WithSummary("Signs a resident in by phone and code").RequireRateLimiting(PeopleAuthentication.SignInPolicy);
        group.MapPost("/sign-in/staff", SignInStaff).WithSummary("Signs a member of staff in by password, and one-time code where he has one").RequireRateLimiting(PeopleAuthentication.SignInPolicy);
        group.MapGet("/grants", List).WithSummary("My sign-ins; with `tokens=true` the tokens I may see");
        group.MapDelete("/grants/{id:long}", Revoke).WithSummary("Revokes a sign-in or token; it stops at once");
        group.MapPost("/tokens", Issue).WithSummary("Issues a token for a program");
    }

    private static MeDocument Me(Actor who) => new($"{who.Id}", who.Name, who.Role, who.Organisation?.Value, who.Areas);

    private static async Task<Results<Ok<CodeDocument>, ProblemHttpResult>> AskCode(CodeBody body, RequestSignInCode ask, HttpContext http, CancellationToken ct) =>
        (await ask.Run(http.Actor(), new(body.Phone, body.Culture), ct)).Answer(http, sent => new CodeDocument(sent.ExpiresAt, sent.AnotherAt));

    private static async Task<Results<Ok<TokenDocument>, ProblemHttpResult>> SignIn(SignInBody body, SignInWithCode signIn, HttpContext http, CancellationToken ct) =>
        (await signIn.Run(http.Actor(), new(body.Phone, body.Code, body.Device, body.Culture), ct)).Answer(http, TokenDocument.Of);

    private static async Task<Results<Ok<TokenDocument>, ProblemHttpResult>> SignInStaff(StaffSignInBody body, SignInStaff signIn, HttpContext http, CancellationToken ct) =>
        (await signIn.Run(http.Actor(), new(body.UserName, body.Password, body.Code, body.Device), ct)).Answer(http, TokenDocument.Of);

    private static async Task<Results<Ok<List<GrantDocument>>, ProblemHttpResult>> List(bool? tokens, string? organisation, ListGrants list, HttpContext http, CancellationToken ct)
    {
        var who = http.Actor();
        var request = tokens is true
            ? new ListGrants.Request(TokensOf: organisation is null ? who.Organisation : new OrganisationId(organisation), AllTokens: organisation is null && who.Role == Role.City)
            : who.Resident is { } resident ? new ListGrants.Request(Resident: resident) : new ListGrants.Request(Staff: who.Id);
        return (await list.Run(who, request, ct)).Answer(http, lines => lines.Select(l => new GrantDocument($"{l.Id}", l.Kind.ToString(), l.Role, l.Organisation?.Value, l.Label, l.IssuedBy, l.CreatedAt, l.ExpiresAt)).ToList());
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(long id, RevokeGrant revoke, HttpContext http, CancellationToken ct) =>
        (await revoke.Run(http.Actor(), new(id), ct)).Done(http);

    private static async Task<Results<Ok<TokenDocument>, ProblemHttpResult>> Issue(TokenBody body, IssueToken issue, HttpContext http, CancellationToken ct) =>
        (await issue.Run(
            http.Actor(),
            new(body.Label, body.Role, body.Organisation is null ? null : new OrganisationId(body.Organisation), body.Areas, body.Days is { } days ? TimeSpan.FromDays(Math.Clamp(days, -1, 1_000_000)) : null),
            ct)).Answer(http, TokenDocument.Of);
}
